using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>An entry of one of the four lists.</summary>
internal sealed class LibraryRow
{
    public LibraryKind Kind { get; init; }

    public required string Id { get; init; }

    /// <summary>The region's number; the nation's for what holds everywhere.</summary>
    public long Place { get; set; }

    public required string Name { get; set; }

    /// <summary>JSON of <see cref="LibraryEntry"/>.</summary>
    public required string Body { get; set; }

    /// <summary>Counts the saves: whoever saves over another's save is told what changed.</summary>
    public int Version { get; set; }

    public Instant ChangedAt { get; set; }

    /// <summary>The entry that it became; null: it stands by itself.</summary>
    public string? MergedInto { get; set; }
}

/// <summary>One save: the entry as it was then. Written once.</summary>
internal sealed class LibraryChangeRow
{
    public LibraryKind Kind { get; init; }

    public required string Id { get; init; }

    /// <summary>The version that it made.</summary>
    public int Number { get; init; }

    public required string What { get; init; }

    public required string Body { get; init; }

    /// <summary>The account.</summary>
    public required string By { get; init; }

    public Instant At { get; init; }
}

internal enum RequestState
{
    Open,
    Granted,

    /// <summary>It was one of those that we have.</summary>
    Same,
    Declined,
}

/// <summary>A department asks for a new entry.</summary>
internal sealed class LibraryRequestRow
{
    public required string Id { get; init; }

    public LibraryKind Kind { get; init; }

    public required string Name { get; init; }

    public required string Body { get; init; }

    /// <summary>Why none of those that were shown is the one.</summary>
    public required string Reason { get; init; }

    public long Place { get; init; }

    public required string Organisation { get; init; }

    public required string By { get; init; }

    public Instant At { get; init; }

    public RequestState State { get; set; }

    public string? Answer { get; set; }

    /// <summary>The entry that it became or that it is.</summary>
    public string? Entry { get; set; }

    public string? AnsweredBy { get; set; }

    public Instant? AnsweredAt { get; set; }
}

/// <summary>Which published guide refers to which entry.</summary>
internal sealed class LibraryUseRow
{
    public LibraryKind Kind { get; init; }

    public required string Entry { get; init; }

    public required string Item { get; init; }
}

internal static class LibraryTables
{
    public static void Map(ModelBuilder model)
    {
        var entry = model.Entity<LibraryRow>().ToTable("library_entries");
        entry.HasKey(e => new { e.Kind, e.Id });
        entry.HasIndex(e => new { e.Kind, e.Place, e.Id }).HasDatabaseName("ix_library_entries_place");
        entry.Property(e => e.Version).IsConcurrencyToken();
        model.Entity<LibraryChangeRow>().ToTable("library_changes").HasKey(c => new { c.Kind, c.Id, c.Number });
        var request = model.Entity<LibraryRequestRow>().ToTable("library_requests");
        request.HasKey(r => r.Id);
        request.HasIndex(r => new { r.State, r.Place, r.Id }).HasDatabaseName("ix_library_requests_state");
        request.Property(r => r.State).IsConcurrencyToken();
        model.Entity<ItemRow>().HasIndex(i => new { i.BasicCode, i.Place }).HasDatabaseName("ix_items_basic");
        var use = model.Entity<LibraryUseRow>().ToTable("library_uses");
        use.HasKey(u => new { u.Kind, u.Entry, u.Item });
        use.HasIndex(u => u.Item).HasDatabaseName("ix_library_uses_item");
    }
}

/// <summary>Guides of one basic code are compared across places.</summary>
[DbContext(typeof(CatalogueDb))]
[Migration("20261206_Uniform")]
internal sealed class UniformBegins() : ModuleMigration(CatalogueDb.Name)
{
    protected override void Define(MigrationBuilder migration) => migration.CreateIndex("ix_items_basic", "items", ["BasicCode", "Place"]);
}

[DbContext(typeof(CatalogueDb))]
[Migration("20261206_Library")]
internal sealed class LibraryBegins() : ModuleMigration(CatalogueDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("library_entries", t => new
        {
            Kind = t.Column<string>(maxLength: 40),
            Id = t.Column<string>(),
            Place = t.Column<long>(),
            Name = t.Column<string>(),
            Body = t.Column<string>(),
            Version = t.Column<int>(),
            ChangedAt = t.Column<long>(),
            MergedInto = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_library_entries", r => new { r.Kind, r.Id }));
        migration.CreateIndex("ix_library_entries_place", "library_entries", ["Kind", "Place", "Id"]);

        migration.CreateTable("library_changes", t => new
        {
            Kind = t.Column<string>(maxLength: 40),
            Id = t.Column<string>(),
            Number = t.Column<int>(),
            What = t.Column<string>(),
            Body = t.Column<string>(),
            By = t.Column<string>(),
            At = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_library_changes", r => new { r.Kind, r.Id, r.Number }));

        migration.CreateTable("library_requests", t => new
        {
            Id = t.Column<string>(),
            Kind = t.Column<string>(maxLength: 40),
            Name = t.Column<string>(),
            Body = t.Column<string>(),
            Reason = t.Column<string>(),
            Place = t.Column<long>(),
            Organisation = t.Column<string>(),
            By = t.Column<string>(),
            At = t.Column<long>(),
            State = t.Column<string>(maxLength: 40),
            Answer = t.Column<string>(nullable: true),
            Entry = t.Column<string>(nullable: true),
            AnsweredBy = t.Column<string>(nullable: true),
            AnsweredAt = t.Column<long>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_library_requests", r => r.Id));
        migration.CreateIndex("ix_library_requests_state", "library_requests", ["State", "Place", "Id"]);

        migration.CreateTable("library_uses", t => new
        {
            Kind = t.Column<string>(maxLength: 40),
            Entry = t.Column<string>(),
            Item = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_library_uses", r => new { r.Kind, r.Entry, r.Item }));
        migration.CreateIndex("ix_library_uses_item", "library_uses", "Item");
    }
}
