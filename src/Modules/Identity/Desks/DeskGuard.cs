using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>
/// While a shared computer is locked its session opens nothing: public pages are shown as to anybody, others ask for the password first. What was sent meanwhile is
/// kept, and done once the password is right.
/// </summary>
internal static class DeskGuard
{
    public const string PasswordField = "desk-password";

    public static async Task Invoke(HttpContext context, RequestDelegate next)
    {
        if (Desk.Of(context.User) is null || Sessions.SessionOf(context.User) is not { } session || context.GetEndpoint() is not RouteEndpoint endpoint
            || endpoint.Metadata.GetMetadata<WhileLocked>() is not null
            || !await context.RequestServices.GetRequiredService<SignInBook>().IsLocked(session, context.RequestAborted))
        {
            await next(context);
            return;
        }

        if (endpoint.Metadata.GetOrderedMetadata<AllowedRoles>() is [.., { Roles: null }])
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity());
            await next(context);
        }
        else if (context.Request.Headers.Accept.ToString() is { Length: > 0 } accept && !accept.Contains("html", StringComparison.Ordinal) && !accept.Contains("*/*", StringComparison.Ordinal))
        {
            await Pages.Problem(DeskLock.Locked, StatusCodes.Status423Locked).ExecuteAsync(context);
        }
        else if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.Redirect(LockedModel.AddressOf(context.Request.Path + context.Request.QueryString));
        }
        else if (!await ForeignPosts.IsOurs(context))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
        else
        {
            await Ask(context, next);
        }
    }

    private static async Task Ask(HttpContext context, RequestDelegate next)
    {
        var form = await SentForm.Read(context.Request, context.RequestAborted);
        var state = FormState.Empty;
        if (form.TryGetValue(PasswordField, out var password))
        {
            if (await context.RequestServices.GetRequiredService<DeskLock>().Open(context, password) is not { } why)
            {
                await next(context);
                return;
            }

            state = state.Refused(why);
        }

        context.Response.Headers.CacheControl = "no-store";
        var kept = form.Where(f => f.Key != "__RequestVerificationToken" && !f.Key.Contains("password", StringComparison.OrdinalIgnoreCase)).SelectMany(f => f.Value.OfType<string>().Select(v => new KeptFieldModel(f.Key, v))).ToList();
        await Pages.Show<LockedPage>(
            LockedModel.Of(context, state) with { Path = context.Request.Path + context.Request.QueryString, Kept = kept, Whole = form.Files.All(f => f.Length == 0) }, StatusCodes.Status423Locked).ExecuteAsync(context);
    }
}
