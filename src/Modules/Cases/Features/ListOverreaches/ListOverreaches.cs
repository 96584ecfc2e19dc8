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

/// <summary>越出清单和指南的操作一览: for the management office of the place and the chief representative of the organisation.</summary>
internal static class ListOverreaches
{
    public const string Path = "/work/overreaches";
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, Show).WithName(nameof(ListOverreaches)).ExcludeFromDescription().AllowRoles(Role.ManagementOfficer, Role.ChiefRepresentative);

    private static async Task<IResult> Show(
        HttpContext context, IDbContextFactory<CasesDb> contexts, IDirectory directory, IStaff staff, CancellationToken cancel, long before = long.MaxValue)
    {
        var actor = context.RequireActor();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var (from, end, own, until) = (actor.Place.Number, actor.Place.End, actor.Organisation ?? "", new Instant(before));
        var mine = db.Set<OverreachRow>().AsNoTracking().Where(o => o.At < until);
        mine = actor.Role == Role.ManagementOfficer ? mine.Within(o => o.Place, from, end) : mine.Where(o => o.Organisation == own);
        var rows = await mine.OrderByDescending(o => o.At).Take(PageSize + 1).ToListAsync(cancel);
        return Pages.Show<OverreachesPage>(new OverreachesModel(
            [.. rows.Take(PageSize).Select(o => new OverreachModel(o.At, directory.Organisation(o.Organisation)?.Name ?? o.Organisation, staff.Find(o.Account)?.Name ?? o.Account, o.On, CaseNumber.TryParse(o.On, out _), o.Words))],
            rows.Count > PageSize ? $"{Path}?before={rows[PageSize - 1].At.Microseconds}" : null));
    }
}

/// <param name="On">The item as it was asked for, or the case's number.</param>
public sealed record OverreachModel(Instant At, string Organisation, string Who, string On, bool IsCase, string Words);

public sealed record OverreachesModel(IReadOnlyList<OverreachModel> Rows, string? Next);

/// <summary>The link in the workbench's menu.</summary>
internal sealed class OverreachPlace : IWorkPlaces
{
    public ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<PlaceModel>>(
        Enum.TryParse<Role>(who.FindFirstValue(ClaimTypes.Role), out var role) && role is Role.ManagementOfficer or Role.ChiefRepresentative
            ? [new PlaceModel("越出清单和指南的操作", ListOverreaches.Path) { Group = PlaceGroup.Catalogue }]
            : []);
}
