using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>协办和核查: what one has to do for cases that others handle, the next due first.</summary>
internal static class ListReviewTasks
{
    public const string Path = "/work/tasks";
    public const string AfterOne = Path + "?done=opinion";
    private const int Most = 100;

    public static readonly Role[] Doers = [Role.UnitOfficer, Role.Reviewer, Role.ChiefRepresentative, Role.ManagementOfficer];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, Show).WithName(nameof(ListReviewTasks)).AllowRoles(Doers);

    private static async Task<IResult> Show(string? done, HttpContext context, IDbContextFactory<CasesDb> contexts, CaseDesk desk, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = await Of(db, actor).OrderBy(t => t.Due).ThenBy(t => t.Region).ThenBy(t => t.CaseId).Take(Most).ToListAsync(cancel);
        var lines = new List<ReviewTaskModel>(found.Count);
        foreach (var row in found)
        {
            if (await desk.Open(CaseNumber.From(row.Region, row.CaseId), cancel) is not { } open) continue;
            // The list follows its case a moment later: what is given already is not asked for again.
            if (KindOf(row) == ReviewTasks.Opinion && open.State.Work?.Opinion(row.Key[(ReviewTasks.Opinion.Length + 1)..]) is not { IsOpen: true }) continue;
            var late = row.Due.DayNumber - clock.Now().Date.DayNumber;
            lines.Add(new ReviewTaskModel(
                WordsOf(row), PathOf(row, open.Number), open.Guide.Name, WorkRows.GroupsOf(open.Number), Words.Of(row.Due), late < 0 ? Lamp.Red : late == 0 ? Lamp.Amber : Lamp.Green,
                late < 0 ? "已逾期" : late == 0 ? "今日到期" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"还剩 {late} 天")));
        }

        return Pages.Show<ReviewTasksPage>(new ReviewTasksModel(lines) { Done = done is { Length: > 0 } });
    }

    /// <summary>Whose a task is stands in its columns: a unit's, a person's, or the organisation's own.</summary>
    public static IQueryable<ReviewTaskRow> Of(CasesDb db, Actor actor)
    {
        var rows = db.Tasks.AsNoTracking();
        var (from, end) = (actor.Place.Number, actor.Place.End);
        return actor.Role switch
        {
            Role.UnitOfficer => rows.Where(t => t.Organisation == actor.Organisation && t.Unit == actor.Unit),
            Role.ManagementOfficer => rows.Within(t => t.Place, from, end).Where(t => t.Unit == null && t.Person == null),
            Role.ChiefRepresentative => rows.Where(t => t.Organisation == actor.Organisation && (t.Unit == null || t.Unit == ReviewTasks.AnyReviewer) && (t.Person == null || t.Person == actor.Id)),
            _ => rows.Where(t => t.Organisation == actor.Organisation && (t.Person == actor.Id || t.Unit == ReviewTasks.AnyReviewer)),
        };
    }

    private static string KindOf(ReviewTaskRow row) => row.Key[..row.Key.IndexOf('/', StringComparison.Ordinal)];

    private static string WordsOf(ReviewTaskRow row) => KindOf(row) switch
    {
        ReviewTasks.Opinion => "协办意见",
        ReviewTasks.Visit => "现场核查",
        ReviewTasks.Examination => "会审：核对材料",
        ReviewTasks.Dispute => "裁定意见不一致",
        _ => "决定回避",
    };

    private static string PathOf(ReviewTaskRow row, CaseNumber number) => KindOf(row) switch
    {
        ReviewTasks.Opinion => GiveOpinions.PathOf(number, row.Key[(ReviewTasks.Opinion.Length + 1)..]),
        ReviewTasks.Visit => InspectSite.PathOf(number),
        ReviewTasks.Examination => $"/work/cases/{number}#act-{nameof(ExaminePart)}",
        ReviewTasks.Dispute => $"/work/cases/{number}#act-{nameof(SettleConflict)}",
        _ => $"/work/cases/{number}#act-{nameof(DecideRecusal)}",
    };
}

/// <summary>The workbench's left side for who has tasks beside his cases.</summary>
internal sealed class ReviewTaskPlace(IDbContextFactory<CasesDb> contexts) : IWorkPlaces
{
    public async ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel)
    {
        if (who.Actor() is not { } actor || !ListReviewTasks.Doers.Contains(actor.Role)) return [];
        if (actor.Role == Role.UnitOfficer) return [new PlaceModel("协办和核查", ListReviewTasks.Path)];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await ListReviewTasks.Of(db, actor).AnyAsync(cancel) ? [new PlaceModel("协办和核查", ListReviewTasks.Path)] : [];
    }
}

public sealed record ReviewTasksModel(IReadOnlyList<ReviewTaskModel> Tasks)
{
    /// <summary>An opinion was just given.</summary>
    public bool Done { get; init; }
}

public sealed record ReviewTaskModel(string What, string Path, string Item, IReadOnlyList<string> Groups, string Due, Lamp Lamp, string Left);
