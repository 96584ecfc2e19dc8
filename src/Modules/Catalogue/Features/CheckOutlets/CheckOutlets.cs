using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>指南同源核对: whether every outlet shows the same version of every guide, word for word; which outlets the place demands and none serves.</summary>
internal static class CheckOutlets
{
    public const string Path = "/workbench/outlets";
    private const int AtOnce = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var outlets = routes.MapGroup(Path).ExcludeFromDescription().AllowRoles(Role.ManagementOfficer);
        outlets.MapGet("", Open).WithName("OpenOutlets");
        outlets.MapPost("", Handle).WithName(nameof(CheckOutlets));
    }

    private static async Task<IResult> Open(HttpContext context, CatalogueDb db, PublishedGuides guides, IRulebooks rulebooks, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var (from, end) = (actor.Place.Number, actor.Place.End);
        var mine = db.OutletChecks.AsNoTracking().Where(c => c.Place >= from && c.Place < end);
        var rows = await mine.OrderBy(c => c.Item).Take(AtOnce * OutletChecks.All.Count).ToListAsync(cancel);
        var names = await db.Items.AsNoTracking().Where(i => i.State == ItemState.InUse && i.Place >= from && i.Place < end).OrderBy(i => i.Key).Take(AtOnce)
            .Select(i => new { i.Key, i.Name }).ToListAsync(cancel);
        var checks = rows.ToLookup(r => r.Item);
        var lines = new List<OutletLineModel>();
        foreach (var item in names)
        {
            var guide = await guides.Current(item.Key, cancel);
            lines.Add(new OutletLineModel(item.Key, item.Name, guide?.Version ?? 0, [.. OutletChecks.All.Select(o => checks[item.Key].FirstOrDefault(c => c.Outlet == o) is { } row
                ? new OutletCellModel(OutletDrift.Words(o), row.Guide, row.Hash[..8], row.Count, row.Guide != guide?.Version, row.At,
                    [.. JsonSerializer.Deserialize<List<Drift>>(row.Drifts, Json.Options)!.Take(5).Select(d => $"{ElementNames.Of(d.Path)}：应为“{d.Expected}”，{(d.Shown is null ? "没有显示" : $"显示为“{d.Shown}”")}")])
                : new OutletCellModel(OutletDrift.Words(o), 0, "", 0, false, null, []))]));
        }

        var demanded = rulebooks.For(actor.Place, ItemType.PublicService, clock.Now().Date).Find("guide.outlets");
        return Pages.Show<OutletsPage>(new OutletsPageModel(
            [.. OutletChecks.All.Select(OutletDrift.Words)], [.. lines.OrderByDescending(l => l.Cells.Any(c => c.Drifts > 0))], rows.Count == 0 ? null : rows.Max(r => r.At), demanded?.Basis,
            [.. (demanded?.Entries ?? []).Select(e => new DemandedOutletModel(e, string.Join('、', OutletDrift.ServedBy(e).Select(OutletDrift.Words))))]));
    }

    private static async Task<IResult> Handle(HttpContext context, CatalogueDb db, OutletChecks checks, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var (from, end) = (actor.Place.Number, actor.Place.End);
        var items = await db.Items.AsNoTracking().Where(i => i.State == ItemState.InUse && i.Place >= from && i.Place < end).OrderBy(i => i.Key).Take(AtOnce).Select(i => i.Key).ToListAsync(cancel);
        await checks.Run(items, cancel);
        return Results.LocalRedirect(Path);
    }
}

/// <param name="Guide">The version it showed; 0: not checked yet.</param>
/// <param name="Stale">Another version has come into force since.</param>
public sealed record OutletCellModel(string Outlet, int Guide, string Hash, int Drifts, bool Stale, Instant? At, IReadOnlyList<string> Words);

public sealed record OutletLineModel(string Item, string Name, int Version, IReadOnlyList<OutletCellModel> Cells);

/// <param name="Served">By which of ours; empty: by none.</param>
public sealed record DemandedOutletModel(string Name, string Served);

public sealed record OutletsPageModel(IReadOnlyList<string> Outlets, IReadOnlyList<OutletLineModel> Lines, Instant? CheckedAt, Citation? Basis, IReadOnlyList<DemandedOutletModel> Demanded);
