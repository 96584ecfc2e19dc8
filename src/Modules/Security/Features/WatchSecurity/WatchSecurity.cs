using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Security;

/// <summary>安全总览 (河北方案 四（四）): what stands open, whether the logs go out, and what was done last, for the three administrators.</summary>
internal static class WatchSecurity
{
    public const string Path = "/workbench/security";
    public const string LogPath = "/workbench/security/log";
    private const int PageSize = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).WithName(nameof(WatchSecurity)).AllowRoles(SecurityDesk.Readers);
        routes.MapGet(LogPath, ReadLog).WithName("ReadSecurityManagementLog").AllowRoles(SecurityDesk.Readers);
    }

    private static async Task<IResult> Show(
        HttpContext context, SecurityDb db, PlatformDb platform, BackupSettings backups, SyslogSettings syslog, ISecurityLog security, TimeProvider clock, CancellationToken cancel)
    {
        var place = context.RequireActor().Place;
        var (from, end) = (place.Number, place.End);
        var alerts = await db.Alerts.AsNoTracking().Where(a => a.Place >= from && a.Place < end && a.EndedAt == null)
            .OrderByDescending(a => a.Overdue).ThenBy(a => a.DueOn).ThenBy(a => a.Id).Take(PageSize).ToListAsync(cancel);
        return Pages.Show<WatchSecurityPage>(new WatchSecurityPageModel(
            [
                .. (await ShowBackups.Late(platform, backups, clock.Now(), cancel)).Select(late => new AlertModel(late, true, null, ShowBackups.Path)),
                .. alerts.Select(a => new AlertModel(a.Words, a.Overdue, a.RaisedAt, $"{RegisterAssets.Path}/{a.Asset}")),
            ],
            await Exports(db, syslog, security, cancel)));
    }

    private static async Task<IReadOnlyList<ExportModel>> Exports(SecurityDb db, SyslogSettings syslog, ISecurityLog security, CancellationToken cancel)
    {
        var receiver = syslog.Find(out var wrong);
        if (receiver is null && wrong is null) return [];
        var cursors = await ForwardLogs.Cursors(db, cancel);
        var own = await db.Log.MaxAsync(l => (long?)l.Number, cancel) ?? 0;
        var theirs = (await security.Last(cancel))?.Number ?? 0;
        return
        [
            .. new (string Name, string Words, long Last)[] { (SealLogs.SecurityLogName, "安全日志", theirs), (SecurityManagementLog.Name, "安全管理日志", own) }.Select(log =>
            {
                var cursor = cursors.GetValueOrDefault(log.Name);
                return new ExportModel(log.Words, receiver?.ToString() ?? "", cursor?.Number ?? 0, log.Last, wrong ?? cursor?.Reason, cursor?.At);
            }),
        ];
    }

    private static async Task<IResult> ReadLog(SecurityDb db, ISecurityLog security, CancellationToken cancel, long before = long.MaxValue)
    {
        var rows = await db.Log.AsNoTracking().Where(l => l.Number < before).OrderByDescending(l => l.Number).Take(PageSize + 1).ToListAsync(cancel);
        var page = rows.Take(PageSize).ToList();
        var names = await security.Names([.. page.Select(l => l.By).OfType<string>().Distinct()], cancel);
        return Pages.Show<SecurityManagementLogPage>(new SecurityManagementLogModel(
            [.. page.Select(l => new ManagementLineModel(l.Number, l.At, KindOf(l.Kind), l.What, l.By is null ? "平台" : names.GetValueOrDefault(l.By, "（申请人）")))],
            rows.Count > PageSize ? string.Create(CultureInfo.InvariantCulture, $"{LogPath}?before={page[^1].Number}") : null, before == long.MaxValue ? null : LogPath));
    }

    private static string KindOf(LogKind kind) => kind switch
    {
        LogKind.Register => "登记",
        LogKind.Handling => "处置",
        LogKind.Alert => "提醒",
        _ => "被拒绝的操作",
    };
}

public sealed record WatchSecurityPageModel(IReadOnlyList<AlertModel> Alerts, IReadOnlyList<ExportModel> Exports);

/// <param name="At">Null: it stands since it became late.</param>
public sealed record AlertModel(string Words, bool Overdue, Instant? At, string Path);

/// <param name="Wrong">Why it does not go; null: it goes.</param>
/// <param name="At">Of the last success, or since when it fails.</param>
public sealed record ExportModel(string Log, string Receiver, long Sent, long Last, string? Wrong, Instant? At);

public sealed record SecurityManagementLogModel(IReadOnlyList<ManagementLineModel> Lines, string? Next, string? First);

public sealed record ManagementLineModel(long Number, Instant At, string Kind, string What, string By);
