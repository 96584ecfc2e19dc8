using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Kernel;

namespace OneWindow.Storage;

/// <summary>The tables that belong to no module: the outbox, leases, small settings (keys, brand), and the stamp of the schema.</summary>
public sealed class PlatformDb(Database database) : ModuleDb(database, Name)
{
    internal const string Name = "platform";

    internal DbSet<LeaseRow> Leases => Set<LeaseRow>();

    public DbSet<SettingRow> Settings => Set<SettingRow>();

    public DbSet<BackupRunRow> BackupRuns => Set<BackupRunRow>();

    protected override void Map(ModelBuilder model)
    {
        model.Entity<LeaseRow>().ToTable("leases").HasKey(l => l.Name);
        model.Entity<SettingRow>().ToTable("settings").HasKey(s => s.Name);
        BackupRunRow.Map(model);
    }
}

/// <summary>Who does a job that only one node may do at a time, and until when.</summary>
internal sealed class LeaseRow
{
    public required string Name { get; init; }

    public required string Owner { get; set; }

    public Instant Until { get; set; }
}

/// <summary>A named value of the installation with its version, so that two who change it at once notice each other.</summary>
public sealed class SettingRow
{
    public required string Name { get; init; }

    [System.ComponentModel.DataAnnotations.ConcurrencyCheck]
    public int Version { get; set; }

    public required string Value { get; set; }

    public Instant ChangedAt { get; set; }

    public string? ChangedBy { get; set; }
}

[Microsoft.EntityFrameworkCore.Infrastructure.DbContext(typeof(PlatformDb))]
[Migration("20261122_Begin")]
internal sealed class PlatformBegins() : ModuleMigration(PlatformDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("outbox", t => new
        {
            Region = t.Column<long>(),
            Id = t.Column<long>(),
            Topic = t.Column<string>(),
            At = t.Column<long>(),
            Body = t.Column<string>(),
            Attempts = t.Column<int>(defaultValue: 0),
            NotBefore = t.Column<long>(defaultValue: 0L),
            Error = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_outbox", r => new { r.Region, r.Id }));
        migration.CreateTable("leases", t => new
        {
            Name = t.Column<string>(),
            Owner = t.Column<string>(),
            Until = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_leases", r => r.Name));
        migration.CreateTable("settings", t => new
        {
            Name = t.Column<string>(),
            Version = t.Column<int>(),
            Value = t.Column<string>(),
            ChangedAt = t.Column<long>(),
            ChangedBy = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_settings", r => r.Name));
    }
}
