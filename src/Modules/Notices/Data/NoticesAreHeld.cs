using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Notices;

/// <summary>缺字待印: a document that no font of this machine can print whole. Gone as soon as it is issued.</summary>
internal sealed class HeldNoticeRow
{
    public required string Case { get; init; }

    /// <summary>Of the event that called for it.</summary>
    public required int Sequence { get; init; }

    public required string Title { get; init; }

    public required string Item { get; init; }

    /// <summary>The signs that are missing, by code point: "U+2B386 U+E000".</summary>
    public required string Points { get; set; }

    public required Instant Since { get; init; }
}

[DbContext(typeof(NoticesDb))]
[Migration("20261226_Held")]
internal sealed class NoticesAreHeld() : ModuleMigration(NoticesDb.Name)
{
    protected override void Define(MigrationBuilder migration) => migration.CreateTable("held_notices", t => new
    {
        Case = t.Column<string>(),
        Sequence = t.Column<int>(),
        Title = t.Column<string>(),
        Item = t.Column<string>(),
        Points = t.Column<string>(),
        Since = t.Column<long>(),
    }, constraints: t => t.PrimaryKey("PK_held_notices", h => new { h.Case, h.Sequence }));
}

[DbContext(typeof(NoticesDb))]
[Migration("20261230_HeldByTime")]
internal sealed class HeldNoticesByTime() : ModuleMigration(NoticesDb.Name)
{
    protected override void Define(MigrationBuilder migration) => migration.CreateIndex("ix_held_notices_since", "held_notices", "Since");
}
