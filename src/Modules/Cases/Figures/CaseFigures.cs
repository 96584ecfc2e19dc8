using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;

namespace OneWindow.Cases;

/// <summary>The module's figures: the only place here that counts for a page.</summary>
internal sealed class CaseFigures(IDbContextFactory<CasesDb> contexts, WorkLists lists)
{
    /// <summary>How many wait in each open tray, and the least date among them; closed cases are not counted.</summary>
    public async Task<IReadOnlyDictionary<Tray, (Figure Count, DateOnly Least)>> Waiting(Actor actor, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var counted = await lists.Reached(db, actor).Where(c => WorkLists.Open.Contains(c.Tray)).GroupBy(c => c.Tray)
            .Select(g => new { Tray = g.Key, Count = g.Count(), Least = g.Min(c => c.Due) }).ToListAsync(cancel);
        return counted.ToDictionary(c => c.Tray, c => (Metrics.CasesWaiting.Of(c.Count), c.Least));
    }

    public async Task<Figure> Alerted(Actor actor, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return Metrics.CasesAlerted.Of(await lists.Reached(db, actor).CountAsync(c => c.Alerted, cancel));
    }

    /// <summary>What decisions count by and what is shown are the same number.</summary>
    public static async Task<Figure> PlacesTaken(IQueryable<QuotaPlaceRow> places, CancellationToken cancel) => Metrics.QuotaTaken.Of(await places.AsNoTracking().CountAsync(cancel));

    public async Task<Figure> UnreadWarnings(Actor actor, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return Metrics.WarningsUnread.Of(await ReadWarnings.Of(db, actor).CountAsync(w => w.ReadAt == null, cancel));
    }
}
