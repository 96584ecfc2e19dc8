using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Security;

/// <summary>测评登记 (河北方案 四（四）): when each system was tested for graded protection and for its cryptography, with what outcome, and when next.</summary>
internal static class RecordAssessments
{
    public const string Path = "/workbench/security/assessments";
    public const string NewPath = Path + "/new";
    public const string SystemField = "system";
    public const string KindField = "kind";
    public const string TestedField = "tested";
    public const string TesterField = "tester";
    public const string ReportField = "report";
    public const string OutcomeField = "outcome";
    private const int PageSize = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).WithName("ListAssessments").AllowRoles(SecurityDesk.Readers);
        routes.MapGet(NewPath, Ask).WithName("AskForAssessment").AllowRoles(Role.SecurityAdministrator);
        routes.MapPost(NewPath, Record).WithName(nameof(RecordAssessments)).AllowRoles(Role.SecurityAdministrator);
    }

    private static async Task<IResult> Show(HttpContext context, SecurityDb db, Obligations obligations, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var due = await obligations.Assessments(actor.Place, cancel);
        var mine = db.Mine(actor);
        var reports = await db.Assessments.AsNoTracking().Join(mine, t => t.Asset, a => a.Id, (t, a) => new { Test = t, a.Name })
            .OrderByDescending(r => r.Test.TestedOn).ThenBy(r => r.Test.Id).Take(PageSize).ToListAsync(cancel);
        return Pages.Show<AssessmentsPage>(new AssessmentsModel(
            [
                .. due.Select(o => new ObligationModel(
                    o.Asset.Name, $"{RegisterAssets.Path}/{o.Asset.Id}", AssetWords.Of(o.Kind), AssetWords.Of(o.Asset.Grade), o.Standing.LastOn, o.Standing.DueOn, WordsOf(o.Standing.At),
                    LookOf(o.Standing.At), o.Standing.Basis)),
            ],
            [.. reports.Select(r => new ReportModel(r.Name, AssetWords.Of(r.Test.Kind), r.Test.TestedOn, r.Test.Tester, r.Test.Report, r.Test.Outcome))],
            SecurityDesk.MayWrite(actor)));
    }

    private static async Task<IResult> Ask(HttpContext context, SecurityDb db, CancellationToken cancel) =>
        Pages.Show<AssessmentFormPage>(new AssessmentFormModel(FormState.Empty, await Systems(context.RequireActor(), db, cancel)));

    private static async Task<IResult> Record(FormReader form, HttpContext context, SecurityDb db, RaiseAlerts alerts, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var systems = await Systems(actor, db, cancel);
        var system = form.Choice(SystemField, "系统", systems);
        var kind = form.Choice(KindField, "测评种类", AssetWords.Assessments);
        var on = form.Date(TestedField, "测评日期", to: clock.Now().Date);
        var tester = form.Text(TesterField, "测评机构", max: 60, min: 2);
        var report = form.Text(ReportField, "报告编号", max: 60, min: 2);
        var outcome = form.Text(OutcomeField, "结论", max: 100);
        if (!form.Ok) return Pages.Again<AssessmentFormPage>(new AssessmentFormModel(form.State, systems));
        var test = new AssessmentRow
        {
            Id = Guid.CreateVersion7().ToString("N"), Asset = system, Kind = Enum.Parse<AssessmentKind>(kind), TestedOn = on!.Value, Tester = tester, Report = report, Outcome = outcome, At = clock.Now(),
        };
        db.Assessments.Add(test);
        await db.SaveWithLine(
            clock.Now(), LogKind.Register, actor.Id, system,
            $"登记“{systems.First(s => s.Value == system).Words}”{Words.Of(test.TestedOn)}的{AssetWords.Of(test.Kind)}：{outcome}（{tester}，{report}）", cancel);
        alerts.Wake();
        return Results.LocalRedirect(Path);
    }

    private static async Task<IReadOnlyList<ChoiceModel>> Systems(Actor actor, SecurityDb db, CancellationToken cancel) =>
        await db.Mine(actor).AsNoTracking().Where(a => a.Kind == AssetKind.System && a.RetiredOn == null).OrderBy(a => a.Name).Select(a => new ChoiceModel(a.Id, a.Name, null)).ToListAsync(cancel);

    private static string WordsOf(DueStanding at) => at switch
    {
        DueStanding.Missing => "还没有登记过",
        DueStanding.Soon => "快到期",
        DueStanding.Overdue => "已逾期",
        DueStanding.InTime => "按期",
        _ => "没有规定周期",
    };

    private static StatusKind LookOf(DueStanding at) => at switch
    {
        DueStanding.Missing or DueStanding.Overdue => StatusKind.Bad,
        DueStanding.Soon => StatusKind.Soon,
        DueStanding.InTime => StatusKind.Done,
        _ => StatusKind.Neutral,
    };
}

public sealed record AssessmentsModel(IReadOnlyList<ObligationModel> Due, IReadOnlyList<ReportModel> Reports, bool MayWrite);

public sealed record ObligationModel(string System, string Path, string Kind, string Grade, DateOnly? LastOn, DateOnly? DueOn, string Words, StatusKind Look, Citation? Basis);

public sealed record ReportModel(string System, string Kind, DateOnly On, string Tester, string Number, string Outcome);

public sealed record AssessmentFormModel(FormState Form, IReadOnlyList<ChoiceModel> Systems);
