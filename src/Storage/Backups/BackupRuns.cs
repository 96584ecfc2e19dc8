using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Kernel;

namespace OneWindow.Storage;

public enum BackupRunKind
{
    /// <summary>备份.</summary>
    Backup,

    /// <summary>恢复演练: a backup restored into an empty place and verified there.</summary>
    RestoreTest,
}

/// <summary>One backup, or one test of restoring, and how it ended.</summary>
public sealed class BackupRunRow
{
    public required string Id { get; init; }

    public required BackupRunKind Kind { get; init; }

    public required Instant At { get; init; }

    /// <summary>The archive's name, without its folder.</summary>
    public required string File { get; init; }

    public required bool Ok { get; init; }

    public long Rows { get; init; }

    public long Files { get; init; }

    /// <summary>What was found: of a test, what `verify` counted.</summary>
    public string? Note { get; init; }

    internal static void Map(ModelBuilder model) => model.Entity<BackupRunRow>(row =>
    {
        row.ToTable("backup_runs").HasKey(r => r.Id);
        row.HasIndex(r => new { r.Kind, r.At });
    });
}

/// <summary>How often: section `Backup` of the settings (HB-4.4-6).</summary>
public sealed class BackupSettings
{
    public const string Section = "Backup";

    /// <summary>A backup older than so many days is late.</summary>
    public int EveryDays { get; set; } = 1;

    /// <summary>Restoring is tried at least once in so many months.</summary>
    public int TestEveryMonths { get; set; } = 12;
}

/// <summary>How backups stand: the last good ones, and what is late.</summary>
public sealed record BackupStanding(BackupRunRow? LastBackup, BackupRunRow? LastTest, bool BackupLate, bool TestLate)
{
    public bool Late => BackupLate || TestLate;

    public static async Task<BackupStanding> Of(PlatformDb db, BackupSettings settings, Instant now, CancellationToken cancel)
    {
        var backup = await Last(db, BackupRunKind.Backup, cancel);
        var test = await Last(db, BackupRunKind.RestoreTest, cancel);
        return new BackupStanding(
            backup, test,
            backup is null || now > backup.At.Plus(TimeSpan.FromDays(settings.EveryDays)),
            test is null || now.Date > test.At.Date.AddMonths(settings.TestEveryMonths));
    }

    private static Task<BackupRunRow?> Last(PlatformDb db, BackupRunKind kind, CancellationToken cancel) =>
        db.BackupRuns.AsNoTracking().Where(r => r.Kind == kind && r.Ok).OrderByDescending(r => r.At).FirstOrDefaultAsync(cancel);
}

[DbContext(typeof(PlatformDb))]
[Migration("20261123_BackupRuns")]
internal sealed class BackupsAreRecorded() : ModuleMigration(PlatformDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("backup_runs", t => new
        {
            Id = t.Column<string>(),
            Kind = t.Column<string>(maxLength: 40),
            At = t.Column<long>(),
            File = t.Column<string>(),
            Ok = t.Column<bool>(),
            Rows = t.Column<long>(),
            Files = t.Column<long>(),
            Note = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_backup_runs", r => r.Id));
        migration.CreateIndex("IX_backup_runs_Kind_At", "backup_runs", ["Kind", "At"]);
    }
}
