using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>我的办件: how one case stands, what is asked of me, and why each date is what it is.</summary>
internal static class TrackCase
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/cases/{number}", Show).WithName(nameof(TrackCase)).AllowRoles(Role.Applicant);

    private static async Task<IResult> Show(string number, HttpContext context, OwnCases own, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        return await own.Find(number, actor, cancel) is { } open ? Pages.Show<CasePage>(await own.View(open, actor, cancel)) : Pages.Refuse(OwnCases.Unknown);
    }
}
