using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>督办: somebody who supervises asks what holds a case up, and who handles it answers. Nothing of it moves a clock. Never deleted.</summary>
internal sealed class UrgingRow
{
    public required string Id { get; init; }

    public long Region { get; init; }

    public long CaseId { get; init; }

    /// <summary>Who had the case then, and owes the answer.</summary>
    public required string Organisation { get; init; }

    /// <summary>The handling place, for the windows and the office.</summary>
    public long Place { get; init; }

    /// <summary>Who had taken it up then; null: nobody.</summary>
    public string? Handler { get; init; }

    public required string ByAccount { get; init; }

    public required string ByOrganisation { get; init; }

    public Instant At { get; init; }

    /// <summary>What is asked, sealed under the applicant's key: it may name him.</summary>
    public required byte[] Words { get; init; }

    public string? AnsweredBy { get; set; }

    public Instant? AnsweredAt { get; set; }

    public byte[]? Answer { get; set; }
}

internal static class UrgingTables
{
    public static void Map(ModelBuilder model) => model.Entity<UrgingRow>(e =>
    {
        e.ToTable("urgings").HasKey(u => u.Id);
        e.HasIndex(u => new { u.Region, u.CaseId, u.At });
        e.HasIndex(u => new { u.Organisation, u.At });
        e.HasIndex(u => new { u.ByOrganisation, u.At });
        e.HasIndex(u => new { u.Place, u.At });
    });
}

[DbContext(typeof(CasesDb))]
[Migration("20261123_StaffUrgings")]
internal sealed class UrgingsBegin() : ModuleMigration(CasesDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("urgings", t => new
        {
            id = t.Column<string>(),
            region = t.Column<long>(),
            case_id = t.Column<long>(),
            organisation = t.Column<string>(),
            place = t.Column<long>(),
            handler = t.Column<string>(nullable: true),
            by_account = t.Column<string>(),
            by_organisation = t.Column<string>(),
            at = t.Column<long>(),
            words = t.Column<byte[]>(),
            answered_by = t.Column<string>(nullable: true),
            answered_at = t.Column<long>(nullable: true),
            answer = t.Column<byte[]>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_urgings", u => u.id));
        migration.CreateIndex("ix_urgings_case", "urgings", ["region", "case_id", "at"]);
        migration.CreateIndex("ix_urgings_organisation", "urgings", ["organisation", "at"]);
        migration.CreateIndex("ix_urgings_by", "urgings", ["by_organisation", "at"]);
        migration.CreateIndex("ix_urgings_place", "urgings", ["place", "at"]);
    }
}
