using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>同源核对的结果: what one outlet showed of one item when it was checked last.</summary>
internal sealed class OutletCheckRow
{
    public required string Item { get; init; }

    public Outlet Outlet { get; init; }

    public long Place { get; set; }

    /// <summary>The version and hash that were in force.</summary>
    public int Guide { get; set; }

    public required string Hash { get; set; }

    /// <summary>JSON of what differed.</summary>
    public required string Drifts { get; set; }

    public int Count { get; set; }

    public Instant At { get; set; }
}

/// <summary>工作制度: what a venue's board says of how it works, beside items and guides.</summary>
internal sealed class BoardRulesRow
{
    /// <summary>The hall's organisation.</summary>
    public required string Venue { get; init; }

    public required string Text { get; set; }

    public required string By { get; set; }

    public Instant At { get; set; }
}

internal static class OutletTables
{
    public static void Map(ModelBuilder model)
    {
        var check = model.Entity<OutletCheckRow>().ToTable("outlet_checks");
        check.HasKey(c => new { c.Item, c.Outlet });
        check.HasIndex(c => new { c.Place, c.Count }).HasDatabaseName("ix_outlet_checks_place");
        model.Entity<BoardRulesRow>().ToTable("board_rules").HasKey(b => b.Venue);
    }
}

[DbContext(typeof(CatalogueDb))]
[Migration("20261211_Outlets")]
internal sealed class OutletsBegin() : ModuleMigration(CatalogueDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("outlet_checks", t => new
        {
            Item = t.Column<string>(),
            Outlet = t.Column<string>(maxLength: 40),
            Place = t.Column<long>(),
            Guide = t.Column<int>(),
            Hash = t.Column<string>(),
            Drifts = t.Column<string>(),
            Count = t.Column<int>(),
            At = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_outlet_checks", r => new { r.Item, r.Outlet }));
        migration.CreateIndex("ix_outlet_checks_place", "outlet_checks", ["Place", "Count"]);
        migration.CreateTable("board_rules", t => new
        {
            Venue = t.Column<string>(),
            Text = t.Column<string>(),
            By = t.Column<string>(),
            At = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_board_rules", r => r.Venue));
    }
}
