using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>An entry of a list above, of the version imported last.</summary>
internal sealed class UpperEntryRow
{
    /// <summary>The region whose government published it: a province, or a city for its districts.</summary>
    public long Owner { get; init; }

    public required string Code { get; init; }

    public required string Name { get; set; }

    public ItemType Type { get; set; }

    public string? Line { get; set; }

    /// <summary>JSON of the uniform elements.</summary>
    public required string Elements { get; set; }

    /// <summary>The upper list's version that brought or changed it.</summary>
    public int Number { get; set; }

    /// <summary>No longer in the upper list.</summary>
    public bool Withdrawn { get; set; }
}

/// <summary>认领: what a place does about an entry above.</summary>
internal sealed class ClaimRow
{
    public long Place { get; init; }

    public required string Code { get; init; }

    public required string Name { get; set; }

    public ClaimMark Mark { get; set; }

    public required string Reason { get; set; }

    /// <summary>The department that takes it over.</summary>
    public required string Department { get; set; }

    public required string By { get; set; }

    public Instant At { get; set; }
}

/// <summary>对照清单: one element of a claimed entry that the upper list has changed.</summary>
internal sealed class UpperDifferenceRow
{
    public long Place { get; init; }

    public required string Code { get; init; }

    /// <summary>The upper list's version.</summary>
    public int Number { get; init; }

    public required string Element { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }

    /// <summary>The day from which it holds above.</summary>
    public DateOnly From { get; init; }

    public UpperAnswer Answer { get; set; }

    public string? Reason { get; set; }

    public string? By { get; set; }

    public Instant At { get; set; }
}

internal static class BasicTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<UpperEntryRow>().ToTable("upper_entries").HasKey(e => new { e.Owner, e.Code });
        model.Entity<ClaimRow>().ToTable("claims").HasKey(c => new { c.Place, c.Code });
        var difference = model.Entity<UpperDifferenceRow>().ToTable("upper_differences");
        difference.HasKey(d => new { d.Place, d.Code, d.Number, d.Element });
        difference.HasIndex(d => new { d.Place, d.Answer }).HasDatabaseName("ix_upper_differences_open");
    }
}

[DbContext(typeof(CatalogueDb))]
[Migration("20261202_BasicList")]
internal sealed class BasicListBegin() : ModuleMigration(CatalogueDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("upper_entries", t => new
        {
            Owner = t.Column<long>(),
            Code = t.Column<string>(),
            Name = t.Column<string>(),
            Type = t.Column<string>(maxLength: 40),
            Line = t.Column<string>(nullable: true),
            Elements = t.Column<string>(),
            Number = t.Column<int>(),
            Withdrawn = t.Column<bool>(),
        }, constraints: t => t.PrimaryKey("PK_upper_entries", r => new { r.Owner, r.Code }));
        migration.CreateTable("claims", t => new
        {
            Place = t.Column<long>(),
            Code = t.Column<string>(),
            Name = t.Column<string>(),
            Mark = t.Column<string>(maxLength: 40),
            Reason = t.Column<string>(),
            Department = t.Column<string>(),
            By = t.Column<string>(),
            At = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_claims", r => new { r.Place, r.Code }));
        migration.CreateTable("upper_differences", t => new
        {
            Place = t.Column<long>(),
            Code = t.Column<string>(),
            Number = t.Column<int>(),
            Element = t.Column<string>(),
            Before = t.Column<string>(nullable: true),
            After = t.Column<string>(nullable: true),
            From = t.Column<DateOnly>(),
            Answer = t.Column<string>(maxLength: 40),
            Reason = t.Column<string>(nullable: true),
            By = t.Column<string>(nullable: true),
            At = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_upper_differences", r => new { r.Place, r.Code, r.Number, r.Element }));
        migration.CreateIndex("ix_upper_differences_open", "upper_differences", ["Place", "Answer"]);
    }
}
