using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>登记的请假; ended by hand it counts no more.</summary>
internal sealed class AbsenceRow
{
    public required string Id { get; init; }

    public required string Account { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly Until { get; init; }

    public string? StandIn { get; init; }

    public required Instant AskedAt { get; init; }

    public Instant? EndedAt { get; set; }

    public Absence Absence => new(Account, From, Until, StandIn);

    public static void Map(ModelBuilder model) => model.Entity<AbsenceRow>(row =>
    {
        row.ToTable("absences").HasKey(a => a.Id);
        row.Ignore(a => a.Absence);
        row.HasIndex(a => new { a.Account, a.Until });
        row.HasIndex(a => a.Until);
        row.HasIndex(a => new { a.StandIn, a.Until });
    });
}

[DbContext(typeof(IdentityDb))]
[Migration("20261228_Absences")]
internal sealed class AbsencesBegin() : ModuleMigration("identity")
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("absences", t => new
        {
            Id = t.Column<string>(),
            Account = t.Column<string>(),
            From = t.Column<DateOnly>(),
            Until = t.Column<DateOnly>(),
            StandIn = t.Column<string>(nullable: true),
            AskedAt = t.Column<long>(),
            EndedAt = t.Column<long>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_absences", a => a.Id));
        migration.CreateIndex("IX_absences_Account_Until", "absences", ["Account", "Until"]);
        migration.CreateIndex("IX_absences_Until", "absences", "Until");
    }
}

[DbContext(typeof(IdentityDb))]
[Migration("20261230_AbsencesOfStandIns")]
internal sealed class AbsencesOfStandIns() : ModuleMigration("identity")
{
    protected override void Define(MigrationBuilder migration) => migration.CreateIndex("IX_absences_StandIn_Until", "absences", ["StandIn", "Until"]);
}
