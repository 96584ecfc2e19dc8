using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>
/// The answer to <see cref="ICatalogue"/>: guides come from memory after the first reading. What is in force is kept per item and
/// forgotten when something was published here (at once) or on another node (within two seconds, by the count of changes).
/// </summary>
internal sealed class PublishedGuides(IDbContextFactory<CatalogueDb> contexts, TimeProvider clock) : ICatalogue
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    /// <summary>A venue has some hundred items at most.</summary>
    private const int SunkListed = 500;

    private readonly ConcurrentDictionary<(string Item, int Version), Guide> guides = new();
    private ConcurrentDictionary<string, Standing> standings = new();
    private IReadOnlyList<ChangedItem>? changed;
    private long changes = -1;
    private long lookedAt = -1;

    /// <summary>How an item stands: what was changed in it, and its published versions, oldest first.</summary>
    internal sealed record Standing(ItemTimeline Timeline, IReadOnlyList<(int Version, Instant EffectiveAt)> Versions, IReadOnlyList<SunkRight> Sunk)
    {
        public int? InForce(Instant now)
        {
            for (var i = Versions.Count - 1; i >= 0; i--)
            {
                if (Versions[i].EffectiveAt <= now) return Versions[i].Version;
            }

            return null;
        }
    }

    public async ValueTask<Guide?> Current(string item, CancellationToken cancel = default) =>
        (await StandingOf(item, cancel))?.InForce(clock.Now()) is { } version ? await Version(item, version, cancel) : null;

    public async ValueTask<Guide?> Version(string item, int version, CancellationToken cancel = default)
    {
        if (guides.TryGetValue((item, version), out var known)) return known;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.Versions.AsNoTracking().SingleOrDefaultAsync(v => v.Item == item && v.Version == version, cancel);
        return row is null ? null : guides.GetOrAdd((item, version), GuideText.Read(row.Body, row.Hash));
    }

    public async ValueTask<ItemTimeline> Timeline(string item, CancellationToken cancel = default) =>
        (await StandingOf(item, cancel))?.Timeline ?? ItemTimeline.Untouched;

    public async ValueTask<IReadOnlyList<SunkRight>> Sunk(string item, CancellationToken cancel = default) => (await StandingOf(item, cancel))?.Sunk ?? [];

    public async ValueTask<IReadOnlyList<SunkItem>> SunkAt(RegionCode place, CancellationToken cancel = default)
    {
        var (number, today) = (place.Number, clock.Now().Date);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.SinkDowns.AsNoTracking().Where(s => s.Place == number && s.From <= today && (s.Until == null || s.Until > today)).OrderBy(s => s.Id).Take(SunkListed).ToListAsync(cancel);
        return [.. rows.Select(s => new SunkItem(s.Item, s.ItemName, s.Mode))];
    }

    public async ValueTask<IReadOnlyList<ChangedItem>> ChangedItems(CancellationToken cancel = default)
    {
        await LookForChanges(cancel);
        if (changed is { } known) return known;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.Changes.AsNoTracking().Join(db.Items.AsNoTracking(), c => c.Item, i => i.Key, (c, i) => new { Change = c, i.Place }).ToListAsync(cancel);
        return changed = [.. rows.GroupBy(r => r.Change.Item).Select(of => new ChangedItem(of.Key, RegionCode.From(of.First().Place), ItemTimelines.Of(of.Select(r => r.Change))))];
    }

    /// <summary>Null for an item that is unknown or a draft.</summary>
    public async ValueTask<Standing?> StandingOf(string item, CancellationToken cancel = default)
    {
        await LookForChanges(cancel);
        var mine = standings;
        if (mine.TryGetValue(item, out var known)) return known;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var versions = await db.Versions.Where(v => v.Item == item).OrderBy(v => v.Version)
            .Select(v => new { v.Version, v.EffectiveAt }).ToListAsync(cancel);
        if (versions.Count == 0) return null;
        var sunk = await db.SinkDowns.AsNoTracking().Where(s => s.Item == item).OrderBy(s => s.Id).ToListAsync(cancel);
        return mine.GetOrAdd(item, new Standing(
            await ItemTimelines.Read(db, item, cancel), [.. versions.Select(v => (v.Version, v.EffectiveAt))],
            [.. sunk.Select(s => new SunkRight(s.Mode, s.Venue, s.VenueName, RegionCode.From(s.Place), s.From, s.Until))]));
    }

    /// <summary>The count of changes as this process knows it: what is derived from the catalogue (search) is rebuilt when it moves.</summary>
    public async ValueTask<long> Changes(CancellationToken cancel = default)
    {
        await LookForChanges(cancel);
        return Interlocked.Read(ref changes);
    }

    /// <summary>Called by whoever published: the next reading looks.</summary>
    public void Forget() => Interlocked.Exchange(ref lookedAt, -1);

    // Real time on purpose, not the movable clock: this is about processes, not about law.
    private async ValueTask LookForChanges(CancellationToken cancel)
    {
        var looked = Interlocked.Read(ref lookedAt);
        if (looked >= 0 && TimeProvider.System.GetElapsedTime(looked) < LookEvery) return;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var now = await db.ChangeCounts.Select(c => c.Changes).SingleOrDefaultAsync(cancel);
        if (Interlocked.Exchange(ref changes, now) != now) (standings, changed) = (new(), null);
        Interlocked.Exchange(ref lookedAt, TimeProvider.System.GetTimestamp());
    }
}
