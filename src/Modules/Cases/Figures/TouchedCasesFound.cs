using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>The answer to <see cref="ITouchedCases"/>, from the projection that the work lists read.</summary>
internal sealed class TouchedCasesFound(CasesDb db) : ITouchedCases
{
    private static readonly Tray[] Open = [.. Enum.GetValues<Tray>().Where(t => t != Tray.Closed)];

    public async Task<IReadOnlyList<TouchedCases>> Of(RegionCode place, IReadOnlyCollection<string> items, CancellationToken cancel)
    {
        // A case is numbered in the county of its place: the index of the work lists begins with it.
        var county = place.UpTheTree().FirstOrDefault(r => r.Level <= RegionLevel.County).Number;
        var (from, end) = place.Level < RegionLevel.County ? (place.Number, place.End) : (county, county + 1);
        var running = await db.Listings.AsNoTracking().Where(l => l.Region >= from && l.Region < end && Open.Contains(l.Tray) && items.Contains(l.Item))
            .GroupBy(l => new { l.Item, l.GuideVersion }).Select(g => new { g.Key.Item, g.Key.GuideVersion, Count = g.Count() }).ToListAsync(cancel);
        var drafts = await db.Drafts.AsNoTracking().Where(d => !d.Submitted && items.Contains(d.Item)).GroupBy(d => d.Item).Select(g => new { Item = g.Key, Count = g.Count() }).ToListAsync(cancel);
        return [.. items.Select(i => new TouchedCases(
            i, Metrics.ItemDrafts.Of(drafts.FirstOrDefault(d => d.Item == i)?.Count ?? 0),
            running.Where(r => r.Item == i).ToDictionary(r => r.GuideVersion, r => Metrics.ItemCasesRunning.Of(r.Count))))];
    }
}
