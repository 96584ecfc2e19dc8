using Microsoft.AspNetCore.Http;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Ledger;

/// <summary>Who may read a case's receipt: its applicant, staff who may see the case, and whoever holds number and query code.</summary>
internal sealed class CaseGate(ICases cases, GuessLimit limit)
{
    public static Refusal TooMany { get; } = new("ledger.too-many", "短时间内查询次数较多，请过一分钟再试。", PlatformRules.Capacity);

    /// <summary>One answer for a wrong code, an unknown number and somebody else's case.</summary>
    public static Refusal NotFound { get; } = new(
        "ledger.not-found", "没有找到与这个办件编号和查询码相符的收件凭证。请核对凭证上的编号和六位查询码，或登录后从“我的办件”打开。", PlatformRules.Permission);

    public async ValueTask<Outcome<CaseFacts>> Open(HttpContext context, string number, string? code, CancellationToken cancel)
    {
        if (context.Actor() is { } actor && await cases.Find(number, facts => cases.MaySee(actor, facts), cancel) is { } own) return own;
        if (string.IsNullOrWhiteSpace(code)) return NotFound;
        if (!limit.Allows(context, $"receipt/{number}")) return TooMany;
        return await cases.FindByCode(number, code, cancel) is { } facts ? facts : NotFound;
    }
}
