using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
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

/// <summary>Cases as their applicants reach them: a stranger's case is not found.</summary>
internal sealed class OwnCases(
    CaseDesk desk, ICases cases, IEnumerable<INotices> notices, IDirectory directory, QueryCodes codes, TimeProvider clock)
{
    /// <summary>One answer for what is not there and for what is somebody else's.</summary>
    public static Refusal Unknown { get; } = new("cases.not-found", "没有找到这个办件，请核对办件编号，或到“我的办件”查看。", PlatformRules.Permission);

    public async ValueTask<OpenCase?> Find(string number, Actor actor, CancellationToken cancel) =>
        CaseNumber.TryParse(number, out var known) && await desk.Open(known, cancel) is { } open && open.State.Subject == actor.Subject ? open : null;

    public async ValueTask<CaseTrackModel> View(OpenCase open, Actor actor, CancellationToken cancel) =>
        await View(open, desk.ActsOf(open, actor), codes.Of(open.Number), cancel);

    /// <summary>For who holds number and query code: how it stands, and nothing that was written in words.</summary>
    public async ValueTask<CaseTrackModel> ViewByCode(OpenCase open, CancellationToken cancel) => await View(open, [], null, cancel);

    private async ValueTask<CaseTrackModel> View(OpenCase open, IReadOnlyList<ActOption> acts, string? code, CancellationToken cancel)
    {
        var log = await cases.Log(open.Number, cancel);
        var issued = new List<IssuedNotice>();
        if (code is not null)
        {
            foreach (var source in notices) issued.AddRange(await source.Of(open.Number, cancel));
        }

        var organisation = directory.Organisation(open.State.Organisation)?.Name ?? "";
        return CaseTrack.Of(open, log, issued, acts, organisation, clock.Now(), code);
    }
}
