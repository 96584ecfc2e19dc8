using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>A case that was decided, as far as it tells how long an item takes: measured once, from its log, by night.</summary>
internal sealed class DecidedCaseRow
{
    /// <summary>The case's number.</summary>
    public required string Number { get; init; }

    public required string Item { get; init; }

    public Instant DecidedAt { get; init; }

    /// <summary>What the office took, in minutes; null: not measured yet.</summary>
    public int? OfficeMinutes { get; set; }

    /// <summary>What the applicant took for corrections, in minutes; 0: nothing was asked.</summary>
    public int OwnMinutes { get; set; }

    public bool OnTime { get; set; }

    public bool Online { get; set; }

    /// <summary>"material|id|what" a line each; null: nothing was corrected.</summary>
    public string? Corrected { get; set; }
}

/// <summary>实际办得怎么样 of an item, as its guide's page shows it; made anew in the night after a case was decided.</summary>
internal sealed class ItemExperienceRow : DueRow
{
    /// <summary>JSON of <see cref="GuideFiguresModel"/>; null: too few cases.</summary>
    public string? Figures { get; set; }

    public Instant MadeAt { get; set; }
}

internal static class ExperienceTables
{
    public static void Map(ModelBuilder model)
    {
        var decided = model.Entity<DecidedCaseRow>().ToTable("decided_cases");
        decided.HasKey(d => d.Number);
        decided.HasIndex(d => new { d.Item, d.DecidedAt }).HasDatabaseName("ix_decided_cases_item");
        var experience = model.Entity<ItemExperienceRow>().ToTable("item_experience");
        experience.HasKey(e => e.Id);
        experience.HasIndex(e => e.DueAt).HasDatabaseName("ix_item_experience_due");
    }
}

[DbContext(typeof(CatalogueDb))]
[Migration("20261213_Experience")]
internal sealed class ExperienceBegin() : ModuleMigration(CatalogueDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("decided_cases", t => new
        {
            Number = t.Column<string>(),
            Item = t.Column<string>(),
            DecidedAt = t.Column<long>(),
            OfficeMinutes = t.Column<int>(nullable: true),
            OwnMinutes = t.Column<int>(),
            OnTime = t.Column<bool>(),
            Online = t.Column<bool>(),
            Corrected = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_decided_cases", r => r.Number));
        migration.CreateIndex("ix_decided_cases_item", "decided_cases", ["Item", "DecidedAt"]);
        migration.CreateTable("item_experience", t => new
        {
            Id = t.Column<string>(),
            DueAt = t.Column<long>(nullable: true),
            LeasedUntil = t.Column<long>(),
            Version = t.Column<int>(),
            Failures = t.Column<int>(),
            Trouble = t.Column<bool>(),
            Reason = t.Column<string>(nullable: true),
            Figures = t.Column<string>(nullable: true),
            MadeAt = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_item_experience", r => r.Id));
        migration.CreateIndex("ix_item_experience_due", "item_experience", "DueAt");
    }
}
