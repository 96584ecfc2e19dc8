using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Security;

/// <summary>备份和恢复演练 (GB/T 22239-2019 8.1.4.9, 河北方案 四（四）): when each was last done and what came of it; the commands do them and write them down.</summary>
internal static class ShowBackups
{
    public const string Path = "/workbench/security/backups";
    private const int Most = 50;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, Show).WithName(nameof(ShowBackups)).AllowRoles(SecurityDesk.Readers);

    private static async Task<IResult> Show(PlatformDb db, BackupSettings settings, TimeProvider clock, CancellationToken cancel)
    {
        var runs = await db.BackupRuns.AsNoTracking().OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Take(Most).ToListAsync(cancel);
        return Pages.Show<BackupsPage>(new BackupsModel(
            await Late(db, settings, clock.Now(), cancel), settings.EveryDays, settings.TestEveryMonths,
            [.. runs.Select(r => new BackupLineModel(r.Kind == BackupRunKind.Backup ? "备份" : "恢复演练", r.At, r.File, r.Ok, r.Note ?? $"{r.Rows} 行数据，{r.Files} 个文件"))]));
    }

    /// <summary>What is late, in words; empty: nothing.</summary>
    public static async Task<IReadOnlyList<string>> Late(PlatformDb db, BackupSettings settings, Instant now, CancellationToken cancel)
    {
        var standing = await BackupStanding.Of(db, settings, now, cancel);
        var late = new List<string>();
        if (standing.BackupLate) late.Add(standing.LastBackup is { } last ? $"上次备份是{Words.Of(last.At)}，应当每 {settings.EveryDays} 天做一次" : "还没有做过备份");
        if (standing.TestLate) late.Add(standing.LastTest is { } test ? $"上次恢复演练是{Words.Of(test.At.Date)}，应当每 {settings.TestEveryMonths} 个月做一次" : "还没有做过恢复演练");
        return late;
    }
}

public sealed record BackupsModel(IReadOnlyList<string> Late, int EveryDays, int TestEveryMonths, IReadOnlyList<BackupLineModel> Runs);

public sealed record BackupLineModel(string Kind, Instant At, string File, bool Ok, string Note);
