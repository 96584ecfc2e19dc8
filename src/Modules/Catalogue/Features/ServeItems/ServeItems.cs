using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>事项接口: the list and the guides for programs; the same text and hash as on the pages.</summary>
internal static class ServeItems
{
    private const int PageSize = 50;

    internal sealed record Line(
        string Item, string Name, ItemType Type, string Organisation, RegionCode Place, TimeLimit PromisedLimit, bool OnTheSpot, bool Online, int Visits);

    /// <param name="Next">The `after` of the next page; absent on the last.</param>
    internal sealed record Answer(IReadOnlyList<Line> Items, string? Next);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/items", List).WithName("ListItemsForPrograms").WithTags("items").Produces<Answer>().AllowEveryone();
        routes.MapGet("/api/v1/items/{item}", One).WithName("GetItemForPrograms").WithTags("items").Produces<Guide>().ProducesProblem(StatusCodes.Status404NotFound).AllowEveryone();
    }

    private static async Task<IResult> List(CatalogueDb db, ItemSearch search, CancellationToken cancel, string? after = null, string? q = null, string? place = null)
    {
        RegionCode? where = null;
        if (place is not null)
        {
            if (!RegionCode.TryParse(place, out var asked))
                return Pages.Problem(new Refusal("catalogue.place-unknown", $"区划代码“{place}”应为 6 位或 12 位。", PlatformRules.Input));
            where = asked;
        }

        if (string.IsNullOrWhiteSpace(q))
        {
            var rows = await new ItemFilter(where).Page(db, after, PageSize, cancel);
            return Json(new Answer([.. rows.Take(PageSize).Select(Of)], rows.Count > PageSize ? rows[PageSize - 1].Key : null));
        }

        var found = (await search.Index(cancel)).Find(q, where is { } there ? ServedPlaces.Serving(there) : _ => true, PageSize);
        var lines = new List<Line>();
        foreach (var one in found)
        {
            if (await db.Items.FindAsync([one.Entry.Item], cancel) is { State: ItemState.InUse } row) lines.Add(Of(row));
        }

        return Json(new Answer(lines, null));
    }

    private static async Task<IResult> One(string item, HttpContext context, ICatalogue catalogue, CancellationToken cancel, int? version = null)
    {
        var guide = version is { } old ? await catalogue.Version(item, old, cancel) : await catalogue.Current(item, cancel);
        if (guide is null) return Pages.Problem(new Refusal("catalogue.not-found", "没有公布这个事项的办事指南，或者没有这个版本。", Laws.Lists));
        context.Response.Headers.ETag = $"\"{guide.Hash}\"";
        return Json(guide);
    }

    private static Line Of(ItemRow row) => new(
        row.Key, row.Name, row.Type, row.Organisation, RegionCode.From(row.Place), TimeLimit.Parse(row.Limit), row.OnTheSpot, row.Online, row.Visits);

    private static IResult Json<T>(T answer) => Results.Json(answer, Storage.Json.Options);
}
