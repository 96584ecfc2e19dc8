using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Materials;

internal sealed class MaterialsDb(Database database) : ModuleDb(database, Name)
{
    public const string Name = "materials";

    public DbSet<BasketRow> Baskets => Set<BasketRow>();

    public DbSet<FileRow> Files => Set<FileRow>();

    public DbSet<UploadRow> Uploads => Set<UploadRow>();

    public DbSet<BasketShareRow> Shares => Set<BasketShareRow>();

    protected override void Map(ModelBuilder model)
    {
        model.Entity<BasketRow>().ToTable("baskets").HasKey(b => b.Id);
        model.Entity<BasketRow>().HasIndex(b => b.Subject).HasDatabaseName("ix_baskets_subject");
        var files = model.Entity<FileRow>().ToTable("files");
        files.HasKey(f => f.Id);
        files.HasIndex(f => f.Basket).HasDatabaseName("ix_files_basket");
        files.HasIndex(f => f.Hash).HasDatabaseName("ix_files_hash");
        files.HasIndex(f => f.Content).HasDatabaseName("ix_files_content");
        var shares = model.Entity<BasketShareRow>().ToTable("basket_shares");
        shares.HasKey(s => new { s.Basket, s.Organisation, s.Place });
        model.Entity<BasketRow>().HasMany(b => b.Shares).WithOne().HasForeignKey(s => s.Basket);
        var uploads = model.Entity<UploadRow>().ToTable("uploads");
        uploads.HasKey(u => u.Id);
        uploads.HasIndex(u => u.Basket).HasDatabaseName("ix_uploads_basket");
        uploads.HasIndex(u => u.ExpiresAt).HasDatabaseName("ix_uploads_expires_at");
    }
}

/// <summary>材料袋: the files of one draft, correction or supplement, and who may see them.</summary>
internal sealed class BasketRow
{
    public required string Id { get; init; }

    public required string Subject { get; init; }

    public required string Organisation { get; init; }

    /// <summary>The handling place's region, as a number so that a post's range is a comparison.</summary>
    public long Place { get; init; }

    public Instant OpenedAt { get; init; }

    /// <summary>From here on nothing is added or removed.</summary>
    public Instant? FrozenAt { get; init; }

    /// <summary>Counts additions and removals: written first in their transaction, it is also the lock on the basket.</summary>
    public int Version { get; init; }

    public List<BasketShareRow> Shares { get; init; } = [];
}

/// <summary>代收: a window of another place that may add to and read a basket.</summary>
internal sealed class BasketShareRow
{
    public required string Basket { get; init; }

    public required string Organisation { get; init; }

    public long Place { get; init; }

    /// <summary>Null: for good.</summary>
    public Instant? Until { get; set; }
}

internal sealed class FileRow
{
    public required string Id { get; init; }

    public required string Basket { get; init; }

    public required string Material { get; init; }

    public required string Name { get; init; }

    public required string MediaType { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>SM3 of the plain bytes, hex: what a case's log pins.</summary>
    public required string Hash { get; init; }

    /// <summary>The name under which the sealed content lies on the disk; it says nothing. Null: kept in the clear by an earlier version, under its hash.</summary>
    public string? Content { get; init; }

    /// <summary>The content's key, sealed under the owner's (<see cref="ContentKeys"/>).</summary>
    public byte[]? Wrapped { get; init; }

    public Instant StoredAt { get; init; }

    /// <summary>电子签名 in it as it was on arrival; whose it is stands in the sealed content alone. Null: none.</summary>
    public SignatureStanding? Signature { get; init; }
}

/// <summary>An upload in pieces. How far it has come is the length of its file on disk, never a number here that could differ.</summary>
internal sealed class UploadRow
{
    public required string Id { get; init; }

    public required string Basket { get; init; }

    public required string Material { get; init; }

    public required string Name { get; init; }

    /// <summary>Bytes that the whole will have.</summary>
    public long Length { get; init; }

    public Instant ExpiresAt { get; init; }

    /// <summary>The content's key, sealed under the owner's. Null: begun by an earlier version; it is begun anew.</summary>
    public byte[]? Wrapped { get; init; }

    /// <summary>Set before the content takes its place in the store, so that a killed server can finish what it began.</summary>
    public string? Hash { get; set; }

    /// <summary>The file that came of it; kept until the upload expires, for a client whose last answer was lost.</summary>
    public string? File { get; set; }
}
