using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>
/// 输入提示: what the beginning of a question may mean, for the search box while somebody types. Characters, pinyin and initials. The page of
/// results gives the same without script.
/// </summary>
internal static class SuggestItems
{
    private const int Most = 8;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/search/suggest", Handle).WithName(nameof(SuggestItems)).AllowEveryone();

    private static async Task<IResult> Handle(HttpContext context, ItemSearch search, ServedPlaces places, string? q = null)
    {
        var question = (q ?? "").Trim();
        if (question.Length is 0 or > 40) return Results.Json(Array.Empty<MenuLink>());
        var index = await search.Index(context.RequestAborted);
        // What somebody types is nobody else's business: it is neither kept nor cached on the way.
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(index.Find(question, ServedPlaces.Serving(await places.Of(context)), Most * 2)
            .DistinctBy(f => f.Entry.Name).Take(Most).Select(f => new MenuLink(f.Entry.Name, $"/items/{f.Entry.Item}")).ToList());
    }
}
