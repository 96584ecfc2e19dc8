using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace OneWindow.Ui;

/// <summary>What every answer tells the browser to refuse. Scripts and styles come from our own files only: pages carry none inline.</summary>
public static class SecurityHeaders
{
    /// <remarks>form-action also governs where a posted form is redirected to: sign-in at another site starts with a link, not a form.</remarks>
    private const string ContentPolicy =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Whether browsers are told never to come by http: the setting Hsts ("true", "false"), else where the public address is https. Read once, at the start.</summary>
    public static bool KeepsHttps(IConfiguration settings) =>
        bool.TryParse(settings["Hsts"], out var told) ? told : settings["PublicAddress"]?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>With the answer the browser forgets what it kept of these pages: cached ones, and what scripts have stored. Nothing of one person is left for the next at the same computer.</summary>
    public static void ForgetPages(this HttpResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        response.Headers.CacheControl = "no-store";
    }

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var https = KeepsHttps(app.ApplicationServices.GetRequiredService<IConfiguration>());
        return app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                // A file that somebody handed in has a policy of its own: nothing in it may load or run.
                if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = ContentPolicy;
                // A year; a browser that came by http passes it over.
                if (https) headers.StrictTransportSecurity = "max-age=31536000";
                headers.XContentTypeOptions = "nosniff";
                headers.XFrameOptions = "DENY";
                // Not "no-referrer": a browser would then send "Origin: null" with our own forms.
                headers["Referrer-Policy"] = "same-origin";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                headers["Permissions-Policy"] = "geolocation=(), microphone=(), camera=(), payment=()";
                headers.Remove("blazor-enhanced-nav");
                return Task.CompletedTask;
            });
            return next(context);
        });
    }
}
