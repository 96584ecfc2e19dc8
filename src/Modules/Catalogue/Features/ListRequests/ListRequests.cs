using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>变更申请一览: what waits for my word first, then what my organisation asked for or decides. The office's queue is that of its own level.</summary>
internal static class ListRequests
{
    public const string Path = "/workbench/requests";
    private const int PageSize = 50;

    public static readonly Role[] Roles = [Role.ManagementOfficer, Role.DepartmentEditor, Role.ChiefRepresentative];

    private static readonly ChangeState[] Open = [ChangeState.Drafting, ChangeState.Reviewing, ChangeState.Returned, ChangeState.Reviewed];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Handle).WithName(nameof(ListRequests)).ExcludeFromDescription().AllowRoles(Roles);
        routes.MapPost(Path + "/{id}/read", Read).WithName("ReadGuideReport").ExcludeFromDescription().AllowRoles(Role.ManagementOfficer);
    }

    /// <summary>已阅: what was reported to the office of the place.</summary>
    private static async Task<IResult> Read(string id, HttpContext context, CatalogueDb db, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await db.GuideReports.SingleOrDefaultAsync(r => r.Request == id && r.Place == actor.Place.Number, cancel) is not { } report) return Pages.Refuse(ChangeRequests.NotYours);
        if (report.ReadAt is null) (report.ReadAt, report.ReadBy) = (clock.Now(), actor.Id);
        await db.SaveChangesAsync(cancel);
        return Results.LocalRedirect(Path);
    }

    private static async Task<IResult> Handle(HttpContext context, CatalogueDb db, ChangeRequests requests, TimeProvider clock, CancellationToken cancel, string? state = null, string? after = null)
    {
        var actor = context.RequireActor();
        var closed = state == "closed";
        var mine = actor.Role == Role.ManagementOfficer ? db.Requests.Where(r => r.Place == actor.Place.Number) : requests.Seen(actor);
        var rows = await Page(mine.Where(r => closed ? r.State == ChangeState.Published || r.State == ChangeState.Withdrawn : Open.Contains(r.State)), after, cancel);
        var today = clock.Now().Date;
        var owed = await mine.AsNoTracking().Where(r => r.State == ChangeState.Published && r.MendBy != null).OrderBy(r => r.MendBy).Take(PageSize).ToListAsync(cancel);
        var reports = actor.Role == Role.ManagementOfficer
            ? await db.GuideReports.AsNoTracking().Where(r => r.Place == actor.Place.Number && r.ReadAt == null).OrderBy(r => r.At).Take(PageSize).ToListAsync(cancel) : [];
        var lines = rows.Take(PageSize).Select(r => Line(r, actor, today)).ToList();
        return Pages.Show<ChangesPage>(new ChangesModel(
            actor.Role != Role.ChiefRepresentative, closed, [.. lines.Where(l => l.Waits)], [.. lines.Where(l => !l.Waits)], [.. owed.Select(r => Line(r, actor, today))],
            rows.Count > PageSize ? $"{Path}?{(closed ? "state=closed&" : "")}after={rows[PageSize - 1].ChangedAt.Microseconds}" : null)
        {
            Reports = [.. reports.Select(r => new GuideReportModel(r.Request, r.Title, r.At))],
        });
    }

    private static async Task<List<RequestRow>> Page(IQueryable<RequestRow> rows, string? after, CancellationToken cancel)
    {
        var before = long.TryParse(after, out var at) ? new Instant(at) : new Instant(long.MaxValue);
        return await rows.AsNoTracking().Where(r => r.ChangedAt < before).OrderByDescending(r => r.ChangedAt).ThenBy(r => r.Id).Take(PageSize + 1).ToListAsync(cancel);
    }

    private static ChangeLineModel Line(RequestRow row, Actor actor, DateOnly today)
    {
        var request = ChangeRequests.Read(row);
        var waits = request.State switch
        {
            ChangeState.Reviewing => ReviewParties.Of(actor, request) is { } party && request.Unheard.Contains(party) && actor.Id != request.FiledBy,
            ChangeState.Reviewed => actor.Role == Role.ManagementOfficer && actor.Place == request.Place,
            ChangeState.Drafting or ChangeState.Returned => actor.Role == Role.DepartmentEditor && actor.Organisation == request.Department,
            _ => false,
        };
        return new ChangeLineModel(
            row.Id, row.Title, RequestWords.Of(row.Kind), RequestWords.Of(request.Reason), RequestWords.Of(row.State), RequestWords.Look(row.State), request.EffectiveFrom,
            row.ChangedAt, waits, request.State == ChangeState.Reviewing ? string.Join('、', request.Unheard.Select(p => p.Name)) : null,
            row.MendBy is { } mend ? mend < today ? $"补正已经超期（{Words.ShortOf(mend)}）" : $"{Words.ShortOf(mend)}前补正" : null);
    }
}

/// <param name="Waits">For this reader.</param>
/// <param name="For">Whom it waits for, in words.</param>
/// <param name="Owed">紧急发布: what must be mended by when.</param>
public sealed record ChangeLineModel(
    string Id, string Title, string Kind, string Reason, string State, StatusKind Look, DateOnly From, Instant At, bool Waits, string? For, string? Owed);

public sealed record ChangesModel(
    bool MayFile, bool Closed, IReadOnlyList<ChangeLineModel> Waiting, IReadOnlyList<ChangeLineModel> Others, IReadOnlyList<ChangeLineModel> Owed, string? Next)
{
    /// <summary>报送 that nobody of the office has read.</summary>
    public IReadOnlyList<GuideReportModel> Reports { get; init; } = [];
}

public sealed record GuideReportModel(string Request, string Title, Instant At);

/// <summary>The link in the workbench's menu, with how many wait in the office's own queue.</summary>
internal sealed class RequestPlaces : IWorkPlaces
{
    public ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<PlaceModel>>(
        Enum.TryParse<Role>(who.FindFirstValue(ClaimTypes.Role), out var role) && ListRequests.Roles.Contains(role) ? [new PlaceModel("事项和指南变更", ListRequests.Path) { Group = PlaceGroup.Catalogue }] : []);
}
