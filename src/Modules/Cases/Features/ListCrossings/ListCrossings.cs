using System.Globalization;
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

/// <param name="Show">Which list: open, papers, results, disputes.</param>
public sealed record CrossingsModel(string Show, IReadOnlyList<CrossingTabModel> Tabs, IReadOnlyList<CrossingModel> Rows, string? Next, string? First);

public sealed record CrossingTabModel(string Key, string Words, Figure? Count);

/// <param name="Side">代收, 办理, 牵头.</param>
/// <param name="Other">The other side, by name.</param>
/// <param name="ReachedAt">Null: still on the way.</param>
public sealed record CrossingModel(
    string Number, string Item, string Applicant, string Status, string Side, string Other, Instant ReceivedAt, Instant? ReachedAt, StatusKind Kind, string Standing, DateOnly? Due);

/// <summary>看跨域通办的件: what this place received for others and what others received for it; lists on the way, results not back, disputes.</summary>
internal static class ListCrossings
{
    public const string Path = "/work/crossings";
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, Show).WithName(nameof(ListCrossings)).AllowRoles(CaseReach.Readers);

    /// <summary>The same reach as for one case (<see cref="CaseReach.Receives"/>, <see cref="CaseReach.Leads"/>), in the query.</summary>
    public static IQueryable<CrossingRow> Within(IQueryable<CrossingRow> rows, Actor actor, IDirectory directory)
    {
        if (actor.Role == Role.ChiefRepresentative) return rows.Where(c => c.Organisation == actor.Organisation);
        if (!CaseReach.ByPlace(actor)) return rows.Where(c => c.Organisation == actor.Organisation && c.Side == CrossingSide.Handling);
        var (from, end, counties) = (actor.Place.Number, actor.Place.End, CaseReach.Counties(actor.Place, directory));
        var mine = rows.Where(c => counties.Contains(c.County)).Within(c => c.Place, from, end);
        return actor.Role == Role.ManagementOfficer ? mine.Where(c => c.Side != CrossingSide.Lead || c.Place == from) : mine.Where(c => c.Side != CrossingSide.Lead);
    }

    /// <summary>One list of those that there are, in its order; the test of plans looks at them.</summary>
    public static IQueryable<CrossingRow> Listed(IQueryable<CrossingRow> reached, string show, DateOnly today) => show switch
    {
        "papers" => reached.Where(c => c.PapersDue != null).OrderBy(c => c.PapersDue).ThenBy(c => c.Region).ThenBy(c => c.CaseId),
        "results" => reached.Where(c => c.ResultDue != null && c.ResultDue < today).OrderBy(c => c.ResultDue).ThenBy(c => c.Region).ThenBy(c => c.CaseId),
        "disputes" => reached.Where(c => c.DisputedAt != null).OrderByDescending(c => c.DisputedAt).ThenBy(c => c.Region).ThenBy(c => c.CaseId),
        _ => reached.Where(c => c.Due != null).OrderBy(c => c.Due).ThenBy(c => c.Region).ThenBy(c => c.CaseId),
    };

    private static async Task<IResult> Show(
        string? show, string? after, HttpContext context, CasesDb db, CaseDesk desk, ISubjects subjects, IDirectory directory, TimeProvider clock, CancellationToken cancel)
    {
        var today = clock.Now().Date;
        var list = show is "papers" or "results" or "disputes" ? show : "open";
        var reached = Within(db.Crossings.AsNoTracking(), context.RequireActor(), directory);
        var skipped = int.TryParse(after, CultureInfo.InvariantCulture, out var n) && n is > 0 and < 100_000 ? n : 0;
        var rows = await Listed(reached, list, today).Skip(skipped).Take(PageSize + 1).ToListAsync(cancel);
        var models = new List<CrossingModel>();
        foreach (var row in rows.Take(PageSize).DistinctBy(r => (r.Region, r.CaseId)))
        {
            if (await desk.Open(CaseNumber.From(row.Region, row.CaseId), cancel) is not { } open) continue;
            var names = await subjects.MaskedNames([open.State.Subject], cancel);
            models.Add(Model(row, open, names.GetValueOrDefault(open.State.Subject, WorkRows.Erased), list, directory, today));
        }

        CrossingTabModel[] tabs =
        [
            new("open", "在办", await CrossingFigures.Received(reached, cancel)), new("papers", "移交途中", await CrossingFigures.PapersLate(reached, today, cancel)),
            new("results", "结果逾期未返回", await CrossingFigures.ResultsLate(reached, today, cancel)), new("disputes", "争议", await CrossingFigures.Disputed(reached, cancel)),
        ];
        return Pages.Show<CrossingsPage>(new CrossingsModel(
            list, tabs, models, rows.Count > PageSize ? $"{Path}?show={list}&after={skipped + PageSize}" : null, skipped > 0 ? $"{Path}?show={list}" : null));
    }

    private static CrossingModel Model(CrossingRow row, OpenCase open, string applicant, string list, IDirectory directory, DateOnly today)
    {
        var (state, crossing) = (open.State, open.State.Crossing!);
        var receiver = directory.Organisation(crossing.Organisation)?.Name ?? crossing.Organisation;
        var handler = directory.Organisation(state.Organisation)?.Name ?? state.Organisation;
        var (side, other) = row.Side switch
        {
            CrossingSide.Receiving => ("代收", $"办理：{handler}"),
            CrossingSide.Handling => ("办理", $"代收：{receiver}"),
            _ => ("牵头", $"{directory.PlaceName(crossing.Place)}与{directory.PlaceName(state.Place)}"),
        };
        var (kind, standing, due) = list switch
        {
            "papers" => (row.PapersDue < today ? StatusKind.Bad : StatusKind.Active, row.PapersDue < today ? "到期没有签收" : "等待签收", row.PapersDue),
            "results" => (StatusKind.Bad, "结果没有返回", row.ResultDue),
            "disputes" => (row.RuledAt is null ? StatusKind.Soon : StatusKind.Done, row.RuledAt is null ? "等待裁定" : "已裁定", (DateOnly?)null),
            _ => (CaseReasons.KindOf(state.Status), state.Status.Words(), row.Due),
        };
        return new CrossingModel(
            open.Number.ToString(), open.Guide.Name, applicant, state.Status.Words(), side, other, crossing.ReceivedAt, crossing.ReachedAt, kind, standing, due);
    }
}

/// <summary>The link in the workbench's menu, for who has such cases: how many lists are late, results not back, disputes open.</summary>
internal sealed class CrossingPlace(IDbContextFactory<CasesDb> contexts, IDirectory directory, TimeProvider clock) : IWorkPlaces
{
    public async ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel)
    {
        if (who.Actor() is not { } actor || !CaseReach.Readers.Contains(actor.Role)) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var reached = ListCrossings.Within(db.Crossings.AsNoTracking(), actor, directory);
        if (!await reached.AnyAsync(cancel)) return [];
        var today = clock.Now().Date;
        var waiting = CrossingFigures.Waiting(
            await CrossingFigures.PapersLate(reached, today, cancel), await CrossingFigures.ResultsLate(reached, today, cancel), await CrossingFigures.Disputed(reached, cancel));
        return [new PlaceModel("跨域通办", ListCrossings.Path, waiting, waiting.Value > 0)];
    }
}
