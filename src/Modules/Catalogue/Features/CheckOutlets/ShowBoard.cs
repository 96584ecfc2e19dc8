using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>公示专栏 (青岛基层规范 2.2.3): a venue's items, their guides and its work rules, from the same guides as online; what is missing is flagged.</summary>
internal static class ShowBoard
{
    private const int Most = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/halls/{hall}/board", Show).WithName(nameof(ShowBoard)).AllowEveryone();
        routes.MapGet("/workbench/boards", List).WithName("ListBoards").ExcludeFromDescription().AllowRoles(Role.ManagementOfficer);
        routes.MapGet("/workbench/boards/{hall}", Open).WithName("OpenBoard").ExcludeFromDescription().AllowRoles(Role.ManagementOfficer);
        routes.MapPost("/workbench/boards/{hall}", Handle).WithName("ChangeBoard").ExcludeFromDescription().AllowRoles(Role.ManagementOfficer);
    }

    private static async Task<IResult> Show(string hall, CatalogueDb db, PublishedGuides guides, IDirectory directory, CancellationToken cancel) =>
        directory.Organisation(hall) is { Kind: OrganisationKind.Hall } venue ? Pages.Show<BoardPage>(await Model(venue, db, guides, directory, cancel)) : Pages.Refuse(Unknown);

    internal static async Task<BoardModel> Model(Organisation venue, CatalogueDb db, PublishedGuides guides, IDirectory directory, CancellationToken cancel)
    {
        var place = venue.Region.Number;
        var keys = await db.Items.AsNoTracking().Where(i => i.State == ItemState.InUse && i.Place == place).OrderBy(i => i.Key).Take(Most).Select(i => i.Key).ToListAsync(cancel);
        var lines = new List<BoardLineModel>();
        foreach (var key in keys)
        {
            if (await guides.Current(key, cancel) is { } guide) lines.Add(new BoardLineModel(key, guide.Name, directory.Organisation(guide.Organisation)?.Name ?? guide.Organisation, guide.PromisedLimit.ToString(), guide.Version, guide.Hash));
        }

        var rules = await db.BoardRules.AsNoTracking().SingleOrDefaultAsync(b => b.Venue == venue.Id, cancel);
        return new BoardModel(venue.Id, venue.Name, lines, rules?.Text, Missing(lines.Count > 0, rules?.Text));
    }

    /// <summary>What the board must say and does not.</summary>
    internal static IReadOnlyList<string> Missing(bool items, string? rules) =>
        [.. new[] { items ? null : "事项清单", items ? null : "办事指南", string.IsNullOrWhiteSpace(rules) ? "工作制度" : null }.OfType<string>()];

    private static async Task<IResult> List(HttpContext context, CatalogueDb db, IDirectory directory, CancellationToken cancel)
    {
        var place = context.RequireActor().Place;
        var halls = directory.OrganisationsUnder(place).Where(o => o.Kind == OrganisationKind.Hall).ToList();
        var (ids, places) = (halls.Select(h => h.Id).ToList(), halls.Select(h => h.Region.Number).ToList());
        var ruled = await db.BoardRules.AsNoTracking().Where(b => ids.Contains(b.Venue)).ToDictionaryAsync(b => b.Venue, b => b.Text, cancel);
        var filled = await db.Items.AsNoTracking().Where(i => i.State == ItemState.InUse && places.Contains(i.Place)).Select(i => i.Place).Distinct().ToListAsync(cancel);
        return Pages.Show<BoardsPage>(new BoardsPageModel([.. halls.Select(h => new BoardStandingModel(h.Id, h.Name, Missing(filled.Contains(h.Region.Number), ruled.GetValueOrDefault(h.Id))))]));
    }

    private static async Task<IResult> Open(string hall, HttpContext context, CatalogueDb db, IDirectory directory, CancellationToken cancel) => Mine(hall, context, directory) is { } venue
        ? Pages.Show<ChangeBoardPage>(new ChangeBoardModel(venue.Id, venue.Name, FormState.Of(("rules", (await db.BoardRules.FindAsync([hall], cancel))?.Text ?? ""))))
        : Pages.Refuse(Unknown);

    private static async Task<IResult> Handle(string hall, FormReader form, HttpContext context, CatalogueDb db, IDirectory directory, TimeProvider clock, CancellationToken cancel)
    {
        if (Mine(hall, context, directory) is not { } venue) return Pages.Refuse(Unknown);
        var text = form.LongText("rules", "工作制度", max: 4000, min: 10);
        if (!form.Ok) return Pages.Again<ChangeBoardPage>(new ChangeBoardModel(venue.Id, venue.Name, form.State));
        var row = await db.BoardRules.FindAsync([hall], cancel);
        if (row is null) db.Add(row = new BoardRulesRow { Venue = hall, Text = "", By = "" });
        (row.Text, row.By, row.At) = (text, context.RequireActor().Id, clock.Now());
        await db.SaveChangesAsync(cancel);
        return Results.LocalRedirect($"/halls/{hall}/board");
    }

    private static Organisation? Mine(string hall, HttpContext context, IDirectory directory) =>
        directory.Organisation(hall) is { Kind: OrganisationKind.Hall } venue && context.RequireActor().Place.Contains(venue.Region) ? venue : null;

    private static Refusal Unknown { get; } = new("catalogue.not-found", "没有这个大厅或者服务站。可以从“大厅与预约”进入。", Laws.Lists);
}

public sealed record BoardLineModel(string Item, string Name, string Department, string Limit, int Version, string Hash);

/// <param name="Missing">Sections that must be there and are not.</param>
public sealed record BoardModel(string Venue, string Name, IReadOnlyList<BoardLineModel> Lines, string? Rules, IReadOnlyList<string> Missing);

public sealed record BoardStandingModel(string Venue, string Name, IReadOnlyList<string> Missing);

public sealed record BoardsPageModel(IReadOnlyList<BoardStandingModel> Venues);

public sealed record ChangeBoardModel(string Venue, string Name, FormState Form);
