using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>听证公告: a hearing that everybody was told of. Nothing here says who applied.</summary>
internal sealed class HearingRow
{
    public long Region { get; init; }

    public long CaseId { get; init; }

    public required string Item { get; init; }

    public required string Name { get; init; }

    public required string Organisation { get; init; }

    public DateOnly On { get; set; }

    public TimeOnly From { get; set; }

    public required string Place { get; set; }

    /// <summary>The event that announced it last.</summary>
    public int Sequence { get; set; }
}

[DbContext(typeof(CasesDb))]
[Migration("20261128_Hearings")]
internal sealed class CasesAnnounceHearings() : ModuleMigration(CasesDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("hearings", t => new
        {
            region = t.Column<long>(),
            case_id = t.Column<long>(),
            item = t.Column<string>(),
            name = t.Column<string>(),
            organisation = t.Column<string>(),
            on = t.Column<DateOnly>(),
            from = t.Column<TimeOnly>(),
            place = t.Column<string>(),
            sequence = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_hearings", r => new { r.region, r.case_id }));
        migration.CreateIndex("ix_hearings_on", "hearings", ["on", "region", "case_id"]);
    }
}
