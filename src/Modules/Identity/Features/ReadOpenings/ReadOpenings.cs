using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>查看登记: for the audit administrator what deserves a look: exports with their number of persons, and values shown in full. Without saying whose they were.</summary>
internal static class ReadOpenings
{
    public const string Path = "/workbench/openings";
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, Show).WithName(nameof(ReadOpenings)).ExcludeFromDescription().AllowRoles(Role.AuditAdministrator);

    private static async Task<IResult> Show(HttpContext context, IdentityDb db, IDirectory directory, CancellationToken cancel, string? before = null)
    {
        var actor = context.RequireActor();
        var (from, end) = (actor.Place.Number, actor.Place.End);
        var until = long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? new Instant(at) : new Instant(long.MaxValue);
        var exports = await db.Set<ListLookRow>().AsNoTracking().Where(l => l.Export && l.FirstAt < until && (long)(object)l.Place >= from && (long)(object)l.Place < end)
            .OrderByDescending(l => l.FirstAt).Take(PageSize).Select(l => new Look(l.FirstAt, l.Account, l.Role, l.Office, l.Purpose, null, l.People)).ToListAsync(cancel);
        var full = await db.Set<OpeningRow>().AsNoTracking().Where(o => o.Depth == OpeningDepth.InFull && o.FirstAt < until && (long)(object)o.Place >= from && (long)(object)o.Place < end)
            .OrderByDescending(o => o.FirstAt).Take(PageSize).Select(o => new Look(o.FirstAt, o.Account, o.Role, o.Office, o.Purpose, o.Case, 0)).ToListAsync(cancel);
        var all = exports.Concat(full).OrderByDescending(l => l.At).ToList();
        var page = all.Take(PageSize).ToList();
        var accounts = page.Select(l => l.Account).Distinct().ToList();
        var names = await db.Accounts.AsNoTracking().Where(a => accounts.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, cancel);
        return Pages.Show<OpeningLogPage>(new OpeningLogModel(
            [.. page.Select(l => new LookModel(
                l.At, $"{(l.Office is { } id ? directory.Organisation(id)?.Name ?? id : "")} {RoleWords.Of(l.Role)} {names.GetValueOrDefault(l.Account)}".Trim(), l.Purpose, l.Case, l.People))],
            all.Count > PageSize ? $"{Path}?before={page[^1].At.Microseconds.ToString(CultureInfo.InvariantCulture)}" : null, before is null ? null : Path));
    }

    private sealed record Look(Instant At, string Account, Role Role, string? Office, string Purpose, string? Case, int People);
}

public sealed record OpeningLogModel(IReadOnlyList<LookModel> Rows, string? Next, string? First);

/// <param name="People">How many persons an export held; 0: a value shown in full.</param>
public sealed record LookModel(Instant At, string Who, string Purpose, string? Case, int People);
