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

/// <param name="Left">还剩 3 天, 今天到期, 已逾期 2 天.</param>
/// <param name="Consequence">What a lapse means here, in words.</param>
public sealed record OwedModel(
    string Number, string Item, string Material, string Applicant, bool Promised, DateOnly Due, StatusKind Kind, string Left, string Consequence, Citation Basis);

public sealed record OwedListModel(IReadOnlyList<OwedModel> Rows, string? Next, string? First);

/// <summary>容缺台账: what was let follow later and is not there yet, the next due first. Who sees a case sees what it owes.</summary>
internal static class ListTolerances
{
    public const string Path = "/work/tolerance";
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, Show).WithName(nameof(ListTolerances)).AllowRoles(CaseReach.Readers);

    private static async Task<IResult> Show(
        string? after, HttpContext context, IDbContextFactory<CasesDb> contexts, IDirectory directory, CaseDesk desk, ISubjects subjects, TimeProvider clock, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var owed = Owed(db, context.RequireActor(), directory);
        var today = clock.Now().Date;
        var skipped = int.TryParse(after, CultureInfo.InvariantCulture, out var n) && n is > 0 and < 100_000 ? n : 0;
        var rows = await owed.OrderBy(t => t.Due).ThenBy(t => t.Region).ThenBy(t => t.CaseId).ThenBy(t => t.Material).Skip(skipped).Take(PageSize + 1).ToListAsync(cancel);
        var names = await subjects.MaskedNames([.. rows.Select(r => r.Subject).Distinct()], cancel);
        var models = new List<OwedModel>();
        foreach (var row in rows.Take(PageSize))
        {
            if (await desk.Open(CaseNumber.From(row.Region, row.CaseId), cancel) is { } open) models.Add(Model(row, open, names.GetValueOrDefault(row.Subject, WorkRows.Erased), today));
        }

        return Pages.Show<OwedListPage>(new OwedListModel(
            models, rows.Count > PageSize ? $"{Path}?after={skipped + PageSize}" : null, skipped > 0 ? Path : null));
    }

    /// <summary>The same reach as the work lists, in the query.</summary>
    public static IQueryable<ToleranceRow> Owed(CasesDb db, Actor actor, IDirectory directory)
    {
        var rows = db.Tolerances.AsNoTracking().Where(t => t.Owed);
        if (!CaseReach.ByPlace(actor)) return rows.Where(t => t.Organisation == actor.Organisation);
        var (from, end, counties) = (actor.Place.Number, actor.Place.End, CaseReach.Counties(actor.Place, directory));
        return rows.Where(t => counties.Contains(t.Region)).Within(t => t.Place, from, end);
    }

    private static OwedModel Model(ToleranceRow row, OpenCase open, string applicant, DateOnly today)
    {
        var days = row.Due.DayNumber - today.DayNumber;
        var (kind, left) = days switch
        {
            < 0 => (StatusKind.Bad, $"已逾期 {-days} 天"),
            0 => (StatusKind.Soon, "今天到期"),
            <= 3 => (StatusKind.Soon, $"还剩 {days} 天"),
            _ => (StatusKind.Neutral, $"还剩 {days} 天"),
        };
        return new OwedModel(
            open.Number.ToString(), open.Guide.Name, open.Guide.Material(row.Material)?.Name ?? row.Material, applicant, row.Promised, row.Due, kind, left,
            Consequence(row.Effect), Citation.Parse(row.Basis));
    }

    private static string Consequence(string effect) => effect switch
    {
        "refusal-task" => "逾期转为不予批准的待办，理由已拟好，由人签发",
        "as-noticed" => "逾期按容缺告知书写明的办法处理，由人决定",
        _ => "本地没有规定后果，逾期由工作人员决定",
    };
}

/// <summary>The link in the workbench's menu.</summary>
internal sealed class TolerancePlace : IWorkPlaces
{
    public ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<PlaceModel>>(
        who.Actor() is { } actor && CaseReach.Readers.Contains(actor.Role) ? [new PlaceModel("容缺台账", ListTolerances.Path)] : []);
}
