using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace OneWindow.Ui;

/// <summary>How this house's cookies are sent.</summary>
/// <param name="OverTlsOnly">Real use: Secure, and named so that a browser takes them over TLS from this very host only (RFC 6265bis §4.1.3).</param>
public sealed record CookieRules(bool OverTlsOnly);

/// <summary>The cookies that remember a choice: no script reads them, no other site sends them.</summary>
public static class HouseCookies
{
    /// <summary>A cookie with the prefix __Host- must hold for the whole house; one for a part of it is __Secure-.</summary>
    public static string Named(this CookieRules rules, string name, string path = "/")
    {
        ArgumentNullException.ThrowIfNull(rules);
        return !rules.OverTlsOnly ? name : path == "/" ? "__Host-" + name : "__Secure-" + name;
    }

    public static string? Kept(this HttpRequest request, string name, string path = "/")
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Cookies[RulesOf(request.HttpContext).Named(name, path)];
    }

    /// <param name="context">Whose answer carries it.</param>
    /// <param name="name">Without a prefix.</param>
    /// <param name="value">Nothing that names a person.</param>
    /// <param name="life">Null: until the browser is closed.</param>
    /// <param name="path">For which part of the house.</param>
    public static void Keep(this HttpContext context, string name, string value, TimeSpan? life, string path = "/")
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.Cookies.Append(RulesOf(context).Named(name, path), value, Options(context, path, life));
    }

    public static void Drop(this HttpContext context, string name, string path = "/")
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.Cookies.Delete(RulesOf(context).Named(name, path), Options(context, path, null));
    }

    private static CookieRules RulesOf(HttpContext context) => context.RequestServices.GetRequiredService<CookieRules>();

    private static CookieOptions Options(HttpContext context, string path, TimeSpan? life) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = RulesOf(context).OverTlsOnly || context.Request.IsHttps, Path = path, MaxAge = life, IsEssential = true,
    };
}
