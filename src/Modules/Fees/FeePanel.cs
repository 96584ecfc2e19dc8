using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;

namespace OneWindow.Fees;

/// <summary>费用 on a case's page: to the applicant what he owes and where he pays, to staff how it stands. What is free shows nothing.</summary>
internal sealed class FeePanel(IDbContextFactory<FeesDb> contexts) : ICasePanels
{
    public async ValueTask<CasePanel?> For(CaseFacts facts, Actor reader, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var number = facts.Number.ToString();
        var charges = await db.Charges.AsNoTracking().Where(c => c.Case == number).OrderBy(c => c.ChargedAt).ToListAsync(cancel);
        if (charges.Count == 0) return null;
        var applicant = reader.Role == Role.Applicant;
        var asks = applicant && charges.Exists(c => c.State == ChargeState.Open);
        return new CasePanel(
            asks ? "请您缴费" : "费用",
            [.. charges.Select(c => LineOf(c, applicant))],
            [.. charges.Where(c => !asks || c.State == ChargeState.Open).Select(c => new CasePanelLink(
                applicant ? c.State == ChargeState.Open ? $"去缴费：{c.Fee}" : c.Receipt is null ? $"查看：{c.Fee}" : $"查看和下载票据：{c.Fee}" : $"打开：{c.Fee}",
                applicant ? PayFee.PathOf(c.Id) : HandleCharge.PathOf(c.Id)))],
            asks);
    }

    private static CasePanelLine LineOf(ChargeRow charge, bool applicant)
    {
        var (words, kind) = FeeWords.Of(charge);
        var amount = charge.State == ChargeState.Assessing ? charge.Fee : $"{charge.Fee} {charge.Amount}";
        var note = charge switch
        {
            { State: ChargeState.Paid, ReceiptNumber: { } receipt } => $"电子票据 {receipt}",
            { State: ChargeState.Open } when applicant => "缴清后才能领取结果。",
            { Trouble: true } when !applicant => charge.Reason,
            _ => null,
        };
        return new CasePanelLine(amount, words, kind.Tone(), note);
    }
}
