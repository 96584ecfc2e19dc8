using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>
/// 搜索事项: by name, by what people call it, in pinyin or initials, with slips; says why each was found and never ends in nothing. What finds
/// nothing is counted for the management office (<see cref="SearchMisses"/>).
/// </summary>
internal static class SearchItems
{
    private const int Most = 30;
    private const int Nearest = 6;
    private const int Longest = 100;

    private static readonly IReadOnlyList<(string Value, string Words)> Audiences = [("", "全部"), ("person", "个人"), ("company", "企业和其他组织")];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/search", Handle).WithName(nameof(SearchItems)).AllowEveryone();

    private static async Task<IResult> Handle(
        HttpContext context, ItemSearch search, SearchMisses misses, ServedPlaces places, CatalogueDb db, IDirectory directory, TimeProvider clock, CancellationToken cancel,
        string? q = null, string? place = null, string? audience = null)
    {
        var here = RegionCode.TryParse(place, out var asked) && asked != RegionCode.Nation ? asked : await places.Of(context);
        var question = (q ?? "").Trim();
        if (question.Length > Longest) question = question[..Longest];
        var index = await search.Index(cancel);
        var (serving, of) = (ServedPlaces.Serving(here), For(audience));
        bool Fits(SearchEntry entry) => serving(entry) && of(entry);
        var found = index.Find(question, Fits, Most);
        var none = found.Count == 0;
        var elsewhere = none ? index.Find(question, of, Nearest) : [];
        var near = none && elsewhere.Count == 0 ? index.Nearest(question, Fits, Nearest) : [];
        if (none && question.Length > 0 && audience is null or "") await misses.Count(question, here, cancel);
        return Pages.Show<SearchPage>(new SearchPageModel(
            question,
            places.NameOf(here),
            here.ToString(),
            [.. (await places.All(cancel)).Select(p => new OptionModel(p.ToString(), places.NameOf(p), p == here))],
            [.. Audiences.Select(a => new OptionModel(a.Value, a.Words, a.Value == (audience ?? "")))],
            await Lines(db, directory, found, clock.Now(), cancel),
            await Lines(db, directory, elsewhere, clock.Now(), cancel),
            await Lines(db, directory, near, clock.Now(), cancel),
            none ? [.. LifeStages.All.Select(s => new MenuLink($"{(s.OfPersons ? "个人" : "企业")}：{s.Name}", $"/items?audience={(s.OfPersons ? "person" : "company")}&theme={s.Themes[0]}"))] : [],
            none ? [.. Often(index, here, Nearest).Select(e => new MenuLink(e.Name, $"/items/{e.Item}"))] : []) { Ahead = Ahead(found) });
    }

    /// <summary>先看后租: who looks for one permit of a trade needs the others too. What nearly every trade needs leads to the choice of one.</summary>
    private static MenuLink? Ahead(IReadOnlyList<Found> found)
    {
        if (found is not [{ Entry.Item: var item }, ..]) return null;
        var trades = Guidance.Trades.Where(t => t.Permits.Any(p => item.EndsWith($"-{p.Item}", StringComparison.Ordinal))).ToList();
        return trades.Count == 0 ? null : trades.Count <= 2 ? new MenuLink(trades[0].Name, $"/plan?trade={trades[0].Id}") : new MenuLink("店铺或者公司", "/plan");
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
        MatchedBy.Sound => "读音与您输入的拼音相符",
        _ => "名称或说法与您搜的相近",
    };

    private static Func<SearchEntry, bool> For(string? audience) => audience switch
    {
        "person" => e => e.ForPersons,
        "company" => e => e.ForCompanies,
        _ => _ => true,
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
/// <param name="Near">The nearest here, where nothing was found anywhere.</param>
/// <param name="Stages">The stages of a life, where nothing was found here.</param>
/// <param name="Often">What many look for, where nothing was found here.</param>
public sealed record SearchPageModel(
    string Question, string PlaceName, string Place, IReadOnlyList<OptionModel> Places, IReadOnlyList<OptionModel> Audiences, IReadOnlyList<ItemLineModel> Found,
    IReadOnlyList<ItemLineModel> Elsewhere, IReadOnlyList<ItemLineModel> Near, IReadOnlyList<MenuLink> Stages, IReadOnlyList<MenuLink> Often)
{
    /// <summary>The trade that what was found first belongs to, and where all of its permits are planned; null: to none.</summary>
    public MenuLink? Ahead { get; init; }
}
