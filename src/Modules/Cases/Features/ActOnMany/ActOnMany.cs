using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <param name="Closed">By act: why it is not open for this case. An act that is absent is open.</param>
/// <param name="Version">What was shown: an act rests on it.</param>
public sealed record SelectedModel(
    string Number, string Applicant, string Status, int Version, IReadOnlyList<AnswersModel> Answers, IReadOnlyList<HeldMaterialModel> Materials,
    IReadOnlyDictionary<string, Refusal> Closed, bool Chosen);

/// <param name="Path">Where its button sends the selection.</param>
/// <param name="Open">For how many of the cases it is open.</param>
public sealed record SelectedActModel(string Act, string Path, string Words, Citation Basis, int Open);

public sealed record SelectionModel(string Item, IReadOnlyList<SelectedModel> Cases, IReadOnlyList<SelectedActModel> Acts, bool MayOmitNotice, FormState Form, string Key);

/// <param name="Why">Null: done.</param>
public sealed record SelectedOutcomeModel(string Number, Refusal? Why);

/// <param name="GoesOn">Something is left to be done with those that it was done to.</param>
public sealed record SelectionDoneModel(string Item, string Act, bool GoesOn, IReadOnlyList<SelectedOutcomeModel> Done, IReadOnlyList<SelectedOutcomeModel> Changed, IReadOnlyList<SelectedOutcomeModel> Failed);

/// <summary>
/// 一起办理: an act on a selection of on-the-spot cases of one item. The page shows each case; what is confirmed is what was shown, by each case's version;
/// each has its own checks, its own act and its own entry in its log, and what did not come about is listed with its reason.
/// </summary>
internal static class ActOnMany
{
    public const string Path = "/work/selection";
    public const string CaseField = "case";
    public const string SeenPrefix = "seen-";

    private static readonly IReadOnlyList<WorkAct> Acts = [.. SelectionRules.Acts.Select(act => WorkAct.All.First(w => w.Act == act))];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).WithName(nameof(ActOnMany)).AllowRoles(CaseReach.Handlers);
        foreach (var work in Acts)
        {
            routes.MapPost(
                    $"{Path}/{work.Path}",
                    (FormReader form, HttpContext context, Acting acting, Selections selections, CancellationToken cancel) =>
                        Do(work, form, context.RequireActor(), acting, selections, cancel))
                .WithName($"{work.Act}Together").AllowRoles(work.Roles);
        }
    }

    private static async Task<IResult> Show(HttpContext context, Acting acting, Selections selections, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var numbers = context.Request.Query[CaseField].OfType<string>().Distinct().ToList();
        var opened = await Open(numbers, actor, acting, cancel);
        if (!opened.Try(out var open, out var why)) return Pages.Refuse(why);
        return MayTogether(open) is { } no ? Pages.Refuse(no) : Pages.Show<SelectionPage>(await selections.Of(open, actor, FormState.Empty, ActKey.New(), cancel));
    }

    private static async Task<IResult> Do(WorkAct work, FormReader form, Actor actor, Acting acting, Selections selections, CancellationToken cancel)
    {
        var numbers = form.State.Values.TryGetValue(CaseField, out var sent) ? sent.OfType<string>().Distinct().ToList() : [];
        var opened = await Open(numbers, actor, acting, cancel);
        if (!opened.Try(out var open, out var why)) return Pages.Refuse(why);
        if (MayTogether(open) is { } no) return Pages.Refuse(no);
        var key = ActKey.Of(form);
        var intended = open.Select(o => work.Read(o, form)).ToList();
        if (!form.Ok) return Pages.Again<SelectionPage>(await selections.Of(open, actor, form.State, key, cancel));
        var outcomes = new List<SelectedOutcomeModel>();
        foreach (var (one, act) in open.Zip(intended))
        {
            // A case that the page did not show was not seen.
            var seen = int.TryParse(form.Raw(SeenPrefix + one.Number), System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : 0;
            var done = await acting.Submit(one, actor, act, $"{work.Path}-{key}", seen, cancel);
            outcomes.Add(new SelectedOutcomeModel(one.Number.ToString(), done.Try(out _, out var refused) ? null : refused));
        }

        var changed = CaseDecider.ChangedMeanwhile(open[0].State).Code;
        return Pages.Show<SelectionDonePage>(new SelectionDoneModel(
            open[0].Guide.Name, ActWords.Of(work.Act), work.Act != nameof(Approve), [.. outcomes.Where(o => o.Why is null)], [.. outcomes.Where(o => o.Why?.Code == changed)],
            [.. outcomes.Where(o => o.Why is not null && o.Why.Code != changed)]));
    }

    /// <summary>Counted before anything is read; a case that this actor's workbench does not reach is as unknown as one that never was.</summary>
    private static async ValueTask<Outcome<List<OpenCase>>> Open(List<string> numbers, Actor actor, Acting acting, CancellationToken cancel)
    {
        if (numbers.Count == 0) return SelectionRules.Nothing;
        if (numbers.Count > SelectionRules.Most) return SelectionRules.TooMany(numbers.Count);
        var open = new List<OpenCase>(numbers.Count);
        foreach (var number in numbers)
        {
            if (await acting.Open(number, actor, cancel) is not { } one) return Acting.NotFound;
            open.Add(one);
        }

        return open;
    }

    private static Refusal? MayTogether(List<OpenCase> open) =>
        SelectionRules.MayTogether([.. open.Select(o => o.Guide)], CaseClocks.BasisOf(open[0].Rules, "process.stages"));

    /// <summary>The acts that this role may do to a selection.</summary>
    public static IEnumerable<WorkAct> For(Actor actor) => Acts.Where(w => w.Roles.Contains(actor.Role));
}

/// <summary>A selection as its page shows it.</summary>
internal sealed class Selections(CaseDesk desk, CaseFiles files, ICases cases, ISubjects subjects)
{
    public async Task<SelectionModel> Of(List<OpenCase> open, Actor actor, FormState form, string key, CancellationToken cancel)
    {
        var (shown, counts) = (new List<SelectedModel>(), new Dictionary<string, int>());
        foreach (var one in open)
        {
            var paper = new CasePaper(one, await cases.Log(one.Number, cancel), inFull: true);
            var closed = new Dictionary<string, Refusal>();
            foreach (var work in ActOnMany.For(actor))
            {
                if (desk.OptionOf(one, work.Act, actor).Closed is { } why) closed[work.Act] = why;
                else counts[work.Act] = counts.GetValueOrDefault(work.Act) + 1;
            }

            shown.Add(new SelectedModel(
                one.Number.ToString(), (await subjects.Find(one.State.Subject, cancel))?.Name ?? WorkRows.Erased, one.State.Status.Words(), one.State.Version, paper.Answers(),
                await files.Materials(one, paper, handles: true, cancel), closed, !form.IsRefused || form.Has(ActOnMany.CaseField, one.Number.ToString())));
        }

        return new SelectionModel(
            open[0].Guide.Name, shown,
            [
                .. ActOnMany.For(actor).Where(w => counts.ContainsKey(w.Act))
                    .Select(w => new SelectedActModel(w.Act, $"{ActOnMany.Path}/{w.Path}", ActWords.Of(w.Act), desk.OptionOf(open[0], w.Act, null).Basis, counts[w.Act])),
            ],
            open.All(AcceptCase.MayOmit), form, key);
    }
}
