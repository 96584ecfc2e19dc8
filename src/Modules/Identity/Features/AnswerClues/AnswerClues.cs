using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>核查线索: what persons called wrong in the register is looked into by the management office or the audit administrator of the place, never by who opened it.</summary>
internal static class AnswerClues
{
    public const string Path = "/workbench/clues";
    private const int Most = 50;

    public static readonly Role[] Answerers = [Role.ManagementOfficer, Role.AuditAdministrator];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, List).WithName("ListClues").ExcludeFromDescription().AllowRoles(Answerers);
        routes.MapGet(Path + "/{id}", Open).WithName("OpenClue").ExcludeFromDescription().AllowRoles(Answerers);
        routes.MapPost(Path + "/{id}", Handle).WithName(nameof(AnswerClues)).ExcludeFromDescription().AllowRoles(Answerers);
    }

    private static Refusal NotYours { get; } = new("identity.not-found", "没有这条线索，或者它不归您核查。", PlatformRules.Openings);

    private static IQueryable<ClueRow> Within(IdentityDb db, Actor actor)
    {
        var (from, end) = (actor.Place.Number, actor.Place.End);
        return db.Set<ClueRow>().Where(c => (long)(object)c.Place >= from && (long)(object)c.Place < end);
    }

    private static async Task<IResult> List(HttpContext context, IdentityDb db, OpeningViews views, TimeProvider clock, CancellationToken cancel)
    {
        var mine = Within(db, context.RequireActor()).AsNoTracking();
        var waiting = await mine.Where(c => c.AnsweredAt == null).OrderBy(c => c.Due).ThenBy(c => c.Id).Take(Most).ToListAsync(cancel);
        var answered = await mine.Where(c => c.AnsweredAt != null).OrderByDescending(c => c.AnsweredAt).Take(Most).ToListAsync(cancel);
        var all = waiting.Concat(answered).Select(c => c.Opening).ToList();
        var openings = await db.Set<OpeningRow>().AsNoTracking().Where(o => all.Contains(o.Id)).ToDictionaryAsync(o => o.Id, cancel);
        var today = clock.Now().Date;
        ClueLineModel Line(ClueRow c) => new($"{Path}/{c.Id}", views.WhoOf(openings[c.Opening], null), openings[c.Opening].Purpose, c.At, c.Due, c.AnsweredAt is null && c.Due < today, c.Lawful);
        return Pages.Show<CluesPage>(new CluesModel([.. waiting.Select(Line)], [.. answered.Select(Line)]));
    }

    private static async Task<IResult> Open(string id, HttpContext context, IdentityDb db, OpeningViews views, CancellationToken cancel) =>
        await Find(id, context, db, cancel) is var (clue, opening) ? Pages.Show<CluePage>(await Model(clue, opening, FormState.Empty, context.RequireActor(), db, views, cancel)) : Pages.Refuse(NotYours);

    private static async Task<IResult> Handle(
        string id, FormReader form, HttpContext context, IdentityDb db, OpeningViews views, ISubjects subjects, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await Find(id, context, db, cancel) is not var (clue, opening)) return Pages.Refuse(NotYours);
        var found = form.Choice("found", "核查结果", Findings);
        var answer = form.LongText("answer", "给本人的答复", max: 500, min: 6);
        if (opening.Account == actor.Id) form.Refuse("", "这次查看是您自己打开的，请由别的人核查。", PlatformRules.Openings);
        if (clue.AnsweredAt is not null) form.Refuse("", "这条线索已经答复过了。", PlatformRules.NoSilentOverwrite);
        if (!form.Ok) return Pages.Again<CluePage>(await Model(clue, opening, form.State, actor, db, views, cancel));
        (clue.Lawful, clue.AnsweredAt, clue.AnsweredBy) = (found == "lawful", clock.Now(), actor.Id);
        clue.Answer = await subjects.Seal(clue.Subject, OpeningViews.AnswerContext(clue.Opening), Encoding.UTF8.GetBytes(answer), cancel);
        clue.Version++;
        return await db.TrySave(cancel)
            ? Results.LocalRedirect(Path)
            : Pages.Refuse(new Refusal("identity.changed-meanwhile", "这条线索刚刚由别人答复了。", PlatformRules.NoSilentOverwrite));
    }

    internal static readonly ChoiceModel[] Findings =
    [
        new("lawful", "属于履行职责", "打开的人当时在办这件事，或者有别的依据。"),
        new("wrong", "确实不对", "没有正当目的；已经转有权处理的部门，并写明怎样处理。"),
    ];

    private static async Task<(ClueRow Clue, OpeningRow Opening)?> Find(string id, HttpContext context, IdentityDb db, CancellationToken cancel) =>
        await Within(db, context.RequireActor()).SingleOrDefaultAsync(c => c.Id == id, cancel) is { } clue
            ? (clue, await db.Set<OpeningRow>().AsNoTracking().SingleAsync(o => o.Id == clue.Opening, cancel)) : null;

    private static async Task<CluePageModel> Model(ClueRow clue, OpeningRow opening, FormState form, Actor actor, IdentityDb db, OpeningViews views, CancellationToken cancel)
    {
        var since = opening.FirstAt.Plus(TimeSpan.FromDays(-30));
        var others = await db.Set<OpeningRow>().AsNoTracking().Where(o => o.Account == opening.Account && o.FirstAt >= since).OrderByDescending(o => o.FirstAt).Take(20).ToListAsync(cancel);
        return new CluePageModel(
            $"{Path}/{clue.Id}", (await views.Of(db, [opening], clue.Subject, cancel))[0], [.. others.Select(o => new OtherLookModel(o.FirstAt, o.Purpose, o.Case, o.Times))], opening.Account != actor.Id, form);
    }
}

/// <summary>The link in the workbench's menu.</summary>
internal sealed class CluePlaces : IWorkPlaces
{
    public ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<PlaceModel>>(who.Actor()?.Role switch
    {
        Role.ManagementOfficer => [new PlaceModel("个人信息线索", AnswerClues.Path) { Group = PlaceGroup.Public }, new PlaceModel("更正个人信息", AnswerDataRequests.Path) { Group = PlaceGroup.Public }],
        Role.AuditAdministrator => [new PlaceModel("个人信息线索", AnswerClues.Path) { Group = PlaceGroup.Settings }, new PlaceModel("查看登记", ReadOpenings.Path) { Group = PlaceGroup.Settings }],
        Role.SecurityAdministrator => [new PlaceModel("保密查看", KeepSecrecy.Path) { Group = PlaceGroup.Settings }],
        Role.ChiefRepresentative => [new PlaceModel("保密查看", KeepSecrecy.Path) { Group = PlaceGroup.Settings }],
        _ => [],
    });
}

public sealed record CluesModel(IReadOnlyList<ClueLineModel> Waiting, IReadOnlyList<ClueLineModel> Answered);

public sealed record ClueLineModel(string Path, string Who, string Purpose, Instant At, DateOnly Due, bool Overdue, bool? Lawful);

public sealed record CluePageModel(string Path, OpeningModel Opening, IReadOnlyList<OtherLookModel> Others, bool MayAnswer, FormState Form);

/// <summary>What else the same account opened, without saying whose it was.</summary>
public sealed record OtherLookModel(Instant At, string Purpose, string? Case, int Times);
