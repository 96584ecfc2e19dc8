using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Couriers;

/// <summary>寄递: which parcels wait for a courier, which are on their way, which failed and why; of one's place or organisation.</summary>
internal static class ListParcels
{
    public const string Path = "/workbench/parcels";
    private const int PageSize = 100;

    public static readonly Role[] Readers = [Role.Clerk, Role.Reviewer, Role.ChiefRepresentative, Role.ManagementOfficer];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, Show).WithName(nameof(ListParcels)).AllowRoles(Readers);

    /// <summary>A window and the management office: their place; reviewers and chief representatives: the own organisation.</summary>
    public static IQueryable<ParcelRow> Within(IQueryable<ParcelRow> parcels, Actor actor)
    {
        if (actor.Role is Role.Reviewer or Role.ChiefRepresentative) return parcels.Where(p => p.Organisation == actor.Organisation);
        var (from, end) = (actor.Place.Number, actor.Place.End);
        return parcels.Within(p => p.Place, from, end);
    }

    /// <summary>The same, for what is listed by time.</summary>
    private static IQueryable<ParcelRow> WithinInTime(IQueryable<ParcelRow> parcels, Actor actor) =>
        actor.Role is Role.Reviewer or Role.ChiefRepresentative ? Within(parcels, actor) : parcels.WithinInTime(p => p.Place, actor.Place.Number, actor.Place.End);

    public static IQueryable<ParcelRow> Waiting(IQueryable<ParcelRow> parcels) => parcels.Where(p => p.State == ParcelState.Open || p.Trouble);

    private static IQueryable<ParcelRow> Under(IQueryable<ParcelRow> parcels) => parcels.Where(p => p.State == ParcelState.Asked || p.State == ParcelState.Taken || p.State == ParcelState.OnTheWay);

    private static async Task<IResult> Show(string? show, HttpContext context, CouriersDb db, CourierSettings settings, ISubjects subjects, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var (mine, listed) = (Within(db.Parcels.AsNoTracking(), actor), WithinInTime(db.Parcels.AsNoTracking(), actor));
        var tab = show is "under" or "all" ? show : "waiting";
        var counts = (Waiting: await ParcelFigures.Waiting(mine, cancel), Under: await ParcelFigures.Listed(Under(mine), cancel), All: await ParcelFigures.Listed(mine, cancel));
        var rows = await (tab switch { "under" => Under(listed), "all" => listed, _ => Waiting(listed) }).OrderByDescending(p => p.CreatedAt).Take(PageSize).ToListAsync(cancel);
        var names = await subjects.MaskedNames([.. rows.Select(p => p.Subject)], cancel);
        return Pages.Show<ParcelsPage>(new ParcelsPageModel(
            tab, counts.Waiting, counts.Under, counts.All,
            [
                .. rows.Select(p => new ParcelLineModel(
                    p.Id, p.ItemName, p.Case, names.GetValueOrDefault(p.Subject) ?? "（已依法删除）", p.Direction == ParcelDirection.Return ? "寄结果" : "取材料",
                    settings.Find(p.Courier)?.Name ?? p.Courier ?? "—", p.Waybill, p.State.Words(), p.State.Kind(), p.Trouble || p.Failures > 0 ? p.Reason : null, p.CreatedAt)),
            ]));
    }
}

/// <summary>The link in the workbench's menu, with the number of what waits; none where nothing is sent by courier.</summary>
internal sealed class ParcelPlaces(IDbContextFactory<CouriersDb> contexts) : IWorkPlaces
{
    public async ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel)
    {
        if (who.Actor() is not { } actor || !ListParcels.Readers.Contains(actor.Role)) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var mine = ListParcels.Within(db.Parcels.AsNoTracking(), actor);
        var places = new List<PlaceModel>();
        if (await mine.AnyAsync(cancel)) places.Add(new PlaceModel("寄递", ListParcels.Path, await ParcelFigures.Waiting(mine, cancel)) { Group = PlaceGroup.Dealings });
        if (actor.Role == Role.ManagementOfficer) places.Add(new PlaceModel("大厅送达方式", RegisterHallModes.Path) { Group = PlaceGroup.Settings });
        return places;
    }
}

/// <param name="Show">"waiting", "under" or "all".</param>
public sealed record ParcelsPageModel(string Show, Figure Waiting, Figure Under, Figure All, IReadOnlyList<ParcelLineModel> Lines);

public sealed record ParcelLineModel(
    string Id, string Item, string Case, string Applicant, string Direction, string Courier, string? Waybill, string Status, StatusKind Kind, string? Reason, Instant At);
