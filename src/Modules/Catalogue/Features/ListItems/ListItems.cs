using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>事项清单: the implementation list of a place, filtered and paged by key; plain links and forms, so that it works without script.</summary>
internal static class ListItems
{
    private const int PageSize = 20;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/items", Handle).WithName(nameof(ListItems)).AllowEveryone();

    private static async Task<IResult> Handle(
        HttpContext context, CatalogueDb db, ServedPlaces places, IDirectory directory, TimeProvider clock, CancellationToken cancel,
        string? place = null, string? audience = null, string? theme = null, string? department = null, string? type = null,
        string? spot = null, string? online = null, string? after = null)
    {
        var here = RegionCode.TryParse(place, out var asked) && asked != RegionCode.Nation ? asked : await places.Of(context);
        var filter = new ItemFilter(
            here, audience switch { "person" => true, "company" => false, _ => null }, Empty(theme), Empty(department),
            Enum.TryParse<ItemType>(type, out var kind) && Enum.IsDefined(kind) ? kind : null, spot is "1", online is "1");
        var rows = await filter.Page(db, Empty(after), PageSize, cancel);
        var closed = await ItemTimelines.Closed(db, [.. rows.Select(r => r.Key)], clock.Now(), cancel);
        var total = await ItemFigures.Published(db, filter, cancel);
        var departments = await (filter with { Organisation = null }).Apply(db).Select(i => i.Organisation).Distinct().ToListAsync(cancel);
        var query = new QueryBuilder();
        foreach (var (name, value) in new[]
        {
            ("place", place), ("audience", audience), ("theme", theme), ("department", department), ("type", type), ("spot", spot), ("online", online),
        })
        {
            if (Empty(value) is { } set) query.Add(name, set);
        }

        var first = "/items" + query;
        return Pages.Show<ItemsPage>(new ItemsPageModel(
            places.NameOf(here),
            here.ToString(),
            [.. (await places.All(cancel)).Select(p => new OptionModel(p.ToString(), places.NameOf(p), p == here))],
            [.. Themes.All.Where(t => audience is not ("person" or "company") || t.Key[0] == audience[0]).Select(t => new OptionModel(t.Key, $"{t.Value}（{(t.Key[0] == 'p' ? "个人" : "法人")}）", t.Key == theme))],
            [.. departments.Select(d => new OptionModel(d, directory.Organisation(d)?.Name ?? d, d == department)).OrderBy(o => o.Value, StringComparer.Ordinal)],
            [.. Enum.GetValues<ItemType>().Select(t => new OptionModel(t.ToString(), t.Names().Name, t == kind && type is not null))],
            audience,
            filter.OnTheSpot,
            filter.Online,
            total,
            [.. rows.Take(PageSize).Select(r => ItemLineModel.Of(r, directory, closed: closed.GetValueOrDefault(r.Key)))],
            rows.Count > PageSize ? $"{first}{(first.Contains('?', StringComparison.Ordinal) ? '&' : '?')}after={rows[PageSize - 1].Key}" : null,
            Empty(after) is null ? null : first));
    }

    private static string? Empty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

/// <summary>A choice of a select.</summary>
public sealed record OptionModel(string Value, string Words, bool Chosen);

/// <param name="Audience">person, company or null.</param>
/// <param name="First">Back to the first page; null on it.</param>
public sealed record ItemsPageModel(
    string PlaceName, string Place, IReadOnlyList<OptionModel> Places, IReadOnlyList<OptionModel> Themes, IReadOnlyList<OptionModel> Departments,
    IReadOnlyList<OptionModel> Types, string? Audience, bool OnTheSpot, bool Online, Figure Total, IReadOnlyList<ItemLineModel> Lines, string? Next, string? First);
