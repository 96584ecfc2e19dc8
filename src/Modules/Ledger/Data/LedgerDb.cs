using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Ledger;

internal sealed class LedgerDb(Database database) : ModuleDb(database, Name)
{
    public const string Name = "ledger";

    public DbSet<KeyRow> Keys => Set<KeyRow>();

    public DbSet<PromiseRow> Promises => Set<PromiseRow>();

    public DbSet<ReceiptRow> Receipts => Set<ReceiptRow>();

    public DbSet<PendingRow> Pending => Set<PendingRow>();

    public DbSet<LeafRow> Leaves => Set<LeafRow>();

    public DbSet<NodeRow> Nodes => Set<NodeRow>();

    public DbSet<RootRow> Roots => Set<RootRow>();

    public DbSet<DayRow> Days => Set<DayRow>();

    protected override void Map(ModelBuilder model)
    {
        model.Entity<KeyRow>().ToTable("keys").HasKey(k => k.Id);
        model.Entity<PromiseRow>().ToTable("promises").HasKey(p => new { p.Number, p.Sequence });
        model.Entity<ReceiptRow>().ToTable("receipts").HasKey(r => r.Number);
        model.Entity<PendingRow>().ToTable("pending").HasKey(p => new { p.Number, p.Sequence });
        var leaves = model.Entity<LeafRow>().ToTable("leaves");
        leaves.HasKey(l => l.Index);
        leaves.Property(l => l.Index).ValueGeneratedNever();
        leaves.HasIndex(l => new { l.Number, l.Sequence }).IsUnique().HasDatabaseName("ix_leaves_event");
        var nodes = model.Entity<NodeRow>().ToTable("nodes");
        nodes.HasKey(n => n.Position);
        nodes.Property(n => n.Position).ValueGeneratedNever();
        var roots = model.Entity<RootRow>().ToTable("roots");
        roots.HasKey(r => r.Size);
        roots.Property(r => r.Size).ValueGeneratedNever();
        roots.HasIndex(r => r.At).HasDatabaseName("ix_roots_at");
        model.Entity<DayRow>().ToTable("days").HasKey(d => d.Day);
    }
}

/// <summary>A signing key; the newest signs, all verify.</summary>
internal sealed class KeyRow
{
    /// <summary>The first 8 bytes of SM3 over the public key, hex: nobody can give a key another's name.</summary>
    public required string Id { get; init; }

    /// <summary>SubjectPublicKeyInfo.</summary>
    public required byte[] Public { get; init; }

    /// <summary>PKCS#8 in a sealed box under the installation's secret, bound to id and instant.</summary>
    public required byte[] Sealed { get; set; }

    public Instant MadeAt { get; init; }
}

/// <summary>承诺: what we signed to whoever handed something in.</summary>
internal sealed class PromiseRow
{
    public required string Number { get; init; }

    public int Sequence { get; init; }

    public required string Hash { get; init; }

    public Instant At { get; init; }

    public Instant PromisedBy { get; init; }

    public required string KeyId { get; init; }

    public required string Signature { get; init; }
}

/// <summary>收件凭证 as it was signed the first time; it never changes.</summary>
internal sealed class ReceiptRow
{
    public required string Number { get; init; }

    public required string Text { get; init; }

    public required string KeyId { get; init; }

    public required string Signature { get; init; }
}

/// <summary>An event that was heard and has no leaf yet.</summary>
internal sealed class PendingRow
{
    public required string Number { get; init; }

    public int Sequence { get; init; }

    public required string Hash { get; init; }

    public required byte[] Leaf { get; init; }

    /// <summary>When it happened.</summary>
    public Instant At { get; init; }
}

/// <summary>一片叶: an event's place in the tree.</summary>
internal sealed class LeafRow
{
    /// <summary>From 0, without gaps.</summary>
    public long Index { get; init; }

    public required string Number { get; init; }

    public int Sequence { get; init; }

    public required string Hash { get; init; }

    public required byte[] Leaf { get; init; }
}

/// <summary>A complete subtree above the leaves: kept, so that a proof over millions reads a few dozen rows.</summary>
internal sealed class NodeRow
{
    public long Position { get; init; }

    public required byte[] Hash { get; init; }
}

/// <summary>A signed root over the first <see cref="Size"/> leaves.</summary>
internal sealed class RootRow
{
    public long Size { get; init; }

    public required byte[] Hash { get; init; }

    public Instant At { get; init; }

    public long PreviousSize { get; init; }

    public required string KeyId { get; init; }

    public required string Signature { get; init; }
}

/// <summary>日根: a closed day's root as it was published, word for word.</summary>
internal sealed class DayRow
{
    public DateOnly Day { get; init; }

    public long Size { get; init; }

    /// <summary>The published JSON: <see cref="DayFile"/>.</summary>
    public required string Body { get; init; }
}
