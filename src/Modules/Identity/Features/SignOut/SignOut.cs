using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>退出登录: the browser's session ends, what it kept of our pages goes (ASVS 14.3.1), and the home page is shown.</summary>
internal static class SignOut
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/sign-out", Handle).WithName(nameof(SignOut)).ExcludeFromDescription().AllowEveryone().UnderAnyHat();

    private static async Task<IResult> Handle(HttpContext context, SignInBook book, CancellationToken cancel)
    {
        if (context.Actor() is { } actor && Sessions.SessionOf(context.User) is { } session) await book.End(actor.Id, session, null, cancel);
        var service = Sessions.ServiceOf(context.User);
        await context.SignOutAsync(Sessions.Cookie);
        context.Response.ForgetPages();
        return Results.LocalRedirect(service is null ? "/" : $"{SignInWithService.LeftPath}/{service}");
    }
}
