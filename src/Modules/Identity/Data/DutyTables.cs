using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>值班表: who is on duty in a venue on a day.</summary>
internal sealed class DutyRow
{
    public required string Id { get; init; }

    public required string Hall { get; init; }

    public required DateOnly Day { get; init; }

    public required string Account { get; init; }

    /// <summary>The window or the part of the day, in words.</summary>
    public required string Part { get; init; }

    public required string By { get; init; }

    public required Instant At { get; init; }
}

internal static class DutyTables
{
    public static void Map(ModelBuilder model) => model.Entity<DutyRow>(row =>
    {
        row.ToTable("duties").HasKey(d => d.Id);
        row.HasIndex(d => new { d.Hall, d.Day });
    });
}

[DbContext(typeof(IdentityDb))]
[Migration("20261123_StaffDuties")]
internal sealed class DutiesBegin() : ModuleMigration("identity")
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("duties", columns: t => new
        {
            Id = t.Column<string>(),
            Hall = t.Column<string>(),
            Day = t.Column<DateOnly>(),
            Account = t.Column<string>(),
            Part = t.Column<string>(),
            By = t.Column<string>(),
            At = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_duties", d => d.Id));
        migration.CreateIndex("IX_duties_Hall_Day", "duties", ["Hall", "Day"]);
    }
}
