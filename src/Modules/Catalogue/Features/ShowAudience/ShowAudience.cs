using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>个人办事、法人办事: the themes that have items in this place, in the national order, with how many.</summary>
internal static class ShowAudience
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/personal", (HttpContext context, CatalogueDb db, ServedPlaces places) => Handle(context, db, places, true)).WithName("ShowPersonal").AllowEveryone();
        routes.MapGet("/company", (HttpContext context, CatalogueDb db, ServedPlaces places) => Handle(context, db, places, false)).WithName("ShowCompany").AllowEveryone();
    }

    private static async Task<IResult> Handle(HttpContext context, CatalogueDb db, ServedPlaces places, bool persons)
    {
        var place = await places.Of(context);
        var audience = persons ? "person" : "company";
        var filter = new ItemFilter(place, Persons: persons);
        var counts = await ItemFigures.ByTheme(db, filter, context.RequestAborted);
        return Pages.Show<AudiencePage>(new AudiencePageModel(
            persons ? "个人办事" : "法人办事",
            places.NameOf(place),
            await ItemFigures.Published(db, filter, context.RequestAborted),
            $"/items?audience={audience}",
            [.. Themes.All.Where(t => t.Key[0] == audience[0] && counts.ContainsKey(t.Key))
                .Select(t => new ThemeModel(t.Value, counts[t.Key], $"/items?audience={audience}&theme={t.Key}"))]));
    }
}

public sealed record ThemeModel(string Words, Figure Count, string Path);

public sealed record AudiencePageModel(string Title, string PlaceName, Figure Total, string All, IReadOnlyList<ThemeModel> Themes);
