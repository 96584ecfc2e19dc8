using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>草稿一览: the drafts that the actor may write, and the items of his department that he may begin to change.</summary>
internal static class DraftLists
{
    private const int Most = 50;
    private const int MostUnwritten = 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup(EditGuide.Path).ExcludeFromDescription().AllowRoles(Role.ManagementOfficer, Role.DepartmentEditor);
        all.MapGet("", Open).WithName("ListDrafts");
        all.MapGet("/{change}", OpenChange).WithName("ListDraftsOfChange");
    }

    private static async Task<IResult> Open(HttpContext context, CatalogueDb db, GuideDrafts drafts, BasicLists lists, IDirectory directory, CancellationToken cancel, string? q = null)
    {
        var actor = context.RequireActor();
        var (from, end, own) = (actor.Place.Number, actor.Place.End, actor.Organisation ?? "");
        var words = (q ?? "").Trim();
        words = words[..Math.Min(words.Length, 60)];
        var office = actor.Role == Role.ManagementOfficer;
        var mine = drafts.BeingWritten();
        mine = office ? mine.Where(d => d.Place >= from && d.Place < end) : mine.Where(d => d.Organisation == own);
        var rows = await mine.OrderByDescending(d => d.ChangedAt).Take(Most)
            .Select(d => new { d.Change, d.Item, d.Name, d.Organisation, d.ChangedAt }).ToListAsync(cancel);
        var items = db.Items.AsNoTracking().Where(i => i.State == ItemState.InUse);
        items = office ? items.Where(i => i.Place >= from && i.Place < end) : items.Where(i => i.Organisation == own);
        if (words.Length > 0) items = items.Where(i => i.Name.Contains(words));
        var found = await items.OrderBy(i => i.Key).Take(Most).Select(i => new { i.Key, i.Name, i.Organisation }).ToListAsync(cancel);
        string NameOf(string organisation) => directory.Organisation(organisation)?.Name ?? organisation;
        var unwritten = await lists.WithoutItem(actor.Place, office ? null : own).OrderBy(c => c.Code).Take(MostUnwritten).ToListAsync(cancel);
        return Pages.Show<DraftListPage>(new DraftListPageModel(
            [.. rows.Select(r => new DraftListLineModel(EditDesk.PathOf(r.Change, r.Item), r.Name.Length == 0 ? "还没有名称" : r.Name, r.Change, NameOf(r.Organisation), r.ChangedAt))],
            words, [.. found.Select(i => new DraftFoundModel(i.Key, i.Name, NameOf(i.Organisation)))])
        {
            Unwritten = [.. unwritten.Select(c => new DraftUnwrittenModel(c.Code, c.Name))],
        });
    }

    /// <summary>One draft is opened at once; of several the list.</summary>
    private static async Task<IResult> OpenChange(string change, HttpContext context, GuideDrafts drafts, IDirectory directory, CancellationToken cancel, string? item = null)
    {
        var actor = context.RequireActor();
        var standing = await drafts.Standing(change, cancel);
        var seen = (await drafts.Of(change, cancel)).Where(d => GuideDrafts.MaySee(d, standing, actor)).ToList();
        if (seen.Count == 0) return Pages.Refuse(GuideDrafts.NotYours);
        if (seen.Count == 1 || seen.Exists(d => d.Item == item)) return Results.LocalRedirect(EditDesk.PathOf(change, seen.Count == 1 ? seen[0].Item : item!));
        return Pages.Show<DraftsOfChangePage>(new DraftsOfChangeModel(change, [.. seen.Select(d => new DraftListLineModel(
            EditDesk.PathOf(d.Change, d.Item), d.Name, d.Change, directory.Organisation(d.Organisation)?.Name ?? d.Organisation, d.ChangedAt))]));
    }
}

/// <summary>The link in the workbench's menu.</summary>
internal sealed class DraftPlaces : IWorkPlaces
{
    public ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<PlaceModel>>(
        Enum.TryParse<Role>(who.FindFirstValue(ClaimTypes.Role), out var role) && role is Role.ManagementOfficer or Role.DepartmentEditor
            ? [new PlaceModel("编写办事指南", EditGuide.Path) { Group = PlaceGroup.Catalogue }]
            : []);
}
