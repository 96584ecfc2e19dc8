using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>下沉: an item that can be had at a venue of a town or a village, and what the venue may do.</summary>
internal sealed class SinkDownRow
{
    public required string Id { get; init; }

    public required string Item { get; init; }

    public required string ItemName { get; init; }

    /// <summary>The hall's organisation, its name and the number of its region.</summary>
    public required string Venue { get; init; }

    public required string VenueName { get; init; }

    public long Place { get; init; }

    /// <summary>The region of the item: the list's owner.</summary>
    public long Owner { get; init; }

    public SinkDownMode Mode { get; init; }

    /// <summary>领域, as the place's rulebook names it.</summary>
    public required string Domain { get; init; }

    public DateOnly From { get; init; }

    /// <summary>The first day on which it is no longer had there; null: open.</summary>
    public DateOnly? Until { get; set; }

    public required string By { get; init; }

    public Instant At { get; init; }
}

/// <summary>不进驻: an item that is not handled in the centre, why, and on what ground.</summary>
internal sealed class NotStationedRow
{
    public required string Item { get; init; }

    public required string ItemName { get; init; }

    public long Place { get; init; }

    /// <summary>One of the place's grounds (`stationing.exceptions`).</summary>
    public required string Ground { get; set; }

    public required string Reason { get; set; }

    /// <summary>Where it is handled instead.</summary>
    public required string Where { get; set; }

    public required string By { get; set; }

    public Instant At { get; set; }
}

internal static class SinkDownTables
{
    public static void Map(ModelBuilder model)
    {
        var sunk = model.Entity<SinkDownRow>().ToTable("sink_downs");
        sunk.HasKey(s => s.Id);
        sunk.HasIndex(s => new { s.Place, s.Id }).HasDatabaseName("ix_sink_downs_place");
        sunk.HasIndex(s => new { s.Owner, s.Id }).HasDatabaseName("ix_sink_downs_owner");
        sunk.HasIndex(s => new { s.Venue, s.Item }).HasDatabaseName("ix_sink_downs_venue");
        sunk.HasIndex(s => new { s.Item, s.Id }).HasDatabaseName("ix_sink_downs_item");
        var absent = model.Entity<NotStationedRow>().ToTable("not_stationed");
        absent.HasKey(n => n.Item);
        absent.HasIndex(n => new { n.Place, n.Item }).HasDatabaseName("ix_not_stationed_place");
    }
}

[DbContext(typeof(CatalogueDb))]
[Migration("20261212_SinkDown")]
internal sealed class SinkDownBegin() : ModuleMigration(CatalogueDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("sink_downs", t => new
        {
            Id = t.Column<string>(),
            Item = t.Column<string>(),
            ItemName = t.Column<string>(),
            Venue = t.Column<string>(),
            VenueName = t.Column<string>(),
            Place = t.Column<long>(),
            Owner = t.Column<long>(),
            Mode = t.Column<string>(maxLength: 40),
            Domain = t.Column<string>(),
            From = t.Column<DateOnly>(),
            Until = t.Column<DateOnly>(nullable: true),
            By = t.Column<string>(),
            At = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_sink_downs", r => r.Id));
        migration.CreateIndex("ix_sink_downs_place", "sink_downs", ["Place", "Id"]);
        migration.CreateIndex("ix_sink_downs_owner", "sink_downs", ["Owner", "Id"]);
        migration.CreateIndex("ix_sink_downs_venue", "sink_downs", ["Venue", "Item"]);
        migration.CreateTable("not_stationed", t => new
        {
            Item = t.Column<string>(),
            ItemName = t.Column<string>(),
            Place = t.Column<long>(),
            Ground = t.Column<string>(),
            Reason = t.Column<string>(),
            Where = t.Column<string>(),
            By = t.Column<string>(),
            At = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_not_stationed", r => r.Item));
        migration.CreateIndex("ix_not_stationed_place", "not_stationed", ["Place", "Item"]);
    }
}

/// <summary>What windows may receive is asked by item.</summary>
[DbContext(typeof(CatalogueDb))]
[Migration("20261216_SinkDownByItem")]
internal sealed class SinkDownByItem() : ModuleMigration(CatalogueDb.Name)
{
    protected override void Define(MigrationBuilder migration) => migration.CreateIndex("ix_sink_downs_item", "sink_downs", ["Item", "Id"]);
}
