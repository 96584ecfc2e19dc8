using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>A unit that has or had a case which was passed on: by it both find the case again.</summary>
internal sealed class PassedRow
{
    public long Region { get; init; }

    public long CaseId { get; init; }

    public required string Organisation { get; init; }

    public long Place { get; init; }

    public Instant PassedAt { get; set; }

    /// <summary>It has the case now.</summary>
    public bool Current { get; set; }
}

internal static class PassedTables
{
    public static void Map(ModelBuilder model) => model.Entity<PassedRow>(e =>
    {
        e.ToTable("passed_cases").HasKey(p => new { p.Region, p.CaseId, p.Organisation });
        e.HasIndex(p => new { p.Organisation, p.PassedAt });
        e.HasIndex(p => new { p.Place, p.PassedAt });
    });
}

[DbContext(typeof(CasesDb))]
[Migration("20261127_PassedCases")]
internal sealed class PassedCasesBegin() : ModuleMigration(CasesDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("passed_cases", t => new
        {
            region = t.Column<long>(),
            case_id = t.Column<long>(),
            organisation = t.Column<string>(),
            place = t.Column<long>(),
            passed_at = t.Column<long>(),
            current = t.Column<bool>(),
        }, constraints: t => t.PrimaryKey("PK_passed_cases", p => new { p.region, p.case_id, p.organisation }));
        migration.CreateIndex("ix_passed_cases_organisation", "passed_cases", ["organisation", "passed_at"]);
        migration.CreateIndex("ix_passed_cases_place", "passed_cases", ["place", "passed_at"]);
    }
}
