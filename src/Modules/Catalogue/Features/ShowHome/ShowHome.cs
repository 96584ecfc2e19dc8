using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>首页: one large search box, four doors, my open cases, what is new.</summary>
internal static class ShowHome
{
    private const int OftenShown = 6;
    private const int NewsShown = 5;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", Handle).WithName(nameof(ShowHome)).AllowEveryone();

    private static async Task<IResult> Handle(
        HttpContext context, ServedPlaces places, ItemSearch search, CatalogueDb db, IEnumerable<IHomePanel> sources, CancellationToken cancel)
    {
        var place = await places.Of(context);
        var index = await search.Index(cancel);
        var panels = new List<HomePanel>();
        if (context.Actor() is { } actor)
        {
            foreach (var source in sources)
            {
                if (await source.For(actor, cancel) is { } panel) panels.Add(panel);
            }
        }

        return Pages.Show<HomePage>(new HomePageModel(
            places.NameOf(place),
            Often(index, place),
            panels,
            await News(db, cancel)));
    }

    /// <summary>The place's own items by their short names; what stands behind a door of its own (一件事) is left to it.</summary>
    private static IReadOnlyList<MenuLink> Often(SearchIndex index, RegionCode place) =>
        [.. SearchItems.Often(index, place, int.MaxValue)
            .Where(e => e.Place == place.Number && !e.Name.EndsWith("一件事", StringComparison.Ordinal))
            .Select(e => new MenuLink(Short(e.Name), $"/items/{e.Item}"))
            .DistinctBy(l => l.Words)
            .Take(OftenShown)];

    /// <summary>Guides that were changed lately; the first version of an item is no news.</summary>
    private static async Task<IReadOnlyList<NewsModel>> News(CatalogueDb db, CancellationToken cancel) =>
        [.. (await (from version in db.Versions
                    join item in db.Items on version.Item equals item.Key
                    where version.Version > 1 && item.State == ItemState.InUse && item.CurrentVersion == version.Version
                    orderby version.PublishedAt descending
                    select new { item.Key, item.Name, version.Version, version.PublishedAt }).Take(NewsShown).ToListAsync(cancel))
            .Select(v => new NewsModel($"“{v.Name}”的办事指南更新为第 {v.Version} 版", $"/items/{v.Key}", v.PublishedAt))];

    /// <summary>Without what stands in brackets.</summary>
    private static string Short(string name) => name.IndexOf('（', StringComparison.Ordinal) is > 0 and var at ? name[..at] : name;
}

public sealed record NewsModel(string Words, string Path, Instant At);

public sealed record HomePageModel(string PlaceName, IReadOnlyList<MenuLink> Often, IReadOnlyList<HomePanel> Panels, IReadOnlyList<NewsModel> News);
