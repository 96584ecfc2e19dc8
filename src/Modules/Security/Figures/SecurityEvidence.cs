using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Security;

/// <summary>What this module can say of its own state to an auditor; counted here, read anew each time.</summary>
internal sealed class SecurityEvidence(
    IDbContextFactory<SecurityDb> contexts, IDbContextFactory<PlatformDb> platforms, Database database, SyslogSettings syslog, BackupSettings backups, ISecurityLog security, ILedger ledger,
    Obligations obligations, TimeProvider clock) : IEvidence
{
    public async ValueTask<IReadOnlyList<SettingFact>> Facts(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var stands = await database.OnlyGrows(SecurityDb.Name, "log", cancel);
        var lines = await db.Log.CountAsync(cancel);
        var seal = await ledger.LastSeal(SealLogs.SecurityLogName, cancel);
        var last = await security.Last(cancel);
        var assets = await db.Assets.CountAsync(a => a.RetiredOn == null, cancel);
        var ungraded = await db.Assets.CountAsync(a => a.RetiredOn == null && a.Grade == AssetGrade.Ungraded, cancel);
        var alerts = await db.Alerts.CountAsync(a => a.EndedAt == null, cancel);
        var due = await obligations.Assessments(RegionCode.Nation, cancel);
        return
        [
            new("log.management", $"安全管理日志 {lines} 行，数据库{(stands ? "拒绝" : "没有拒绝")}改动和删除", stands),
            new("log.seal", last is null ? "安全日志还没有内容" : seal is { } at ? $"安全日志共 {last.Number} 行，封存进总账的到第 {at.Number} 行" : $"安全日志共 {last.Number} 行，还没有封存进总账", last is null || seal is not null),
            await Export(db, last?.Number ?? 0, cancel),
            new("registers.assets", $"在册资产 {assets} 项，其中 {ungraded} 项还没有定级", assets > 0 && ungraded == 0),
            await Backups(cancel),
            new("registers.alerts", $"没有解除的提醒 {alerts} 条", alerts == 0),
            Assessments(due, AssessmentKind.GradedProtection),
            Assessments(due, AssessmentKind.Cryptography),
        ];
    }

    private async Task<SettingFact> Backups(CancellationToken cancel)
    {
        await using var db = await platforms.CreateDbContextAsync(cancel);
        var late = await ShowBackups.Late(db, backups, clock.Now(), cancel);
        return new("backup.standing", late.Count > 0 ? string.Join('；', late) : $"备份每 {backups.EveryDays} 天、恢复演练每 {backups.TestEveryMonths} 个月，都按时做了", late.Count == 0);
    }

    private async Task<SettingFact> Export(SecurityDb db, long last, CancellationToken cancel)
    {
        var receiver = syslog.Find(out var wrong);
        if (receiver is null) return new("syslog", wrong ?? "没有设置日志接收方", false);
        var cursor = (await ForwardLogs.Cursors(db, cancel)).GetValueOrDefault(SealLogs.SecurityLogName);
        var standing = cursor?.Reason is { } reason ? $"，{reason}" : "";
        return new("syslog", $"日志送往 {receiver}，安全日志已送到第 {cursor?.Number ?? 0} 行，共 {last} 行{standing}", cursor is { Reason: null });
    }

    private static SettingFact Assessments(IReadOnlyList<Obligation> due, AssessmentKind kind)
    {
        var asked = due.Where(o => o.Kind == kind && o.Standing.At != DueStanding.NotAsked).ToList();
        var late = asked.Where(o => o.Standing.At is DueStanding.Missing or DueStanding.Overdue).ToList();
        var words = asked.Count == 0
            ? $"没有登记要做{AssetWords.Of(kind)}的系统"
            : $"{string.Join('；', asked.Select(o => $"{o.Asset.Name}：{(o.Standing.LastOn is { } on ? $"上次 {Words.ShortOf(on)}" : "没有登记过")}"))}";
        return new($"assessments.{kind.ToString().ToLowerInvariant()}", words, asked.Count > 0 && late.Count == 0);
    }
}
