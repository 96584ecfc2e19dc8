using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>
/// 名额: the queue of an item with a limited number, and its numbered places. A place is taken before the approval that needs it: its key lets no
/// two cases have the same one, on however many nodes they are decided, so the number is never exceeded.
/// </summary>
internal sealed class Quotas(IDbContextFactory<CasesDb> contexts, TimeProvider clock)
{
    private static readonly Tray[] Undecided = [Tray.ToAccept, Tray.ToCorrect, Tray.ToReview, Tray.ToDecide, Tray.OnHold];

    /// <summary>Null: not limited, or not accepted yet.</summary>
    public async ValueTask<QuotaQueue?> Queue(CaseState state, Guide guide, CancellationToken cancel)
    {
        if (guide.Quota is not { } quota || QuotaRules.RankOf(state, clock.Now()) is not { } rank) return null;
        var (from, until) = quota.PeriodOf(rank.Item1);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var taken = await CaseFigures.PlacesTaken(db.QuotaPlaces.Where(p => p.Item == guide.Item && p.Period == from && !(p.Region == state.Region && p.CaseId == state.Id)), cancel);
        var ahead = new List<((DateOnly, long, long) Rank, CaseNumber Number)>();
        foreach (var other in await Open(db, guide, cancel))
        {
            if (other.Number == state.Number || !other.Status.BeforeDecision() || QuotaRules.RankOf(other, clock.Now()) is not { } theirs) continue;
            if (theirs.Item1 >= from && theirs.Item1 <= until && theirs.CompareTo(rank) < 0) ahead.Add((theirs, other.Number));
        }

        return new QuotaQueue(quota.Count, (int)taken.Value, [.. ahead.OrderBy(a => a.Rank).Select(a => a.Number)]);
    }

    /// <summary>Takes the lowest free place; true if it was taken now, and must be given back where the approval does not come about.</summary>
    public async Task<bool> Take(CaseState state, Quota quota, CancellationToken cancel = default)
    {
        if (QuotaRules.RankOf(state, clock.Now()) is not { } rank) return false;
        var period = quota.PeriodOf(rank.Item1).From;
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var places = await db.QuotaPlaces.AsNoTracking().Where(p => p.Item == state.Item && p.Period == period).ToListAsync(cancel);
            if (places.Exists(p => p.Region == state.Region && p.CaseId == state.Id)) return false;
            var free = Enumerable.Range(1, quota.Count).Except(places.Select(p => p.Place)).FirstOrDefault();
            if (free == 0) return false;
            db.QuotaPlaces.Add(new QuotaPlaceRow { Item = state.Item, Period = period, Place = free, Region = state.Region, CaseId = state.Id, TakenAt = clock.Now() });
            try
            {
                await db.SaveChangesAsync(cancel);
                return true;
            }
            catch (DbUpdateException) when (!cancel.IsCancellationRequested)
            {
                // Somebody was quicker: look again.
            }
        }
    }

    /// <summary>Gives the place of a case back, unless what was granted stands.</summary>
    public async Task Free(CaseNumber number, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var (region, id) = (number.Region.Number, number.Id);
        var body = await db.Cases.AsNoTracking().Where(c => c.Region == region && c.Id == id).Select(c => c.Body).FirstOrDefaultAsync(cancel);
        if (body is null || JsonSerializer.Deserialize<CaseState>(body, Json.Options) is { Granted: true, Check: not { Revoked: true } }) return;
        await db.InTransaction(() => db.QuotaPlaces.Where(p => p.Region == region && p.CaseId == id).ExecuteDeleteAsync(cancel), cancel);
    }

    private static async Task<IReadOnlyList<CaseState>> Open(CasesDb db, Guide guide, CancellationToken cancel)
    {
        var keys = await db.Listings.AsNoTracking()
            .Where(l => l.Organisation == guide.Organisation && Undecided.Contains(l.Tray) && l.Item == guide.Item)
            .Select(l => new { l.Region, l.Id }).ToListAsync(cancel);
        var states = new List<CaseState>(keys.Count);
        foreach (var region in keys.GroupBy(k => k.Region, k => k.Id))
        {
            var ids = region.ToList();
            var bodies = await db.Cases.AsNoTracking().Where(c => c.Region == region.Key && ids.Contains(c.Id)).Select(c => c.Body).ToListAsync(cancel);
            states.AddRange(bodies.Select(b => JsonSerializer.Deserialize<CaseState>(b, Json.Options)!));
        }

        return states;
    }
}

/// <summary>One numbered place of an item's period, and the case that holds it.</summary>
internal sealed class QuotaPlaceRow
{
    public required string Item { get; init; }

    /// <summary>The period's first day.</summary>
    public DateOnly Period { get; init; }

    public int Place { get; init; }

    public long Region { get; init; }

    public long CaseId { get; init; }

    public Instant TakenAt { get; init; }
}
