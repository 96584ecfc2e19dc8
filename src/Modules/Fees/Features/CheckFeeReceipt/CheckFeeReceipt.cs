using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Fees;

/// <summary>票据查验: from number and check code to whether a receipt is genuine, what it is for, and whether something of it was paid back. Without an account.</summary>
internal static class CheckFeeReceipt
{
    public const string Path = "/pay/receipts";

    private static readonly Refusal Unknown = new("fees.receipt-unknown", "号码和校验码对不上。请对照票据逐位核对；没有输错的话，这张票据不是由本平台的缴费开具的。", PlatformRules.Input);

    private static readonly Refusal TooMany = new("fees.too-many", "查得太频繁了，请一分钟后再试。", PlatformRules.Capacity);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, Handle).WithName(nameof(CheckFeeReceipt)).AllowEveryone();

    private static async Task<IResult> Handle(string? number, string? check, HttpContext context, FeesDb db, GuessLimit limit, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        var (typed, code) = (Words.Plain(number ?? ""), Words.Plain(check ?? ""));
        if (typed.Length == 0) return Pages.Show<CheckFeeReceiptPage>(new CheckFeeReceiptModel("", null, null));
        if (typed.Length > 60) typed = typed[..60];
        if (!limit.Allows(context, $"fee-receipt/{typed}")) return Pages.Refuse(TooMany);
        var row = await db.Charges.AsNoTracking().FirstOrDefaultAsync(c => c.ReceiptNumber == typed && c.Receipt != null, cancel);
        var right = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(code.ToUpperInvariant()), Encoding.UTF8.GetBytes(row?.ReceiptCheck?.ToUpperInvariant() ?? "\n"));
        return row is not null && right
            ? Pages.Show<CheckFeeReceiptPage>(new CheckFeeReceiptModel(typed, null, new GenuineModel(
                row.ItemName, row.Fee, row.Amount, row.Basis, row.PaidAt!.Value, row.Refunded)))
            : Pages.Show<CheckFeeReceiptPage>(new CheckFeeReceiptModel(typed, Unknown, null), StatusCodes.Status404NotFound);
    }
}

public sealed record CheckFeeReceiptModel(string Typed, Refusal? Why, GenuineModel? Genuine);

/// <summary>What a holder of number and check code may see: enough to compare, nothing of the payer.</summary>
public sealed record GenuineModel(string Item, string Fee, Money Amount, string Basis, Instant PaidAt, Money Refunded);
