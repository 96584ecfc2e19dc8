using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;

namespace OneWindow.Fees;

/// <summary>The module's figures: the only place here that counts for a page.</summary>
internal static class FeeFigures
{
    public static async Task<Figure> Listed(IQueryable<ChargeRow> charges, CancellationToken cancel) => Metrics.FeesListed.Of(await charges.CountAsync(cancel));

    public static async Task<Figure> Waiting(IQueryable<ChargeRow> charges, IQueryable<RefundRow> refunds, CancellationToken cancel) => Metrics.FeesWaiting.Of(
        await charges.CountAsync(c => c.Trouble || c.State == ChargeState.Assessing, cancel) + await refunds.CountAsync(r => r.Trouble || r.State == RefundState.Asked, cancel));

    /// <summary>Differences that nobody has settled, by day.</summary>
    public static Task<Dictionary<string, int>> OpenDifferences(FeesDb db, CancellationToken cancel) =>
        db.Differences.Where(d => d.Settled == null).GroupBy(d => d.Day).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
}
