using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>一件事: the items that bundle several matters. Planning them together is not open yet, and the page says so.</summary>
internal static class ListBundles
{
    private const int Most = 50;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/bundles", Handle).WithName(nameof(ListBundles)).AllowEveryone();

    private static async Task<IResult> Handle(HttpContext context, CatalogueDb db, ServedPlaces places, IDirectory directory, CancellationToken cancel)
    {
        var place = await places.Of(context);
        var rows = await new ItemFilter(place).Apply(db).Where(i => i.Name.EndsWith("一件事")).OrderBy(i => i.Key).Take(Most).ToListAsync(cancel);
        return Pages.Show<BundlesPage>(new BundlesPageModel(places.NameOf(place), [.. rows.Select(r => ItemLineModel.Of(r, directory))]));
    }
}

public sealed record BundlesPageModel(string PlaceName, IReadOnlyList<ItemLineModel> Lines);
