using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>Which items a list shows. Keys begin with the digits of their place, so that a place and all under it are one range of keys.</summary>
internal sealed record ItemFilter(
    RegionCode? Place = null, bool? Persons = null, string? Theme = null, string? Organisation = null, ItemType? Type = null, bool OnTheSpot = false, bool Online = false)
{
    public IQueryable<ItemRow> Apply(CatalogueDb db)
    {
        var items = db.Items.AsNoTracking().Where(i => i.State == ItemState.InUse);
        if (Place is { } place) items = Within(items, place);
        if (Persons is { } persons) items = persons ? items.Where(i => i.ForPersons) : items.Where(i => i.ForCompanies);
        if (Theme is { } theme) items = items.Where(i => db.Themes.Any(t => t.Theme == theme && t.Item == i.Key));
        if (Organisation is { } organisation) items = items.Where(i => i.Organisation == organisation);
        if (Type is { } type) items = items.Where(i => i.Type == type);
        if (OnTheSpot) items = items.Where(i => i.OnTheSpot);
        if (Online) items = items.Where(i => i.Online);
        return items;
    }

    /// <summary>A page after a key, in key order, with one more than asked for if there is a next page.</summary>
    public Task<List<ItemRow>> Page(CatalogueDb db, string? after, int size, CancellationToken cancel)
    {
        var items = Apply(db);
        if (after is not null) items = items.Where(i => string.Compare(i.Key, after) > 0);
        return items.OrderBy(i => i.Key).Take(size + 1).ToListAsync(cancel);
    }

    private static IQueryable<ItemRow> Within(IQueryable<ItemRow> items, RegionCode place)
    {
        var (from, to) = (Prefix(place), After(Prefix(place)));
        // The regions above serve the place too, but not what else lies under them: their own prefix and the hyphen.
        var above = place.UpTheTree().Skip(1).Where(p => p != RegionCode.Nation).Select(p => p.Number).ToList();
        return items.Where(i => (string.Compare(i.Key, from) >= 0 && string.Compare(i.Key, to) < 0) || above.Contains(i.Place));
    }

    /// <summary>The digits that all keys of a place and of what lies under it begin with.</summary>
    private static string Prefix(RegionCode place) => place.Level switch
    {
        RegionLevel.Nation => "",
        RegionLevel.Province => place.ToString()[..2],
        RegionLevel.City => place.ToString()[..4],
        RegionLevel.County => place.ToString()[..6],
        RegionLevel.Town => place.ToString()[..9],
        _ => place.ToString(),
    };

    private static string After(string prefix) => prefix.Length == 0 ? ":" : prefix[..^1] + (char)(prefix[^1] + 1);
}
