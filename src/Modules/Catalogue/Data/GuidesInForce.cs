using Microsoft.AspNetCore.Http;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>A page of a place's guides in force: what the public lists are made from.</summary>
/// <param name="Next">The address of the next page; null: there is none.</param>
internal sealed record GuidesInForce(string PlaceName, IReadOnlyList<Guide> Guides, string? Next)
{
    private const int PageSize = 200;

    /// <param name="path">The list's own address.</param>
    /// <param name="place">As it stands in the address; without one the place that the reader is served by.</param>
    /// <param name="after">The last item of the page before.</param>
    public static async Task<GuidesInForce> Page(
        string path, HttpContext context, CatalogueDb db, PublishedGuides guides, ServedPlaces places, string? place, string? after, CancellationToken cancel)
    {
        var here = RegionCode.TryParse(place, out var asked) && asked != RegionCode.Nation ? asked : await places.Of(context);
        var rows = await new ItemFilter(here).Page(db, string.IsNullOrWhiteSpace(after) ? null : after, PageSize, cancel);
        var found = new List<Guide>();
        foreach (var row in rows.Take(PageSize))
        {
            if (await guides.Current(row.Key, cancel) is { } guide) found.Add(guide);
        }

        return new GuidesInForce(places.NameOf(here), found, rows.Count > PageSize ? $"{path}?place={here}&after={rows[PageSize - 1].Key}" : null);
    }
}
