using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>人员和岗位: every staff account of the administrator's place, those whose post waits for agreement first.</summary>
internal static class ListPeople
{
    public const string Path = "/workbench/people";
    private const int PageSize = 50;

    public static readonly Role[] Readers = [.. AccountRules.Administrators];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, Show).WithName(nameof(ListPeople)).ExcludeFromDescription().AllowRoles(Readers);

    private static async Task<IResult> Show(HttpContext context, IdentityDb db, Lendings lendings, IDirectory directory, CancellationToken cancel, string? show = null, string? q = null, string? after = null)
    {
        var actor = context.RequireActor();
        var mine = lendings.Reach(db.Accounts.AsNoTracking(), actor);
        var asked = db.AskedPosts.AsNoTracking().Where(p => p.SettledAt == null);
        var listed = show switch
        {
            "waiting" => mine.Where(a => asked.Any(p => p.Account == a.Id)),
            "closed" => mine.Where(a => !a.Active && !asked.Any(p => p.Account == a.Id)),
            _ => mine.Where(a => a.Active),
        };
        var query = (q ?? "").Trim();
        if (query.Length > 0) listed = listed.Where(a => a.User.StartsWith(query) || a.Name!.Contains(query));
        if (after is { Length: > 0 }) listed = listed.Where(a => a.User.CompareTo(after) > 0);
        var rows = await listed.OrderBy(a => a.User).Take(PageSize + 1).ToListAsync(cancel);
        var tab = show is "waiting" or "closed" ? show : "open";
        var here = $"{Path}?show={tab}{(query.Length > 0 ? $"&q={Uri.EscapeDataString(query)}" : "")}";
        return Pages.Show<PeoplePage>(new PeoplePageModel(
            tab, query,
            [.. rows.Take(PageSize).Select(a => new PersonRowModel(
                $"{Path}/{a.Id}", a.Name ?? a.User, a.User, RoleWords.Of(a.Role), a.Organisation is { } id ? directory.Organisation(id)?.Name ?? "" : "", StateOf(a)))],
            rows.Count > PageSize ? $"{here}&after={Uri.EscapeDataString(rows[PageSize - 1].User)}" : null, after is null ? null : here, actor.Role == Role.SystemAdministrator));
    }

    /// <summary>In words, what keeps the account from opening; null: nothing.</summary>
    public static string? StateOf(AccountRow account) =>
        account.PasswordHash is null ? "演示账号"
        : !account.Active ? null
        : account.StartPasswordUntil is not null ? "还没有设置自己的密码"
        : account.LockedUntil is not null ? "曾因连续输错锁定" : null;
}

/// <summary>The link in the workbench's menu.</summary>
internal sealed class PeoplePlace : IWorkPlaces
{
    public ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<PlaceModel>>(
        who.Actor() is { } actor && ListPeople.Readers.Contains(actor.Role)
            ? [new PlaceModel("人员和岗位", ListPeople.Path) { Group = PlaceGroup.Settings }, new PlaceModel("安全日志", ReadSecurityLog.Path) { Group = PlaceGroup.Settings }]
            : []);
}

/// <param name="Show">"open", "waiting" or "closed".</param>
public sealed record PeoplePageModel(string Show, string Query, IReadOnlyList<PersonRowModel> Rows, string? Next, string? First, bool MayOpen);

public sealed record PersonRowModel(string Path, string Name, string User, string Role, string Organisation, string? State);
