using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>下沉比例: how far a place has brought its items down. Pure.</summary>
internal static class SunkFigures
{
    /// <summary>Of the items (by key): which are had at a town's venue, which at a village's.</summary>
    /// <param name="down">Item and the level of the venue.</param>
    public static (Figure Town, Figure Village) Extended(IReadOnlyCollection<string> items, IEnumerable<(string Item, RegionLevel Level)> down)
    {
        var known = down.Where(d => items.Contains(d.Item)).Distinct().ToList();
        return (Share(known.Count(d => d.Level == RegionLevel.Town), items.Count), Share(known.Count(d => d.Level == RegionLevel.Village), items.Count));
    }

    /// <summary>Of the items for persons: those had at any venue of a town or a village.</summary>
    public static Figure Personal(IReadOnlyCollection<string> personal, IEnumerable<string> down) => Share(down.Where(personal.Contains).Distinct().Count(), personal.Count);

    /// <summary>In hundredths, rounded down.</summary>
    private static Figure Share(int part, int whole) => Metrics.SunkShare.Of(whole == 0 ? 0 : part * 100 / whole);
}
