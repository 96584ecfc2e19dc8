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

/// <summary>看转办的件: what came from another level and what went there; both sides see where it lies now.</summary>
internal static class ListPassedCases
{
    public const string Path = "/work/passed";
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, Show).WithName(nameof(ListPassedCases)).AllowRoles(CaseReach.Readers);

    public static IQueryable<PassedRow> Within(IQueryable<PassedRow> rows, Actor actor)
    {
        if (!CaseReach.ByPlace(actor)) return rows.Where(p => p.Organisation == actor.Organisation);
        var (from, end) = (actor.Place.Number, actor.Place.End);
        return rows.Within(p => p.Place, from, end);
    }

    /// <summary>The same, for what is listed by time.</summary>
    private static IQueryable<PassedRow> WithinInTime(IQueryable<PassedRow> rows, Actor actor) =>
        CaseReach.ByPlace(actor) ? rows.WithinInTime(p => p.Place, actor.Place.Number, actor.Place.End) : Within(rows, actor);

    private static async Task<IResult> Show(string? after, HttpContext context, CasesDb db, CaseDesk desk, ISubjects subjects, IDirectory directory, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var before = long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var micros) ? new Instant(micros) : Instant.At(new DateOnly(9000, 1, 1), TimeOnly.MinValue);
        var rows = await WithinInTime(db.Passed.AsNoTracking(), actor).Where(p => p.PassedAt < before).OrderByDescending(p => p.PassedAt).ThenBy(p => p.CaseId).Take(PageSize + 1).ToListAsync(cancel);
        var page = rows.Take(PageSize).ToList();
        var models = new List<PassedModel>();
        foreach (var row in page.DistinctBy(p => (p.Region, p.CaseId)))
        {
            if (await desk.Open(CaseNumber.From(row.Region, row.CaseId), cancel) is not { } open) continue;
            var names = await subjects.MaskedNames([open.State.Subject], cancel);
            var mine = page.Any(p => p.CaseId == row.CaseId && p.Region == row.Region && p.Current);
            models.Add(new PassedModel(
                open.Number.ToString(), open.Guide.Name, names.GetValueOrDefault(open.State.Subject, WorkRows.Erased), open.State.Status.Words(),
                directory.Organisation(open.State.Organisation)?.Name ?? open.State.Organisation, mine, row.PassedAt));
        }

        return Pages.Show<PassedCasesPage>(new PassedListModel(
            models, rows.Count > PageSize ? string.Create(CultureInfo.InvariantCulture, $"{Path}?after={page[^1].PassedAt.Microseconds}") : null, after is null ? null : Path));
    }
}

/// <summary>The link in the workbench's menu, for who has such cases.</summary>
internal sealed class PassedPlace(IDbContextFactory<CasesDb> contexts) : IWorkPlaces
{
    public async ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel)
    {
        if (who.Actor() is not { } actor || !CaseReach.Readers.Contains(actor.Role)) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await ListPassedCases.Within(db.Passed.AsNoTracking(), actor).AnyAsync(cancel) ? [new PlaceModel("转办的件", ListPassedCases.Path)] : [];
    }
}

public sealed record PassedListModel(IReadOnlyList<PassedModel> Rows, string? Next, string? First);

/// <param name="Unit">Where the case lies now.</param>
/// <param name="Here">With the reader's own unit, or in his place.</param>
public sealed record PassedModel(string Number, string Item, string Applicant, string Status, string Unit, bool Here, Instant PassedAt);
