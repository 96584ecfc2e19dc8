using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

public sealed record EarlierCaseModel(string Number, string Item, string Filed, string Status);

public sealed record EarlierModel(string Item, string Name, IReadOnlyList<EarlierCaseModel> Cases);

/// <param name="Target">The item that the new application is for.</param>
public sealed record CopyModel(
    string Number, string Target, string Name, int Kept, IReadOnlyList<SummaryRowModel> Dropped, IReadOnlyList<string> Added, IReadOnlyList<string> Files,
    IReadOnlyList<SummaryRowModel> Left, string Key);

public sealed record CopiedRowModel(string Label, string Before, string Now);

public sealed record CopiedModel(
    string Draft, string Item, string Number, IReadOnlyList<CopiedRowModel> Changed, IReadOnlyList<SummaryRowModel> Dropped, IReadOnlyList<string> Added,
    IReadOnlyList<SummaryRowModel> Left);

/// <summary>照上次的填: a new draft, under the guide now in force, from an earlier case of one's own; what went over, what did not, and what was changed since stands on a page.</summary>
internal static class CopyFiling
{
    private const int MostEarlier = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/items/{item}/earlier", List).WithName("ListEarlierFilings").AllowRoles(Role.Applicant);
        routes.MapGet("/cases/{number}/copy", Ask).WithName(nameof(CopyFiling)).AllowRoles(Role.Applicant);
        routes.MapPost("/cases/{number}/copy", Begin).WithName("BeginFromEarlierFiling").AllowRoles(Role.Applicant);
        routes.MapGet("/drafts/{draft}/copied", Compare).WithName("CompareWithEarlierFiling").AllowRoles(Role.Applicant);
    }

    private static async Task<IResult> List(string item, HttpContext context, CasesDb db, ICatalogue catalogue, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await catalogue.Current(item, cancel) is not { } guide) return Pages.Refuse(StartApplication.NotOffered);
        var page = await OwnCasePage.Read(db, actor, null, MostEarlier, cancel);
        var rows = new List<EarlierCaseModel>();
        foreach (var row in page.Rows.Where(r => actor.May(Power.Apply, r.Item)))
        {
            if (await catalogue.Version(row.Item, row.GuideVersion, cancel) is { } then && CopyRules.SameFields(then, guide))
            {
                rows.Add(new EarlierCaseModel(row.Number.ToString(), then.Name, Words.Of(row.ReceivedAt.Date), row.Status.Words()));
            }
        }

        return Pages.Show<EarlierPage>(new EarlierModel(item, guide.Name, rows));
    }

    private static async Task<IResult> Ask(string number, string? item, HttpContext context, EarlierFilings earlier, CancellationToken cancel) =>
        (await earlier.Find(number, item, context.RequireActor(), cancel)).Try(out var found, out var why)
            ? Pages.Show<CopyPage>(new CopyModel(
                number, found.Now.Item, found.Now.Name, found.Plan.Answers.Count, Dropped(found.Plan), found.Plan.Added, [.. found.Plan.Files.Select(f => $"《{FieldFiles.NameOf(found.Now, f.Material)}》{f.Name}")],
                Left(found.Plan), ActKey.New()))
            : Pages.Refuse(why);

    private static async Task<IResult> Begin(
        string number, FormReader form, HttpContext context, EarlierFilings earlier, Filings filings, Drafts drafts, IMaterials materials, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (!(await earlier.Find(number, form.Raw("item"), actor, cancel)).Try(out var found, out var why)) return Pages.Refuse(why);
        if (await filings.WhyNot(found.Now, actor, cancel) is { } no) return Pages.Refuse(no);
        // What came over counts as sent once: what the guide in force makes wrong of it is shown at once.
        var pages = found.Now.Form.ToDictionary(step => step.Id, _ => new PageMark(1, "", true, clock.Now()));
        var content = new DraftContent { Answers = found.Plan.Answers, CopiedFrom = number, Pages = pages };
        var draft = await drafts.Begin(found.Now, actor, $"copy-{ActKey.Of(form)}", content, cancel);
        // Pressed again after the files had come over, or after it was handed in: nothing more is to be done.
        if (!draft.Submitted && draft.Number is null)
        {
            await materials.OpenBasket(draft.Id, draft.Subject, found.Now.Organisation, found.Now.Place, cancel);
            var moved = new Dictionary<string, string>();
            foreach (var file in found.Plan.Files)
            {
                if (!(await materials.Copy(file.Id, draft.Id, file.Material, cancel)).Try(out var copy, out var refused)) return Pages.Refuse(refused);
                if (FieldFiles.IsOne(file.Material)) moved[file.Id] = copy.Id;
            }

            if (moved.Count > 0 && !(await drafts.Change(draft.Id, actor, d => d.Content with { Answers = FieldFiles.Moved(d.Guide, d.Content.Answers, moved) }, cancel)).Try(out _, out var overtaken))
                return Pages.Refuse(overtaken);
        }

        return Results.LocalRedirect($"/drafts/{draft.Id}/copied");
    }

    private static async Task<IResult> Compare(string draft, HttpContext context, Drafts drafts, EarlierFilings earlier, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await drafts.Find(draft, actor, cancel) is not { Submitted: false, Content.CopiedFrom: { } from } found) return Pages.Refuse(Drafts.Unknown);
        if (!(await earlier.Find(from, found.Guide.Item, actor, cancel)).Try(out var before, out var why)) return Pages.Refuse(why);
        return Pages.Show<CopiedPage>(new CopiedModel(
            draft, found.Guide.Name, from,
            [.. CopyRules.Changed(found.Guide, before.Answers, found.Content.Answers).Select(c => new CopiedRowModel(c.Label, c.Before, c.Now))],
            Dropped(before.Plan), before.Plan.Added, Left(before.Plan)));
    }

    private static List<SummaryRowModel> Dropped(CopyPlan plan) => [.. plan.Dropped.Select(d => new SummaryRowModel(d.Label, $"{d.Value}（{d.Why}）"))];

    private static List<SummaryRowModel> Left(CopyPlan plan) => [.. plan.Left.Select(l => new SummaryRowModel($"《{l.Material}》", $"{l.Name}：{l.Why}"))];
}

