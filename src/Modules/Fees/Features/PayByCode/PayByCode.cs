using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Fees;

/// <summary>凭缴款码缴费: at a kiosk or for somebody else, without an account. It shows the fee, never whose it is.</summary>
internal static class PayByCode
{
    public const string Path = "/pay";

    private static readonly Refusal Unknown = new("fees.code-unknown", "没有这个缴款码。请对照缴款通知逐位核对；已经作废的不能再缴。", PlatformRules.Input);

    private static readonly Refusal TooMany = new("fees.too-many", "查得太频繁了，请一分钟后再试。", PlatformRules.Capacity);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, Handle).WithName(nameof(PayByCode)).AllowEveryone();

    private static async Task<IResult> Handle(string? code, HttpContext context, FeesDb db, GuessLimit limit, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        var typed = Words.Plain(code ?? "").Replace("-", "", StringComparison.Ordinal);
        if (typed.Length == 0) return Pages.Show<PayByCodePage>(new PayByCodeModel("", null, null));
        if (!limit.Allows(context, null)) return Pages.Refuse(TooMany);
        var row = typed.Length > 40
            ? null
            : await db.Charges.AsNoTracking().FirstOrDefaultAsync(c => c.PayCode == typed && c.State != ChargeState.Waived, cancel);
        return row is null
            ? Pages.Show<PayByCodePage>(new PayByCodeModel(typed[..Math.Min(typed.Length, 40)], Unknown, null), StatusCodes.Status404NotFound)
            : Pages.Show<PayByCodePage>(new PayByCodeModel(typed, null, PayFee.ModelOf(row) with { Case = "", Id = "", Receipt = null, Check = null }));
    }
}

/// <param name="Fee">Null: nothing was asked yet, or nothing found.</param>
public sealed record PayByCodeModel(string Typed, Refusal? Why, PayFeeModel? Fee);
