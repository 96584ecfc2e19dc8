using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;

namespace OneWindow.Cases;

/// <summary>督办的数, within what the reader may see.</summary>
internal static class UrgingFigures
{
    public static async Task<Figure> Unanswered(IQueryable<UrgingRow> rows, CancellationToken cancel) =>
        Metrics.UrgingsUnanswered.Of(await rows.CountAsync(u => u.AnsweredAt == null, cancel));
}
