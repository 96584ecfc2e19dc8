using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>容缺受理清单 (河北方案 三（四）): item, main materials, tolerable materials, made from the guides in force.</summary>
internal static class ListToleratedItems
{
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/tolerance", Handle).WithName(nameof(ListToleratedItems)).AllowEveryone();

    private static async Task<IResult> Handle(
        HttpContext context, CatalogueDb db, PublishedGuides guides, ServedPlaces places, CancellationToken cancel, string? place = null, string? after = null)
    {
        var here = RegionCode.TryParse(place, out var asked) && asked != RegionCode.Nation ? asked : await places.Of(context);
        var rows = await new ItemFilter(here).Page(db, string.IsNullOrWhiteSpace(after) ? null : after, PageSize, cancel);
        var lines = new List<ToleranceLineModel>();
        foreach (var row in rows.Take(PageSize))
        {
            if (await guides.Current(row.Key, cancel) is { } guide && ToleranceEntry.Of(guide) is { } entry)
                lines.Add(new ToleranceLineModel(entry.Item, entry.Name, string.Join('、', entry.Main), string.Join('、', entry.Tolerable)));
        }

        var next = rows.Count > PageSize ? $"/tolerance?place={here}&after={rows[PageSize - 1].Key}" : null;
        return Pages.Show<ToleratedItemsPage>(new ToleratedItemsPageModel(places.NameOf(here), lines, next));
    }
}

public sealed record ToleranceLineModel(string Item, string Name, string Main, string Tolerable);

public sealed record ToleratedItemsPageModel(string PlaceName, IReadOnlyList<ToleranceLineModel> Lines, string? Next);
