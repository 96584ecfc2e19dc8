using Microsoft.AspNetCore.Builder;

namespace OneWindow.Ui;

/// <summary>What every answer tells the browser to refuse. Scripts and styles come from our own files only: pages carry none inline.</summary>
public static class SecurityHeaders
{
    /// <remarks>form-action also governs where a posted form is redirected to: sign-in at another site starts with a link, not a form.</remarks>
    private const string ContentPolicy =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            // A file that somebody handed in has a policy of its own: nothing in it may load or run.
            if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = ContentPolicy;
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
