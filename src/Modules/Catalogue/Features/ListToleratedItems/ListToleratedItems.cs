using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>容缺受理清单 (河北方案 三（四）): item, main materials, tolerable materials, made from the guides in force.</summary>
internal static class ListToleratedItems
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/tolerance", Handle).WithName(nameof(ListToleratedItems)).AllowEveryone();

    private static async Task<IResult> Handle(
        HttpContext context, CatalogueDb db, PublishedGuides guides, ServedPlaces places, CancellationToken cancel, string? place = null, string? after = null)
    {
        var page = await GuidesInForce.Page("/tolerance", context, db, guides, places, place, after, cancel);
        var lines = page.Guides.Select(ToleranceEntry.Of).OfType<ToleranceEntry>()
            .Select(e => new ToleranceLineModel(e.Item, e.Name, string.Join('、', e.Main), string.Join('、', e.Tolerable)));
        return Pages.Show<ToleratedItemsPage>(new ToleratedItemsPageModel(page.PlaceName, [.. lines], page.Next));
    }
}

public sealed record ToleranceLineModel(string Item, string Name, string Main, string Tolerable);

public sealed record ToleratedItemsPageModel(string PlaceName, IReadOnlyList<ToleranceLineModel> Lines, string? Next);
