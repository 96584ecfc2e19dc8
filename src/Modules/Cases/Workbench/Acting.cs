using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>
/// 办理: what every act sent from a case's page goes through. It rests on the version that the page showed and carries the page's key, so that a
/// stale page never overwrites and a second press is the same act. What is refused comes back with everything that was typed.
/// </summary>
internal sealed class Acting(CaseDesk desk, CaseFiles files, AutomaticApproval automatic, ICases cases, IEnumerable<INotices> notices, IMaterials materials, ISubjects subjects, IMaterialNames names, Overreaches overreaches, LineReach line, IEmergencies emergencies, ILogger<Acting> log)
{
    private readonly Preparing preparing = new(cases, [.. notices], materials, subjects);

    public const string Version = "version";

    /// <summary>One answer, in words and status, for a case of others and for one that never was: nobody learns which numbers exist.</summary>
    public static Refusal NotFound { get; } = new("cases.forbidden", "没有找到这个办件，或者它不由您的岗位办理。请核对办件编号。", PlatformRules.Permission);

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var work in WorkAct.All)
        {
            routes.MapPost(
                    $"/work/cases/{{number}}/{work.Path}",
                    (string number, FormReader form, HttpContext context, Acting acting, CancellationToken cancel) => acting.Do(work, number, form, context.RequireActor(), cancel))
                .WithName($"{work.Act}OnPage").AllowRoles(work.Roles);
        }
    }

    /// <summary>The case, if this actor's workbench reaches it: a case of another place is as unknown as one that never was.</summary>
    public ValueTask<OpenCase?> Open(string number, Actor actor, CancellationToken cancel) => desk.Open(number, state => CaseReach.MaySee(actor, state), cancel);

    /// <summary>The same, also for who watches its line and may only read (<see cref="LineReach"/>).</summary>
    public ValueTask<OpenCase?> OpenToRead(string number, Actor actor, CancellationToken cancel) =>
        desk.Open(number, state => CaseReach.MaySee(actor, state) || line.MayWatch(actor, state.Organisation), cancel);

    /// <summary>应急授权: what no post of his reaches, for reading only, while an emergency lasts.</summary>
    public async ValueTask<OpenCase?> OpenInEmergency(string number, Actor actor, CancellationToken cancel) =>
        await emergencies.Opens(actor, CaseNumber.TryParse(number, out var known) ? known.ToString() : "", cancel) ? await desk.Open(known, cancel) : null;

    public async Task<IResult> Do(WorkAct work, string number, FormReader form, Actor actor, CancellationToken cancel)
    {
        if (await Open(number, actor, cancel) is not { } open) return Pages.Refuse(await OpenToRead(number, actor, cancel) is null ? NotFound : LineReach.ReadOnly);
        var intended = work.Read(open, form);
        var key = ActKey.Of(form);
        if (!form.Ok) return Pages.Again<WorkCasePage>(await files.Of(open, actor, cancel, new Typed(work.Act, form.State, key)));
        return await Do(work, open, intended, form, key, actor, cancel);
    }

    public async Task<IResult> Do(WorkAct work, OpenCase open, Intended intended, FormReader form, string key, Actor actor, CancellationToken cancel)
    {
        // A page that does not say what it showed has seen nothing.
        var seen = int.TryParse(form.Raw(Version), out var version) ? version : 0;
        var outcome = await Submit(open, actor, intended, $"{work.Path}-{key}", seen, cancel);
        if (outcome.Try(out _, out var why)) return Results.LocalRedirect($"/work/cases/{open.Number}?done={work.Path}");
        // The act is not on this reader's page: there is no form to come back to.
        if (why.Code == VenueRules.BeyondCode) return Pages.Refuse(why);
        var now = await desk.Open(open.Number, cancel) ?? open;
        var field = work.Fields.GetValueOrDefault(why.Code, "");
        return Pages.Show<WorkCasePage>(await files.Of(now, actor, cancel, new Typed(work.Act, form.State.Refused(why, field), key)), Pages.StatusOf(why));
    }

    public async Task<Outcome<Acted>> Submit(OpenCase open, Actor actor, Intended intended, string actId, int? seen, CancellationToken cancel)
    {
        if (await Beyond(open, intended.Act, cancel) is { } beyond)
        {
            await overreaches.Note(actor, $"{open.Number}", beyond, actId, cancel);
            return beyond;
        }

        if (intended.Prepare is { } prepare && !(await prepare(preparing, open, cancel)).Try(out intended!, out var no)) return no;
        var outcome = await (intended.Words is { } words
            ? desk.Do(open, actor, intended.Act, words, actId, seen, cancel)
            : desk.Do(open, actor, intended.Act, actId, seen));
        // What rules may decide is decided in the same request, before the page is shown again.
        if (outcome.Try(out var acted, out var why) && acted.State.Status == CaseStatus.Accepted) await automatic.Decide(open.Number, cancel);
        if (why is not null) await overreaches.Note(actor, $"{open.Number}", why, actId, cancel);
        if (why is not null) log.LogInformation("{Act} on {Case} by {Actor} was refused: {Code}.", intended.Act.GetType().Name, open.Number, actor.Id, why.Code);
        return outcome;
    }

    /// <summary>What is written beside a defect demands nothing that the guide does not (河北方案 二（一）): a standard material of another item is no note.</summary>
    private async ValueTask<Refusal?> Beyond(OpenCase open, CaseAct act, CancellationToken cancel)
    {
        if (act is not RequestCorrection { Notes.Count: > 0 } request) return null;
        foreach (var note in request.Notes.Values)
        {
            if (await names.Foreign(open.Guide, note, cancel) is { } foreign)
                return new Refusal("cases.not-in-guide", $"说明里提到“{foreign}”，它不在办事指南的材料里，不能要求提供。请去掉。", CaseClocks.BasisOf(open.Context.Rules, "guide.ceiling"));
        }

        return null;
    }
}

/// <summary>What was typed into one act's form and what is wrong with it.</summary>
internal sealed record Typed(string Act, FormState Form, string Key);
