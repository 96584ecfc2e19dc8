using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Ledger;

/// <summary>
/// 出具入链证明: for whoever knows the event: its hash stands in every receipt (?hash=), or number and query code (?code=), or by sign-in.
/// Without one of them the answer is that of a case that does not exist: numbers can be counted through, and when a case moved is nobody's business.
/// </summary>
internal static class ProveInclusion
{
    private static readonly Refusal None = new(
        "ledger.not-found", "没有可以出具的入链证明：编号、序号或散列不符，或者还没有入链（提交后两分钟内会入链）。", PlatformRules.Input);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/ledger/proof/{number}/{sequence:int}", Handle).WithName(nameof(ProveInclusion)).AllowEveryone();

    private static async Task<IResult> Handle(
        string number, int sequence, string? hash, string? code, HttpContext context, Proofs proofs, CaseGate gate, CancellationToken cancel)
    {
        var leaf = await proofs.LeafOf(CaseNumber.TryParse(number, out var parsed) ? parsed.ToString() : "", sequence, cancel);
        // The proof itself is read only for who may have it: how often the database is asked tells nobody else anything.
        if ((leaf is null || leaf.Hash != hash?.ToLowerInvariant()) && !(await gate.Open(context, number, code, cancel)).Try(out _, out var why))
        {
            return Pages.Problem(why == CaseGate.TooMany ? why : None);
        }

        return leaf is not null && await proofs.Of(leaf, cancel) is { } proof ? Results.Json(proof, Json.Options) : Pages.Problem(None);
    }
}
