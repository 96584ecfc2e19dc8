using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Supervision;

internal sealed class SupervisionDb(Database database) : ModuleDb(database, Name)
{
    public const string Name = "supervision";

    public DbSet<CreditRow> Credit => Set<CreditRow>();

    public DbSet<GuidanceRow> Guidance => Set<GuidanceRow>();

    public DbSet<GuidanceCopyRow> GuidanceCopies => Set<GuidanceCopyRow>();

    protected override void Map(ModelBuilder model)
    {
        var credit = model.Entity<CreditRow>().ToTable("credit");
        credit.HasKey(c => c.Id);
        credit.HasIndex(c => new { c.Case, c.Sequence }).IsUnique().HasDatabaseName("ix_credit_event");
        credit.HasIndex(c => c.DueAt).HasDatabaseName("ix_credit_due");
        credit.HasIndex(c => new { c.Trouble, c.Place }).HasDatabaseName("ix_credit_trouble");
        GuidanceTables.Map(model);
    }
}

/// <summary>信用信息: one message to the credit platform about one event of one case. Identifiers only: who it is about is read when it is sent.</summary>
internal sealed class CreditRow : DueRow
{
    public required string Case { get; init; }

    /// <summary>Of the event that it tells.</summary>
    public int Sequence { get; init; }

    public CreditKind Kind { get; init; }

    public required string Organisation { get; init; }

    public long Place { get; init; }

    public required string ItemName { get; init; }

    public Instant HappenedAt { get; init; }

    /// <summary>When the platform said that it has it; null: not yet.</summary>
    public Instant? SentAt { get; set; }

    /// <summary>The platform's own number.</summary>
    public string? Receipt { get; set; }
}
