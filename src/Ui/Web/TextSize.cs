using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace OneWindow.Ui;

/// <summary>长辈模式: larger text and targets, remembered in a cookie that a plain form sets.</summary>
public static class TextSize
{
    public const string Cookie = "ow-text";

    public static bool IsLarge(HttpContext? context) => context?.Request.Kept(Cookie) == "large";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/text-size", (FormReader form, HttpContext context) =>
        {
            if (form.Raw("size") == "large") context.Keep(Cookie, "large", TimeSpan.FromDays(365));
            else context.Drop(Cookie);
            return Results.LocalRedirect(LocalPath(form.Raw("back")));
        })
        .WithName("ChooseTextSize")
        .ExcludeFromDescription()
        .AllowEveryone();

    /// <summary>The path if it is one of this site, else the home page: a redirect must not lead elsewhere.</summary>
    public static string LocalPath(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) ? path : "/";
}
