using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;

namespace OneWindow.Cases;

/// <summary>跨域通办的数: what a place received for others stands apart; the case itself is counted where it is handled, and only there.</summary>
internal static class CrossingFigures
{
    public static async Task<Figure> Received(IQueryable<CrossingRow> reached, CancellationToken cancel) =>
        Metrics.CrossingsReceived.Of(await reached.CountAsync(c => c.Side == CrossingSide.Receiving && c.Due != null, cancel));

    public static async Task<Figure> PapersLate(IQueryable<CrossingRow> reached, DateOnly today, CancellationToken cancel) =>
        Metrics.CrossingPapersLate.Of(await Cases(reached.Where(c => c.PapersDue != null && c.PapersDue < today)).CountAsync(cancel));

    public static async Task<Figure> ResultsLate(IQueryable<CrossingRow> reached, DateOnly today, CancellationToken cancel) =>
        Metrics.CrossingResultsLate.Of(await Cases(reached.Where(c => c.ResultDue != null && c.ResultDue < today)).CountAsync(cancel));

    public static async Task<Figure> Disputed(IQueryable<CrossingRow> reached, CancellationToken cancel) =>
        Metrics.CrossingsDisputed.Of(await Cases(reached.Where(c => c.DisputedAt != null && c.RuledAt == null)).CountAsync(cancel));

    public static Figure Waiting(Figure papers, Figure results, Figure disputes) => Metrics.CrossingsWaiting.Of(papers.Value + results.Value + disputes.Value);

    /// <summary>Who sees both sides sees one case.</summary>
    private static IQueryable<long> Cases(IQueryable<CrossingRow> rows) => rows.GroupBy(c => new { c.Region, c.CaseId }).Select(g => g.Key.CaseId);
}
