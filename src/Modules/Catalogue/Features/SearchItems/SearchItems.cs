using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>搜索事项: by name, by what people call it, with small slips; says why each was found and never ends in nothing.</summary>
internal static class SearchItems
{
    private const int Most = 30;
    private const int Nearest = 6;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/search", Handle).WithName(nameof(SearchItems)).AllowEveryone();

    private static async Task<IResult> Handle(
        HttpContext context, ItemSearch search, ServedPlaces places, CatalogueDb db, IDirectory directory, TimeProvider clock, CancellationToken cancel,
        string? q = null, string? place = null)
    {
        var here = RegionCode.TryParse(place, out var asked) && asked != RegionCode.Nation ? asked : await places.Of(context);
        var question = (q ?? "").Trim();
        if (question.Length > 100) question = question[..100];
        var index = await search.Index(cancel);
        var found = index.Find(question, ServedPlaces.Serving(here), Most);
        var elsewhere = found.Count == 0 ? index.Find(question, _ => true, Nearest) : [];
        var often = found.Count == 0 ? Often(index, here, Nearest) : [];
        return Pages.Show<SearchPage>(new SearchPageModel(
            question,
            places.NameOf(here),
            here.ToString(),
            [.. (await places.All(cancel)).Select(p => new OptionModel(p.ToString(), places.NameOf(p), p == here))],
            await Lines(db, directory, found, clock.Now(), cancel),
            await Lines(db, directory, elsewhere, clock.Now(), cancel),
            [.. often.Select(e => new MenuLink(e.Name, $"/items/{e.Item}"))]));
    }

    /// <summary>What many words lead to is what many people look for.</summary>
    internal static IEnumerable<SearchEntry> Often(SearchIndex index, RegionCode place, int count) => index.Entries
        .Where(ServedPlaces.Serving(place))
        .OrderByDescending(e => e.Synonyms.Count).ThenBy(e => e.Item, StringComparer.Ordinal)
        .Take(count);

    internal static string Why(Found found) => found.By switch
    {
        MatchedBy.Synonym => $"“{found.Words}”通常就是办这件事",
        MatchedBy.Name => "名称里有您搜的词",
        MatchedBy.Department => $"由{found.Words}办理",
        MatchedBy.Other => $"与“{found.Words}”有关",
        _ => "名称与您搜的相近",
    };

    private static async Task<IReadOnlyList<ItemLineModel>> Lines(CatalogueDb db, IDirectory directory, IReadOnlyList<Found> found, Instant now, CancellationToken cancel)
    {
        if (found.Count == 0) return [];
        var keys = found.Select(f => f.Entry.Item).ToList();
        var rows = await db.Items.AsNoTracking().Where(i => keys.Contains(i.Key)).ToDictionaryAsync(i => i.Key, cancel);
        var closed = await ItemTimelines.Closed(db, keys, now, cancel);
        return [.. found.Where(f => rows.ContainsKey(f.Entry.Item)).Select(f => ItemLineModel.Of(rows[f.Entry.Item], directory, Why(f), closed.GetValueOrDefault(f.Entry.Item)))];
    }
}

/// <param name="Elsewhere">Found in other places, where nothing was found here.</param>
/// <param name="Often">What many look for, where nothing was found here.</param>
public sealed record SearchPageModel(
    string Question, string PlaceName, string Place, IReadOnlyList<OptionModel> Places, IReadOnlyList<ItemLineModel> Found,
    IReadOnlyList<ItemLineModel> Elsewhere, IReadOnlyList<MenuLink> Often);
