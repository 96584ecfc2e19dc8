using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace OneWindow.Ui;

/// <summary>长辈模式: larger text and targets, remembered in a cookie that a plain form sets.</summary>
public static class TextSize
{
    public const string Cookie = "ow-text";

    public static bool IsLarge(HttpContext? context) => context?.Request.Cookies[Cookie] == "large";

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/text-size", (FormReader form, HttpContext context) =>
        {
            if (form.Raw("size") == "large")
            {
                context.Response.Cookies.Append(Cookie, "large", new CookieOptions
                {
                    HttpOnly = true,
                    SameSite = SameSiteMode.Lax,
                    Secure = context.Request.IsHttps,
                    MaxAge = TimeSpan.FromDays(365),
                    IsEssential = true,
                });
            }
            else
            {
                context.Response.Cookies.Delete(Cookie);
            }

            return Results.LocalRedirect(LocalPath(form.Raw("back")));
        })
        .WithName("ChooseTextSize")
        .ExcludeFromDescription()
        .AllowEveryone();

    /// <summary>The path if it is one of this site, else the home page: a redirect must not lead elsewhere.</summary>
    public static string LocalPath(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) ? path : "/";
}
