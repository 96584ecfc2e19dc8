using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>Cases as their applicants reach them: a stranger's case is not found.</summary>
internal sealed class OwnCases(
    IDbContextFactory<CasesDb> contexts, CaseDesk desk, ICases cases, IEnumerable<INotices> notices, IDirectory directory, QueryCodes codes, IEnumerable<ICasePanels> panels,
    TimeProvider clock)
{
    /// <summary>One answer for what is not there and for what is somebody else's.</summary>
    public static Refusal Unknown { get; } = new("cases.not-found", "没有找到这个办件，请核对办件编号，或到“我的办件”查看。", PlatformRules.Permission);

    /// <param name="or">A power that opens this page to whom the principal shows nothing else of the case.</param>
    public ValueTask<OpenCase?> Find(string number, Actor actor, CancellationToken cancel, Power? or = null) =>
        desk.Open(number, state => state.Subject == actor.Subject && (actor.Sees(state.Item) || (or is { } power && actor.May(power, state.Item))), cancel);

    /// <summary>Why an act is not open now; null: it is.</summary>
    public Refusal? Closed(OpenCase open, Actor actor, string act) =>
        desk.ActsOf(open, actor).FirstOrDefault(a => a.Act == act) is { } option ? option.Closed : Unknown;

    /// <summary>The act of this key was done: its page was sent again.</summary>
    public async ValueTask<bool> IsDone(CaseNumber number, string actId, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Events.AnyAsync(e => e.Region == number.Region.Number && e.CaseId == number.Id && e.ActId == actId, cancel);
    }

    public async ValueTask<IReadOnlyList<IssuedNotice>> Notices(CaseNumber number, CancellationToken cancel)
    {
        var issued = new List<IssuedNotice>();
        foreach (var source in notices) issued.AddRange(await source.Of(number, cancel));
        return issued;
    }

    public async ValueTask<CaseTrackModel> View(OpenCase open, Actor actor, CancellationToken cancel) =>
        (await View(open, desk.ActsOf(open, actor), codes.Of(open.Number), cancel)) with { Panels = await panels.Of(cases, open.Number, actor, cancel) };

    /// <summary>For who holds number and query code: how it stands, and nothing that was written in words.</summary>
    public async ValueTask<CaseTrackModel> ViewByCode(OpenCase open, CancellationToken cancel) => await View(open, [], null, cancel);

    private async ValueTask<CaseTrackModel> View(OpenCase open, IReadOnlyList<ActOption> acts, string? code, CancellationToken cancel)
    {
        var log = await cases.Log(open.Number, cancel);
        var issued = code is null ? [] : await Notices(open.Number, cancel);
        var organisation = directory.Organisation(open.State.Organisation)?.Name ?? "";
        return CaseTrack.Of(open, log, issued, acts, organisation, clock.Now(), code);
    }
}
