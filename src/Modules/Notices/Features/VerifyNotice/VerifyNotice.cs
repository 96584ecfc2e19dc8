using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Notices;

/// <param name="Typed">What was typed, for the field.</param>
/// <param name="Why">Null: nothing was tried yet.</param>
public sealed record AskCodeModel(string Typed, Refusal? Why);

/// <param name="Sound">The kept PDF is still the one that was signed.</param>
/// <param name="Name">The applicant's name, masked; null: erased.</param>
public sealed record VerifiedModel(
    bool Sound, string Title, string Number, string Bearer, string Item, Instant IssuedAt, string? Name, string Hash, string KeyId, string Signature, string Code)
{
    /// <summary>What has taken its place; null: it holds.</summary>
    public SuccessorModel? Successor { get; init; }
}

/// <param name="Standing">已更正, 已撤销: how the replaced document stands.</param>
public sealed record SuccessorModel(string Standing, string Title, string Number, string Code)
{
    internal static SuccessorModel? Of(NoticeRow? row) => row is null ? null : new(NoticeDrafts.StandingUnder(row.Kind), row.Title, row.Number, row.Code);
}

/// <summary>验证文书: from the code on the paper to what it is, whose, when, for whom (masked), and whether it is still what was signed. Without an account.</summary>
internal static class VerifyNotice
{
    private static readonly Refusal Mistyped = new(
        "notices.code-mistyped", "验证码输错了：应为 16 位字母和数字，最后一位是校验位。请对照文书逐位核对（没有 0、1、字母 O 和 I）。", PlatformRules.Input);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/verify", (string? code) =>
            string.IsNullOrWhiteSpace(code) ? Pages.Show<AskCodePage>(new AskCodeModel("", null))
            : NoticeCode.TryParse(code, out var parsed) ? Results.LocalRedirect($"/verify/{parsed}")
            : Pages.Again<AskCodePage>(new AskCodeModel(code, Mistyped))).WithName(nameof(VerifyNotice)).AllowEveryone();
        routes.MapGet("/verify/{code}", Handle).AllowEveryone();
    }

    private static async Task<IResult> Handle(
        string code, HttpContext context, NoticesDb db, NoticeOffice office, ISigner signer, ISubjects subjects, GuessLimit limit, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!(await ShowNotice.Find(code, context, db, limit, cancel)).Try(out var row, out var why))
        {
            // A one-time notice is its own proof: its address shows what was told.
            if (NoticeCode.TryParse(code, out var once) && await db.OnceNotices.AnyAsync(n => n.Code == once, cancel)) return Results.LocalRedirect($"/once/{once}");
            return why == ShowNotice.TooMany ? Pages.Refuse(why) : Pages.Show<AskCodePage>(new AskCodeModel(code, why), StatusCodes.Status404NotFound);
        }

        // What was erased is no longer here to compare; its signature still is.
        var pdf = await office.ReadPdf(row, cancel);
        var sound = (pdf is null || Convert.ToHexStringLower(Sm3.Of(pdf)) == row.Hash)
            && await signer.Verify(row.Number, row.Hash, new LedgerSignature(row.KeyId, row.Signature), cancel);
        var names = await subjects.MaskedNames([row.Subject], cancel);
        return Pages.Show<VerifiedPage>(new VerifiedModel(
            sound, row.Title, row.Number, row.Bearer, row.Item, row.IssuedAt, names.GetValueOrDefault(row.Subject), row.Hash, row.KeyId, row.Signature, row.Code)
        {
            Successor = SuccessorModel.Of(await office.Successor(row, cancel)),
        });
    }
}
