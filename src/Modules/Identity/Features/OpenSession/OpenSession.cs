using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>程序登录: a program signs in for a token, sent as `Authorization: Bearer` from then on, and gives it back when it is done.</summary>
internal static class OpenSession
{
    internal sealed record Request(string? User, string? Password, string? Code = null);

    internal sealed record Response(string Token, string ExpiresAt);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/session", Open).WithName(nameof(OpenSession)).WithTags("session")
            .WithSummary("用户名、密码（工作人员设了动态口令的，加上 code）换取令牌；令牌放在 Authorization: Bearer 里，12 小时有效")
            .Produces<Response>().ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status429TooManyRequests)
            .AllowEveryone();
        routes.MapDelete("/api/v1/session", Close).WithName("CloseSession").WithTags("session")
            .WithSummary("交还令牌，立即失效")
            .Produces(StatusCodes.Status204NoContent).AllowSignedIn();
    }

    private static async Task<IResult> Open(
        Request asked, HttpContext context, AccountDoor door, Entrance entrance, Sessions sessions, CancellationToken cancel)
    {
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (!(await door.Enter(asked.User ?? "", asked.Password ?? "", address, cancel)).Try(out var account, out var why)) return Answer(why);
        if (await entrance.AcceptProgram(account, asked.Code, cancel) is { } lacking)
        {
            if (lacking == Entrance.WrongCode) await door.WrongCode(account, address, cancel);
            return Answer(lacking);
        }

        if (await sessions.NewToken(account, context, cancel) is not { } given) return Answer(SignIn.ForNobody);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Ok(new Response(given.Token, given.ExpiresAt.ToString()));
    }

    private static async Task<IResult> Close(HttpContext context, Sessions sessions, CancellationToken cancel)
    {
        if (BearerHandler.TokenOf(context.Request) is { } token) await sessions.Revoke(token, cancel);
        return Results.NoContent();
    }

    private static IResult Answer(Refusal why) =>
        Pages.Problem(why, why.Code == "identity.too-many" ? null : StatusCodes.Status401Unauthorized);
}