/// <summary>An earlier filing of the applicant's own, and what of it goes into a new one.</summary>
internal sealed record EarlierFiling(Guide Now, IReadOnlyDictionary<string, string> Answers, CopyPlan Plan);

internal sealed class EarlierFilings(OwnCases own, ICases cases, IMaterials materials, ICatalogue catalogue, TimeProvider clock)
{
    private static readonly Refusal OtherQuestions = new("cases.copy-other-form", "这两个事项问的内容不一样，不能照着填。请从办事指南开始申请。", PlatformRules.Order);

    /// <param name="item">What the new application is for; null: the same item.</param>
    public async ValueTask<Outcome<EarlierFiling>> Find(string number, string? item, Actor actor, CancellationToken cancel)
    {
        // An agent sees his principal's filings as far as his authority goes.
        if (await own.Find(number, actor, cancel) is not { } open || !actor.May(Power.Apply, open.State.Item)) return OwnCases.Unknown;
        if (await catalogue.Current(item ?? open.State.Item, cancel) is not { } now) return StartApplication.NotOffered;
        if (!CopyRules.SameFields(open.Guide, now)) return OtherQuestions;
        var log = await cases.Log(open.Number, cancel);
        var answers = CopyRules.Renamed(open.Guide, now, FiledAnswers.Of(log));
        var files = new List<StoredFile>();
        foreach (var filed in new CasePaper(open, log, true).Files.DistinctBy(f => (f.Material, f.Hash)))
        {
            if (await materials.Find(filed.File, cancel) is { } stored) files.Add(stored with { Material = filed.Material });
        }

        return new EarlierFiling(now, answers, CopyRules.Of(open.Guide, now, answers, files, Faulty(log), clock.Now()));
    }

    /// <summary>What the one notice found wrong with files that had come: what came after it is not told apart, so all of that material is asked for anew.</summary>
    private static Dictionary<string, string> Faulty(IReadOnlyList<CaseEntry> log)
    {
        var faulty = new Dictionary<string, string>();
        foreach (var entry in log)
        {
            if (CaseEnvelope.Read(entry.Body).Event is not CorrectionRequested { Defects: var defects }) continue;
            foreach (var defect in defects.Where(d => d.Kind == DefectKind.Material && d.What != "missing")) faulty[defect.Id] = Defects.Words[defect.What];
        }

        return faulty;
    }
}
