using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Fees;

/// <summary>缴费: the applicant sees what is owed and why, pays by one code in whichever way suits him, and keeps the receipt.</summary>
internal static class PayFee
{
    public static readonly Refusal NotFound = new("fees.not-found", "没有找到这笔费用。请从“我的办件”里打开。", PlatformRules.Permission);

    private static readonly Refusal NoReceipt = new("fees.not-found", "这笔缴费的电子票据还没有到，请过几分钟再来。", PlatformRules.Order);

    public static string PathOf(string charge) => $"/my/fees/{charge}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/my/fees/{charge}", Show).WithName(nameof(PayFee)).AllowRoles(Role.Applicant);
        routes.MapPost("/my/fees/{charge}/look", Look).WithName("AskWhetherPaid").AllowRoles(Role.Applicant);
        routes.MapGet("/my/fees/{charge}/receipt", Download).WithName("DownloadReceipt").AllowRoles(Role.Applicant);
    }

    private static async Task<IResult> Show(string charge, HttpContext context, FeesDb db, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await Find(db, charge, context, cancel) is not { } row) return Pages.Refuse(NotFound);
        var refunds = await db.Refunds.AsNoTracking().Where(r => r.Charge == charge && r.State != RefundState.Declined).OrderBy(r => r.AskedAt).ToListAsync(cancel);
        return Pages.Show<PayFeePage>(ModelOf(row) with
        {
            Refunds = [.. refunds.Select(r => $"退费 {r.Amount}：{FeeWords.Of(r.State)}{(r.DoneOn is { } on ? $"，{Words.ShortOf(on)}" : "")}")],
        });
    }

    /// <summary>我已缴费: asks the service now.</summary>
    private static async Task<IResult> Look(string charge, HttpContext context, FeesDb db, FollowCharges follow, TimeProvider clock, CancellationToken cancel)
    {
        if (await Find(db, charge, context, cancel) is not { } row) return Pages.Refuse(NotFound);
        await follow.RunNow(row.Id, cancel);
        return Results.LocalRedirect(PathOf(charge));
    }

    private static async Task<IResult> Download(string charge, HttpContext context, FeesDb db, ReceiptBox receipts, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await Find(db, charge, context, cancel) is not { } row) return Pages.Refuse(NotFound);
        if (await receipts.Open(row, cancel) is not { } bytes) return Pages.Refuse(NoReceipt);
        return Results.File(bytes, "application/octet-stream", $"receipt-{row.ReceiptNumber}{EndingOf(row.ReceiptKind)}");
    }

    public static PayFeeModel ModelOf(ChargeRow row)
    {
        var (words, kind) = FeeWords.Of(row);
        return new PayFeeModel(
            row.Id, row.Case, row.ItemName, row.Fee, row.Amount, row.Standard, row.Basis, row.Units is { } units ? $"{units} {row.Unit}，每{row.Unit} {row.Price}" : null,
            words, kind, row.State == ChargeState.Open, row.PayCode, row.PayAddress, PayQr.Svg(row.PayAddress ?? row.PayCode), row.PaidAt, row.Way is null ? null : FeeWords.Way(row.Way),
            row.ReceiptNumber, row.ReceiptCheck, row.Receipt is not null);
    }

    public static string EndingOf(string? kind) => kind switch
    {
        "application/json" => ".json",
        "application/xml" or "text/xml" => ".xml",
        "application/pdf" => ".pdf",
        "application/ofd" => ".ofd",
        _ => "",
    };

    private static async Task<ChargeRow?> Find(FeesDb db, string charge, HttpContext context, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        return await db.Charges.AsNoTracking().SingleOrDefaultAsync(c => c.Id == charge && c.Subject == actor.Subject, cancel) is { } row && actor.Sees(row.Item) ? row : null;
    }
}

/// <param name="Measured">What was measured, and the price of one; null: a fixed amount.</param>
/// <param name="Qr">A whole svg element; null: no code yet.</param>
/// <param name="HasReceipt">The receipt can be downloaded.</param>
public sealed record PayFeeModel(
    string Id, string Case, string Item, string Fee, Money Amount, string Standard, string Basis, string? Measured, string Status, StatusKind Kind, bool Open,
    string? PayCode, string? PayAddress, string? Qr, Instant? PaidAt, string? Way, string? Receipt, string? Check, bool HasReceipt)
{
    public IReadOnlyList<string> Refunds { get; init; } = [];
}
