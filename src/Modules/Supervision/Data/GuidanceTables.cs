using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Supervision;

/// <summary>业务指导: what an upper office tells those below it. Never changed and never deleted once sent.</summary>
internal sealed class GuidanceRow
{
    public required string Id { get; init; }

    public required string Organisation { get; init; }

    public required string By { get; init; }

    public Instant At { get; init; }

    public required string Title { get; init; }

    public required string Words { get; init; }
}

/// <summary>To whom it went, and when it was taken note of there.</summary>
internal sealed class GuidanceCopyRow
{
    public required string Guidance { get; init; }

    public required string Organisation { get; init; }

    /// <summary>As the guidance: the inbox is ordered by it.</summary>
    public Instant At { get; init; }

    public string? ReadBy { get; set; }

    public Instant? ReadAt { get; set; }
}

internal static class GuidanceTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<GuidanceRow>(row =>
        {
            row.ToTable("guidance").HasKey(g => g.Id);
            row.HasIndex(g => new { g.Organisation, g.At });
        });
        model.Entity<GuidanceCopyRow>(row =>
        {
            row.ToTable("guidance_copies").HasKey(c => new { c.Guidance, c.Organisation });
            row.HasIndex(c => new { c.Organisation, c.At });
        });
    }
}

[DbContext(typeof(SupervisionDb))]
[Migration("20261123_StaffGuidance")]
internal sealed class GuidanceBegins() : ModuleMigration(SupervisionDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("guidance", t => new
        {
            Id = t.Column<string>(),
            Organisation = t.Column<string>(),
            By = t.Column<string>(),
            At = t.Column<long>(),
            Title = t.Column<string>(),
            Words = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_guidance", g => g.Id));
        migration.CreateIndex("IX_guidance_Organisation_At", "guidance", ["Organisation", "At"]);
        migration.CreateTable("guidance_copies", t => new
        {
            Guidance = t.Column<string>(),
            Organisation = t.Column<string>(),
            At = t.Column<long>(),
            ReadBy = t.Column<string>(nullable: true),
            ReadAt = t.Column<long>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_guidance_copies", c => new { c.Guidance, c.Organisation }));
        migration.CreateIndex("IX_guidance_copies_Organisation_At", "guidance_copies", ["Organisation", "At"]);
    }
}
