using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>选择地区: whose services to show; remembered in a cookie that says nothing else.</summary>
internal static class ChoosePlace
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/place", Show).WithName(nameof(ChoosePlace)).AllowEveryone();
        routes.MapPost("/place", Choose).ExcludeFromDescription().AllowEveryone();
    }

    private static async Task<IResult> Show(HttpContext context, ServedPlaces places, CancellationToken cancel)
    {
        var here = await places.Of(context);
        return Pages.Show<PlacePage>(new PlacePageModel(
            [.. (await places.All(cancel)).Select(p => new OptionModel(p.ToString(), places.NameOf(p), p == here))]));
    }

    private static async Task<IResult> Choose(FormReader form, HttpContext context, ServedPlaces places)
    {
        if (RegionCode.TryParse(form.Raw("place"), out var chosen) && (await places.All(context.RequestAborted)).Contains(chosen))
        {
            context.Keep(ServedPlaces.Cookie, chosen.ToString(), TimeSpan.FromDays(365));
        }

        return Results.LocalRedirect("/");
    }
}

public sealed record PlacePageModel(IReadOnlyList<OptionModel> Places);
