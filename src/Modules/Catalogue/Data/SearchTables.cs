using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>What became of a question that found nothing.</summary>
internal enum MissState
{
    Open,

    /// <summary>加为同义词: it leads to an item now.</summary>
    Synonym,

    /// <summary>本地没有这项服务.</summary>
    NotHere,
}

/// <summary>A question that found nothing in a place, counted. Nothing tells who asked: digits are masked, what is long is cut.</summary>
internal sealed class SearchMissRow
{
    /// <summary>Sixteen hexadecimal digits of the SM3 of place and words.</summary>
    public required string Id { get; init; }

    public long Place { get; init; }

    public required string Words { get; init; }

    public int Count { get; set; }

    public Instant FirstAt { get; init; }

    public Instant LastAt { get; set; }

    public MissState State { get; set; }

    /// <summary>归口: the organisation that is to see to it.</summary>
    public string? Owner { get; set; }

    /// <summary>Where the words lead, once they are a synonym.</summary>
    public string? Item { get; set; }

    public string? SetBy { get; set; }

    public Instant? SetAt { get; set; }
}

internal static class SearchTables
{
    public static void Map(ModelBuilder model)
    {
        var miss = model.Entity<SearchMissRow>().ToTable("search_misses");
        miss.HasKey(m => m.Id);
        miss.HasIndex(m => new { m.State, m.Place, m.Count }).HasDatabaseName("ix_search_misses_state");
    }
}

[DbContext(typeof(CatalogueDb))]
[Migration("20261201_SearchMisses")]
internal sealed class SearchMissesBegin() : ModuleMigration(CatalogueDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("search_misses", t => new
        {
            Id = t.Column<string>(maxLength: 16),
            Place = t.Column<long>(),
            Words = t.Column<string>(maxLength: 40),
            Count = t.Column<int>(),
            FirstAt = t.Column<long>(),
            LastAt = t.Column<long>(),
            State = t.Column<string>(maxLength: 40),
            Owner = t.Column<string>(nullable: true),
            Item = t.Column<string>(nullable: true),
            SetBy = t.Column<string>(nullable: true),
            SetAt = t.Column<long>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_search_misses", r => r.Id));
        migration.CreateIndex("ix_search_misses_state", "search_misses", ["State", "Place", "Count"]);
    }
}
