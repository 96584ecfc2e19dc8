using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>应急授权: asked by one, granted by another, over after some hours, looked into by a third.</summary>
internal sealed class EmergencyRow
{
    public required string Id { get; init; }

    /// <summary>Who asks, and reads under it.</summary>
    public required string By { get; init; }

    /// <summary>The area that may be read; of a single case, the county of its number.</summary>
    public required RegionCode Place { get; init; }

    /// <summary>The only case that may be read; null: every case of the area.</summary>
    public string? Case { get; init; }

    public required string Reason { get; init; }

    public required int Hours { get; init; }

    public required Instant AskedAt { get; init; }

    public string? SettledBy { get; set; }

    public Instant? SettledAt { get; set; }

    /// <summary>Granted: until when. Null: it waits, or was refused.</summary>
    public Instant? Until { get; set; }

    /// <summary>Ended before its hour.</summary>
    public Instant? EndedAt { get; set; }

    /// <summary>Granted: the last day for the review.</summary>
    public DateOnly? ReviewDue { get; set; }

    public string? ReviewedBy { get; set; }

    public Instant? ReviewedAt { get; set; }

    public bool? Proper { get; set; }

    public string? Findings { get; set; }

    [ConcurrencyCheck]
    public int Version { get; set; }

    public static void Map(ModelBuilder model) => model.Entity<EmergencyRow>(row =>
    {
        row.ToTable("emergencies").HasKey(e => e.Id);
        row.HasIndex(e => new { e.By, e.AskedAt });
        row.HasIndex(e => new { e.Place, e.AskedAt });
    });
}

[DbContext(typeof(IdentityDb))]
[Migration("20261229_Emergencies")]
internal sealed class EmergenciesBegin() : ModuleMigration("identity")
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("emergencies", columns: t => new
        {
            Id = t.Column<string>(),
            By = t.Column<string>(),
            Place = t.Column<long>(),
            Case = t.Column<string>(nullable: true),
            Reason = t.Column<string>(),
            Hours = t.Column<int>(),
            AskedAt = t.Column<long>(),
            SettledBy = t.Column<string>(nullable: true),
            SettledAt = t.Column<long>(nullable: true),
            Until = t.Column<long>(nullable: true),
            EndedAt = t.Column<long>(nullable: true),
            ReviewDue = t.Column<DateOnly>(nullable: true),
            ReviewedBy = t.Column<string>(nullable: true),
            ReviewedAt = t.Column<long>(nullable: true),
            Proper = t.Column<bool>(nullable: true),
            Findings = t.Column<string>(nullable: true),
            Version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_emergencies", e => e.Id));
        migration.CreateIndex("IX_emergencies_By_AskedAt", "emergencies", ["By", "AskedAt"]);
        migration.CreateIndex("IX_emergencies_Place_AskedAt", "emergencies", ["Place", "AskedAt"]);
    }
}
