using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>我办过的: that a member of staff did something to a case, and when; kept from the log, so that it stays his to show when the case is no longer his to see. No persons.</summary>
internal sealed class DoneActRow
{
    public long Region { get; init; }

    public long CaseId { get; init; }

    public int Seq { get; init; }

    public required string Account { get; init; }

    /// <summary>Under which post.</summary>
    public required string Role { get; init; }

    public string? Organisation { get; init; }

    /// <summary>The act, in the words of the log.</summary>
    public required string What { get; init; }

    public Instant At { get; init; }
}

internal static class DoneActTables
{
    public static void Map(ModelBuilder model) => model.Entity<DoneActRow>(e =>
    {
        e.ToTable("done_acts").HasKey(d => new { d.Region, d.CaseId, d.Seq });
        e.HasIndex(d => new { d.Account, d.At });
    });
}

[DbContext(typeof(CasesDb))]
[Migration("20261226_DoneActs")]
internal sealed class DoneActsBegin() : ModuleMigration(CasesDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("done_acts", t => new
        {
            region = t.Column<long>(),
            case_id = t.Column<long>(),
            seq = t.Column<int>(),
            account = t.Column<string>(),
            role = t.Column<string>(maxLength: 40),
            organisation = t.Column<string>(nullable: true),
            what = t.Column<string>(),
            at = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_done_acts", d => new { d.region, d.case_id, d.seq }));
        migration.CreateIndex("ix_done_acts_account", "done_acts", ["account", "at"]);
    }
}
