using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>批次: many cases of one item that an applicant files together.</summary>
internal sealed class BatchRow
{
    public required string Id { get; init; }

    public required string Owner { get; init; }

    /// <summary>The page's or the caller's key, so that the same creation twice is one batch.</summary>
    public required string Key { get; init; }

    public required string Subject { get; init; }

    public required string Item { get; init; }

    public int GuideVersion { get; set; }

    /// <summary>How many lists were signed.</summary>
    public int Lists { get; set; }

    public Instant BegunAt { get; init; }

    /// <summary>When signed rows are looked at next; null: none waits.</summary>
    public Instant? DueAt { get; set; }

    /// <summary>Moves with every change but the filing of a row.</summary>
    public int Version { get; set; }
}

/// <summary>A signed list: who signed what, with the platform's own signature over its hash.</summary>
internal sealed class BatchListRow
{
    public required string Batch { get; init; }

    public int Number { get; init; }

    public required string SignedBy { get; init; }

    public Instant SignedAt { get; init; }

    public int Rows { get; init; }

    public required string Hash { get; init; }

    public required string KeyId { get; init; }

    public required string Signature { get; init; }

    /// <summary>Line and hash of each row, under the subject's key.</summary>
    public required byte[] Sealed { get; init; }
}

/// <summary>行: what it says is sealed; how far it is stands in the open.</summary>
internal sealed class BatchLineRow
{
    public required string Batch { get; init; }

    public int Line { get; init; }

    public LineState State { get; set; }

    public string? Hash { get; set; }

    public int? List { get; set; }

    public string? CaseNumber { get; set; }

    public required byte[] Sealed { get; set; }
}

internal static class BatchTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<BatchRow>(e =>
        {
            e.ToTable("batches").HasKey(b => b.Id);
            e.Property(b => b.Version).IsConcurrencyToken();
            e.HasIndex(b => new { b.Owner, b.Key }).IsUnique();
            e.HasIndex(b => new { b.Subject, b.BegunAt });
            e.HasIndex(b => b.DueAt).HasFilter("due_at is not null");
        });
        model.Entity<BatchListRow>().ToTable("batch_lists").HasKey(l => new { l.Batch, l.Number });
        model.Entity<BatchLineRow>().ToTable("batch_lines").HasKey(l => new { l.Batch, l.Line });
    }
}

[DbContext(typeof(CasesDb))]
[Migration("20261130_Batches")]
internal sealed class BatchesBegin() : ModuleMigration(CasesDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("batches", t => new
        {
            id = t.Column<string>(),
            owner = t.Column<string>(),
            key = t.Column<string>(),
            subject = t.Column<string>(),
            item = t.Column<string>(),
            guide_version = t.Column<int>(),
            lists = t.Column<int>(),
            begun_at = t.Column<long>(),
            due_at = t.Column<long>(nullable: true),
            version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_batches", b => b.id));
        migration.CreateIndex("ix_batches_owner", "batches", ["owner", "key"], unique: true);
        migration.CreateIndex("ix_batches_subject", "batches", ["subject", "begun_at"]);
        migration.CreateIndex("ix_batches_due", "batches", "due_at", filter: "due_at is not null");
        migration.CreateTable("batch_lists", t => new
        {
            batch = t.Column<string>(),
            number = t.Column<int>(),
            signed_by = t.Column<string>(),
            signed_at = t.Column<long>(),
            rows = t.Column<int>(),
            hash = t.Column<string>(),
            key_id = t.Column<string>(),
            signature = t.Column<string>(),
            @sealed = t.Column<byte[]>(),
        }, constraints: t => t.PrimaryKey("PK_batch_lists", l => new { l.batch, l.number }));
        migration.CreateTable("batch_lines", t => new
        {
            batch = t.Column<string>(),
            line = t.Column<int>(),
            state = t.Column<string>(),
            hash = t.Column<string>(nullable: true),
            list = t.Column<int>(nullable: true),
            case_number = t.Column<string>(nullable: true),
            @sealed = t.Column<byte[]>(),
        }, constraints: t => t.PrimaryKey("PK_batch_lines", l => new { l.batch, l.line }));
    }
}
