using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>线上线下融合: who opened an applicant's draft at a counter, when, and until when his window may go on with it. Never changed: it is the record.</summary>
internal sealed class DraftOpeningRow
{
    public required string Draft { get; init; }

    public required string Officer { get; init; }

    public Instant OpenedAt { get; init; }

    public Instant Until { get; init; }

    public required string Organisation { get; init; }
}

internal static class DraftOpeningTables
{
    public static void Map(ModelBuilder model) =>
        model.Entity<DraftOpeningRow>(e => e.ToTable("draft_openings").HasKey(o => new { o.Draft, o.Officer, o.OpenedAt }));
}

[DbContext(typeof(CasesDb))]
[Migration("20261205_DraftOpenings")]
internal sealed class DraftOpeningsBegin() : ModuleMigration(CasesDb.Name)
{
    protected override void Define(MigrationBuilder migration) => migration.CreateTable("draft_openings", t => new
    {
        draft = t.Column<string>(),
        officer = t.Column<string>(),
        opened_at = t.Column<long>(),
        until = t.Column<long>(),
        organisation = t.Column<string>(),
    }, constraints: t => t.PrimaryKey("PK_draft_openings", o => new { o.draft, o.officer, o.opened_at }));
}
