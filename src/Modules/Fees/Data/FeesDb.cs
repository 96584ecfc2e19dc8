using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Fees;

internal sealed class FeesDb(Database database) : ModuleDb(database, Name)
{
    public const string Name = "fees";

    public DbSet<ChargeRow> Charges => Set<ChargeRow>();

    public DbSet<RefundRow> Refunds => Set<RefundRow>();

    public DbSet<DayRow> Days => Set<DayRow>();

    public DbSet<DifferenceRow> Differences => Set<DifferenceRow>();

    protected override void Map(ModelBuilder model)
    {
        var charges = model.Entity<ChargeRow>().ToTable("charges");
        charges.HasKey(c => c.Id);
        charges.HasIndex(c => new { c.Case, c.Fee }).IsUnique().HasDatabaseName("ix_charges_case");
        charges.HasIndex(c => c.DueAt).HasDatabaseName("ix_charges_due");
        charges.HasIndex(c => c.PayCode).HasDatabaseName("ix_charges_code");
        charges.HasIndex(c => c.ReceiptNumber).HasDatabaseName("ix_charges_receipt");
        charges.HasIndex(c => new { c.State, c.Place }).HasDatabaseName("ix_charges_state");
        charges.HasIndex(c => c.PaidOn).HasDatabaseName("ix_charges_paid");
        var refunds = model.Entity<RefundRow>().ToTable("refunds");
        refunds.HasKey(r => r.Id);
        refunds.HasIndex(r => r.Charge).HasDatabaseName("ix_refunds_charge");
        refunds.HasIndex(r => r.DueAt).HasDatabaseName("ix_refunds_due");
        refunds.HasIndex(r => r.DoneOn).HasDatabaseName("ix_refunds_done");
        var days = model.Entity<DayRow>().ToTable("days");
        days.HasKey(d => d.Id);
        days.HasIndex(d => d.DueAt).HasDatabaseName("ix_days_due");
        var differences = model.Entity<DifferenceRow>().ToTable("differences");
        differences.HasKey(d => d.Id);
        differences.HasIndex(d => d.Day).HasDatabaseName("ix_differences_day");
    }
}

/// <summary>缴款单: one fee of one case, from the charge to its receipt. The pay code serves every way: telephone, counter, kiosk, bank.</summary>
internal sealed class ChargeRow : DueRow
{
    public required string Case { get; init; }

    public required string Organisation { get; init; }

    public long Place { get; init; }

    public required string Subject { get; init; }

    public required string Item { get; init; }

    public required string ItemName { get; init; }

    /// <summary>Its name in the guide that the case pinned.</summary>
    public required string Fee { get; init; }

    public required string Standard { get; init; }

    /// <summary>The law and article that bear it, in words.</summary>
    public required string Basis { get; init; }

    /// <summary>The price: of the whole, or of one <see cref="Unit"/>; zero: reckoned by the standard.</summary>
    public Money Price { get; init; }

    public string? Unit { get; init; }

    public int? Units { get; set; }

    public Money Amount { get; set; }

    public ChargeState State { get; set; }

    public Instant ChargedAt { get; init; }

    /// <summary>Why it was assessed or waived, sealed under the applicant's key.</summary>
    public byte[]? Note { get; set; }

    /// <summary>Who of the staff assessed or waived it.</summary>
    public string? SettledBy { get; set; }

    /// <summary>The collection service has the order.</summary>
    public bool Ordered { get; set; }

    public string? PayCode { get; set; }

    /// <summary>Where it is paid online; the QR code holds the same.</summary>
    public string? PayAddress { get; set; }

    /// <summary>How often the service was asked without news.</summary>
    public int Asked { get; set; }

    public Instant? PaidAt { get; set; }

    /// <summary>The service's day of it: the one that is reconciled.</summary>
    public DateOnly? PaidOn { get; set; }

    public string? Way { get; set; }

    /// <summary>The service's own number of the payment.</summary>
    public string? Serial { get; set; }

    /// <summary>财政电子票据: number and check code.</summary>
    public string? ReceiptNumber { get; set; }

    public string? ReceiptCheck { get; set; }

    /// <summary>The receipt as it was issued and signed, sealed under the applicant's key; null: not here yet.</summary>
    public byte[]? Receipt { get; set; }

    public string? ReceiptKind { get; set; }

    public Instant? ReceiptAt { get; set; }

    public Money Refunded { get; set; }
}

/// <summary>退费: whole or part of one payment, asked by one and approved by another, sent back the way it came.</summary>
internal sealed class RefundRow : DueRow
{
    public required string Charge { get; init; }

    public long Place { get; init; }

    public required string Organisation { get; init; }

    public Money Amount { get; init; }

    /// <summary>Code of <see cref="FeeWords.Reasons"/>.</summary>
    public required string Why { get; init; }

    /// <summary>In words, sealed under the applicant's key.</summary>
    public byte[]? Note { get; init; }

    public RefundState State { get; set; }

    public required string AskedBy { get; init; }

    public Instant AskedAt { get; init; }

    public string? DecidedBy { get; set; }

    public Instant? DecidedAt { get; set; }

    public DateOnly? DoneOn { get; set; }
}

/// <summary>日对账: one day of all places. The id is the day.</summary>
internal sealed class DayRow : DueRow
{
    /// <summary>Null: not compared yet.</summary>
    public Instant? ComparedAt { get; set; }

    public int OursCount { get; set; }

    /// <summary>Payments less refunds.</summary>
    public Money Ours { get; set; }

    public int TheirsCount { get; set; }

    public Money Theirs { get; set; }

    public int Differences { get; set; }
}

internal sealed class DifferenceRow
{
    public required string Id { get; init; }

    public required string Day { get; init; }

    public DifferenceKind Kind { get; init; }

    public required string Charge { get; init; }

    public string? Refund { get; init; }

    public Money? Ours { get; init; }

    public Money? Theirs { get; init; }

    public long Place { get; init; }

    /// <summary>What was found and done, by whom; null: still open.</summary>
    public string? Settled { get; set; }

    public string? SettledBy { get; set; }
}
