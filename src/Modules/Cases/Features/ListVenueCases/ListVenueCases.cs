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

/// <summary>看下沉到镇街、村社区收的件: what the venue received for departments above it, newest first.</summary>
internal static class ListVenueCases
{
    public const string Path = "/work/venue";
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, Show).WithName(nameof(ListVenueCases)).AllowRoles(CaseReach.Readers);

    /// <summary>The same reach as for one case (<see cref="CaseReach.AtVenue"/>), in the query.</summary>
    public static IQueryable<VenueCaseRow> Within(IQueryable<VenueCaseRow> rows, Actor actor)
    {
        var (from, end) = (actor.Place.Number, actor.Place.End);
        return CaseReach.ByPlace(actor) ? rows.Within(v => v.Place, from, end) : rows.Where(v => v.Place == from);
    }

    /// <summary>The same, for what is listed by time.</summary>
    private static IQueryable<VenueCaseRow> WithinInTime(IQueryable<VenueCaseRow> rows, Actor actor) =>
        CaseReach.ByPlace(actor) ? rows.WithinInTime(v => v.Place, actor.Place.Number, actor.Place.End) : Within(rows, actor);

    private static async Task<IResult> Show(string? after, HttpContext context, CasesDb db, CaseDesk desk, ISubjects subjects, IDirectory directory, CancellationToken cancel)
    {
        var before = long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var micros) ? new Instant(micros) : Instant.At(new DateOnly(9000, 1, 1), TimeOnly.MinValue);
        var rows = await WithinInTime(db.Set<VenueCaseRow>().AsNoTracking(), context.RequireActor()).Where(v => v.ReceivedAt < before)
            .OrderByDescending(v => v.ReceivedAt).ThenBy(v => v.CaseId).Take(PageSize + 1).ToListAsync(cancel);
        var models = new List<VenueCaseModel>();
        foreach (var row in rows.Take(PageSize))
        {
            if (await desk.Open(CaseNumber.From(row.Region, row.CaseId), cancel) is not { } open) continue;
            var names = await subjects.MaskedNames([open.State.Subject], cancel);
            models.Add(new VenueCaseModel(
                open.Number.ToString(), open.Guide.Name, names.GetValueOrDefault(open.State.Subject, WorkRows.Erased), CaseReasons.KindOf(open.State.Status), open.State.Status.Words(),
                open.State.Venue!.Mode.Words(), directory.Organisation(row.Organisation)?.ShortName ?? row.Organisation,
                directory.Organisation(open.State.Organisation)?.ShortName ?? open.State.Organisation, row.ReceivedAt));
        }

        return Pages.Show<VenueCasesPage>(new VenueCaseListModel(
            models, rows.Count > PageSize ? string.Create(CultureInfo.InvariantCulture, $"{Path}?after={rows[PageSize - 1].ReceivedAt.Microseconds}") : null, after is null ? null : Path));
    }
}

/// <summary>The link in the workbench's menu, for who has such cases.</summary>
internal sealed class VenuePlace(IDbContextFactory<CasesDb> contexts) : IWorkPlaces
{
    public async ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel)
    {
        if (who.Actor() is not { } actor || !CaseReach.Readers.Contains(actor.Role)) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await ListVenueCases.Within(db.Set<VenueCaseRow>().AsNoTracking(), actor).AnyAsync(cancel) ? [new PlaceModel("下沉收的件", ListVenueCases.Path)] : [];
    }
}

public sealed record VenueCaseListModel(IReadOnlyList<VenueCaseModel> Rows, string? Next, string? First);

/// <param name="Mode">What the venue may do in it.</param>
/// <param name="Department">Who bears it.</param>
public sealed record VenueCaseModel(string Number, string Item, string Applicant, StatusKind Kind, string Status, string Mode, string Venue, string Department, Instant ReceivedAt);
