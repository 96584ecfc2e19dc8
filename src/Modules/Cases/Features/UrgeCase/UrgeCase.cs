using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>督办: a regulator, the department above or the management office urges a late case; who handles it answers in words. An urged case waits for its answer.</summary>
internal static class UrgeCase
{
    private const int Most = 500;

    /// <summary>河北方案 五（一）, 青岛办法 第十一条, 重庆办法 第十条: which of them binds the case its rules say.</summary>
    public static readonly Role[] Urgers = [Role.Regulator, Role.ChiefRepresentative, Role.ManagementOfficer];

    private static readonly Refusal NotHandling = new("cases.forbidden", "督办由承办本件的窗口或者部门答复，您的岗位不办理本件。", PlatformRules.Permission);
    private static readonly Refusal Gone = new("cases.changed-meanwhile", "这条督办已经答复过了，请看下面的记录。", PlatformRules.NoSilentOverwrite);

    public static string PathOf(CaseNumber number) => $"/work/cases/{number}/urging";

    public static void Map(IEndpointRouteBuilder routes)
    {
        const string path = "/work/cases/{number}/urging";
        routes.MapGet(path, Show).WithName("ShowUrgings").AllowRoles([.. CaseReach.Readers, Role.Regulator]);
        routes.MapPost(path, Urge).WithName(nameof(UrgeCase)).AllowRoles(Urgers);
        routes.MapPost(path + "/{urging}", Answer).WithName("AnswerUrging").AllowRoles(CaseReach.Handlers);
    }

    /// <summary>Supervises and does not handle it himself.</summary>
    public static bool MayUrge(Actor actor, CaseState state, LineReach line) => Urgers.Contains(actor.Role) && (actor.Role == Role.ManagementOfficer
        ? CaseReach.MaySee(actor, state.Organisation, state.Place)
        : line.MayWatch(actor, state.Organisation));

    private static bool MayAnswer(Actor actor, CaseState state) => new ActorInCase(actor, state) is { IsWindow: true } or { IsReviewer: true };

    /// <summary>Late, not yet ended, and not already urged by the same office without an answer.</summary>
    private static Refusal? Check(OpenCase open, IEnumerable<UrgingRow> rows, Actor actor) =>
        open.State.Status.IsEnd() ? new("cases.ended", "本件已经办结，不用督办。", BasisOf(open))
        : !Trays.IsAlerted(open.State) ? new("cases.not-late", "本件没有超过期限，现在不用督办。", BasisOf(open))
        : rows.Any(r => r.AnsweredAt is null && r.ByOrganisation == actor.Organisation) ? new("cases.urged-already", "本件已经督办，正在等承办单位答复。", BasisOf(open))
        : null;

    /// <summary>By the rules of the case's own place.</summary>
    private static Citation BasisOf(OpenCase open) => CaseClocks.BasisOf(open.Context.Rules, "supervision.urging");

    private static async Task<IResult> Show(string number, HttpContext context, Acting acting, Urging urging, CancellationToken cancel) =>
        await acting.OpenToRead(number, context.RequireActor(), cancel) is { } open
            ? Pages.Show<UrgeCasePage>(await urging.Model(open, context.RequireActor(), FormState.Empty, cancel))
            : Pages.Refuse(Acting.NotFound);

    private static async Task<IResult> Urge(
        string number, FormReader form, HttpContext context, Acting acting, Urging urging, LineReach line, CasesDb db, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await acting.OpenToRead(number, actor, cancel) is not { } open) return Pages.Refuse(Acting.NotFound);
        if (!MayUrge(actor, open.State, line)) return Pages.Refuse(new Refusal("cases.forbidden", "督办由本条线的主管部门、上级对口部门或者管理机构提出。", BasisOf(open)));
        var words = form.LongText("words", "督办的要求", Most, 4);
        if (form.Ok && Check(open, await Urging.Of(db, open.Number).ToListAsync(cancel), actor) is { } why) form.Refuse(why, "words");
        if (!form.Ok) return Pages.Again<UrgeCasePage>(await urging.Model(open, actor, form.State, cancel));
        await urging.Urge(open, actor, words, db, cancel);
        return Results.LocalRedirect(PathOf(open.Number));
    }

    private static async Task<IResult> Answer(
        string number, string urging, FormReader form, HttpContext context, Acting acting, Urging urgings, CasesDb db, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await acting.OpenToRead(number, actor, cancel) is not { } open) return Pages.Refuse(Acting.NotFound);
        if (!MayAnswer(actor, open.State)) return Pages.Refuse(NotHandling);
        if (await Urging.Of(db, open.Number).AsTracking().FirstOrDefaultAsync(u => u.Id == urging, cancel) is not { } row) return Pages.Refuse(Acting.NotFound);
        if (row.AnsweredAt is not null) return Pages.Refuse(Gone);
        var words = form.LongText("answer", "答复", Most, 4);
        if (!form.Ok) return Pages.Again<UrgeCasePage>(await urgings.Model(open, actor, form.State, cancel));
        await urgings.Answer(open, row, actor, words, db, cancel);
        return Results.LocalRedirect(PathOf(open.Number));
    }

    public static async ValueTask<Refusal?> Why(OpenCase open, Actor actor, CasesDb db, CancellationToken cancel) =>
        Check(open, await Urging.Of(db, open.Number).ToListAsync(cancel), actor);

    public static bool Answers(OpenCase open, Actor actor) => MayAnswer(actor, open.State);

    /// <summary>Sealed beside its row, bound to it.</summary>
    public static (string Context, byte[] Bytes) Sealing(string id, string part, string words) => ($"cases.urgings/{id}/{part}", Encoding.UTF8.GetBytes(words));
}
