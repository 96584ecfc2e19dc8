using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>
/// 凭码领取: at a kiosk or at home, without an account: case number, query code and the number of the applicant's paper. The document itself is the
/// answer, and that it was handed out is the proof of delivery (青岛办法 第二十八条). Whatever is wrong gives the same answer after the same time.
/// </summary>
internal static class CollectByCode
{
    public const string Path = "/progress/collect";
    private const string NumberField = "number";
    private const string CodeField = "code";
    private const string PaperField = "paper";

    /// <summary>Longer than any answer takes.</summary>
    private static readonly TimeSpan AnswersAfter = TimeSpan.FromMilliseconds(300);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, () => Pages.Show<CollectPage>(new CollectModel(FormState.Empty))).WithName("AskToCollect").AllowEveryone();
        routes.MapPost(Path, Do).WithName(nameof(CollectByCode)).AllowEveryone().RequireRateLimiting(FindProgress.Limit);
    }

    private static Refusal Wrong { get; } = new(
        "cases.code-wrong", "办件编号、查询码和证件号码对不上，或者本件现在没有可以凭码领取的结果。请对照收件凭证和证件逐位核对。", PlatformRules.Permission);

    private static async Task<IResult> Do(FormReader form, HttpContext context, ICases cases, ISubjects subjects, CaseDesk desk, IEnumerable<INotices> notices, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        var (number, code, paper) = (form.Text(NumberField, "办件编号", max: 60), form.Text(CodeField, "查询码", max: 20), form.Text(PaperField, "证件号码", max: 40));
        if (!form.Ok) return Pages.Again<CollectPage>(new CollectModel(form.State));
        var even = new EvenAnswer(AnswersAfter);
        var found = await cases.FindByCode(number, code, cancel) is { } facts ? await desk.Open(facts.Number, cancel) : null;
        var plain = string.Concat(paper.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        var his = found is { State: var state } && Collectable(state) && await subjects.ActsFor(state.Subject, plain, state.Item, cancel);
        await even.Wait(cancel);
        if (!his) return Pages.Again<CollectPage>(new CollectModel(form.State.Refused(Wrong)));

        foreach (var source in notices)
        {
            var document = (await source.Of(found!.Number, cancel)).LastOrDefault(n => n.ReplacedBy is null && n.Sequence <= (found.State.SentAt ?? int.MaxValue));
            if (document is null || await source.Pdf(found.Number, document.Code, cancel) is not { } pdf) continue;
            if (found.State.Status == CaseStatus.Delivering)
            {
                var proof = new DeliveryProof($"凭查询码和证件号码（{Masking.Identifier(plain)}）领取：《{document.Title}》（{document.Number}）");
                var done = await desk.Do(found, ByCode(found.State), new RecordDelivery { Proof = DeliveryProofKind.Code }, proof, $"collect-{found.State.SentAt}", cancel: cancel);
                if (!done.Try(out _, out var why)) return Pages.Show<CollectPage>(new CollectModel(form.State.Refused(why)), Pages.StatusOf(why));
            }

            return Results.File(pdf, "application/pdf", $"{document.Number}.pdf");
        }

        var later = ConfirmDelivery.NotReady(found!);
        return Pages.Show<CollectPage>(new CollectModel(form.State.Refused(later)), Pages.StatusOf(later));
    }

    /// <summary>What is ready to be taken, and what was taken like this: a printer may fail.</summary>
    private static bool Collectable(CaseState state) =>
        state.Status is CaseStatus.Delivering or CaseStatus.Closed && state.Delivery is DeliveryMode.Electronic or DeliveryMode.Kiosk;

    /// <summary>Whoever holds code and paper acts for the applicant in this one thing.</summary>
    private static Actor ByCode(CaseState state) => new("by-code", "凭码领取", Role.Applicant, RegionCode.Nation, null, state.Subject);
}

public sealed record CollectModel(FormState Form);
