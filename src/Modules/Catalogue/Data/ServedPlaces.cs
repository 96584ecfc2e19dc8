using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>
/// Whose services a visitor sees: the place remembered in a cookie, else the demonstration district, else the first place that has items.
/// </summary>
internal sealed class ServedPlaces(IDbContextFactory<CatalogueDb> contexts, PublishedGuides published, IDirectory directory)
{
    public const string Cookie = "ow-place";

    private volatile Known? current;

    private sealed record Known(long Changes, IReadOnlyList<RegionCode> Places);

    /// <summary>Every place with at least one item, in code order.</summary>
    public async ValueTask<IReadOnlyList<RegionCode>> All(CancellationToken cancel = default)
    {
        var changes = await published.Changes(cancel);
        if (current is { } known && known.Changes == changes) return known.Places;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var numbers = await db.Items.Where(i => i.State == ItemState.InUse).Select(i => i.Place).Distinct().OrderBy(p => p).ToListAsync(cancel);
        current = new Known(changes, [.. numbers.Select(RegionCode.From)]);
        return current.Places;
    }

    public async ValueTask<RegionCode> Of(HttpContext context)
    {
        var all = await All(context.RequestAborted);
        if (RegionCode.TryParse(context.Request.Kept(Cookie), out var chosen) && all.Contains(chosen)) return chosen;
        var usual = RegionCode.Parse(ImportFile.DefaultPlace);
        return all.Contains(usual) || all.Count == 0 ? usual : all[0];
    }

    public string NameOf(RegionCode place) => directory.Region(place)?.FullName ?? directory.PlaceName(place);

    /// <summary>What somebody in this place can use: its own items, those of the regions above it, and those of the regions under it.</summary>
    public static Func<SearchEntry, bool> Serving(RegionCode place)
    {
        var (from, to) = (place.Number, place.End);
        long[] above = [.. place.UpTheTree().Skip(1).Select(p => p.Number)];
        return entry => (entry.Place >= from && entry.Place < to) || Array.IndexOf(above, entry.Place) >= 0;
    }
}
