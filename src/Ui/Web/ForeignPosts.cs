using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace OneWindow.Ui;

/// <summary>
/// Refuses what another site makes a visitor's browser send (CSRF), for every unsafe request at once, so that no handler can
/// forget it. It passes if the browser says the request comes from our own pages (Sec-Fetch-Site, else Origin). With neither,
/// a request that carries cookies or a sign-in needs a valid antiforgery token, which pages get from <see cref="PostForm"/>.
/// Programs that send a bearer token pass: a foreign page cannot set that header (Basic credentials a browser would add by itself).
/// Stands after authentication and authorisation, because reading the token reads the body.
/// </summary>
public static class ForeignPosts
{
    public static IApplicationBuilder UseForeignPostRefusal(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (await IsOurs(context)) await next(context);
        else await KindErrors.Answer(context, StatusCodes.Status403Forbidden);
    });

    /// <summary>Whether a request that changes something comes from a page of ours, or from a program.</summary>
    public static async ValueTask<bool> IsOurs(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
            || HttpMethods.IsOptions(request.Method) || HttpMethods.IsTrace(request.Method)) return true;
        if (request.Headers.Authorization is [{ } credentials, ..] && credentials.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return true;
        if (request.Headers["Sec-Fetch-Site"] is [var site, ..]) return site == "same-origin";
        if (request.Headers.Origin is [var origin, ..]) return origin == $"{request.Scheme}://{request.Host}";
        if (context.User.Identity?.IsAuthenticated != true && request.Cookies.Count == 0) return true;
        if (request.HasFormContentType) await SentForm.Read(request, context.RequestAborted);
        return await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
    }
}
