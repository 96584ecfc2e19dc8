using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>容缺台账: one material that was let follow later. Main materials never stand here (青岛办法 第二十六条; 重庆办法 第十九条).</summary>
internal sealed class ToleranceRow
{
    public long Region { get; init; }

    public long CaseId { get; init; }

    public required string Material { get; init; }

    /// <summary>The handling region's number: a window's part is a half-open range of it.</summary>
    public long Place { get; init; }

    public required string Organisation { get; init; }

    public required string Item { get; init; }

    public int GuideVersion { get; init; }

    public required string Subject { get; init; }

    /// <summary>The applicant promised it in writing.</summary>
    public bool Promised { get; init; }

    public DateOnly Due { get; init; }

    /// <summary>What the place's text makes of a lapse: a word of the rulebooks; the article that says so.</summary>
    public required string Effect { get; init; }

    public required string Basis { get; init; }

    public DateOnly? SuppliedOn { get; set; }

    public bool Lapsed { get; set; }

    /// <summary>Not supplied, and the case not decided.</summary>
    public bool Owed { get; set; }
}

[DbContext(typeof(CasesDb))]
[Migration("20261124_Tolerances")]
internal sealed class CasesKeepTolerances() : ModuleMigration(CasesDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("tolerances", t => new
        {
            region = t.Column<long>(),
            case_id = t.Column<long>(),
            material = t.Column<string>(),
            place = t.Column<long>(),
            organisation = t.Column<string>(),
            item = t.Column<string>(),
            guide_version = t.Column<int>(),
            subject = t.Column<string>(),
            promised = t.Column<bool>(),
            due = t.Column<DateOnly>(),
            effect = t.Column<string>(),
            basis = t.Column<string>(),
            supplied_on = t.Column<DateOnly>(nullable: true),
            lapsed = t.Column<bool>(),
            owed = t.Column<bool>(),
        }, constraints: t => t.PrimaryKey("PK_tolerances", r => new { r.region, r.case_id, r.material }));
        migration.CreateIndex("ix_tolerances_due", "tolerances", ["due", "region", "case_id", "material"], filter: "owed");
    }
}
