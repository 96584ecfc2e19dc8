using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace OneWindow.Ui;

/// <summary>
/// What Host adds for pages. Order in the pipeline: <c>UseSecurityHeaders, UseKindErrors</c>, then authentication, authorisation,
/// rate limits, then <c>UseForeignPostRefusal</c>; endpoints: <c>MapStaticAssets, MapUi</c>.
/// </summary>
public static class UiSetup
{
    /// <summary>Brand and menus already registered by Host win.</summary>
    public static IServiceCollection AddUi(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.TryAddSingleton(new CookieRules(OverTlsOnly: false));
        services.AddAntiforgery();
        services.AddOptions<AntiforgeryOptions>().Configure<CookieRules>((antiforgery, rules) =>
        {
            antiforgery.Cookie.Name = rules.Named("ow-form");
            antiforgery.Cookie.Path = "/";
            antiforgery.Cookie.SecurePolicy = rules.OverTlsOnly ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        services.AddHttpContextAccessor();
        // The default encoder writes every Chinese character as an entity: pages of twice the size.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddSingleton<AssetPaths>();
        services.AddSingleton<GuessLimit>();
        services.AddSingleton<PublicAddress>();
        services.TryAddSingleton(Brand.OneWindow);
        services.TryAddSingleton(PublicMenu.Standard);
        services.TryAddSingleton(WorkbenchMenu.Standard);
        return services;
    }

    public static IEndpointRouteBuilder MapUi(this IEndpointRouteBuilder routes)
    {
        TextSize.Map(routes);
        routes.MapGet("/brand.css", (Brand brand, HttpContext context) =>
            {
                context.Response.Headers.CacheControl = "public, max-age=3600";
                return Results.Text(brand.Css, "text/css", Encoding.UTF8);
            })
            .ExcludeFromDescription()
            .AllowEveryone();
        return routes;
    }
}
