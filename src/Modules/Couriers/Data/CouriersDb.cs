using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Couriers;

internal sealed class CouriersDb(Database database) : ModuleDb(database, Name)
{
    public const string Name = "couriers";

    public DbSet<ParcelRow> Parcels => Set<ParcelRow>();

    public DbSet<TrackRow> Tracks => Set<TrackRow>();

    public DbSet<HallRow> Halls => Set<HallRow>();

    protected override void Map(ModelBuilder model)
    {
        var parcels = model.Entity<ParcelRow>().ToTable("parcels");
        parcels.HasKey(p => p.Id);
        parcels.HasIndex(p => new { p.Case, p.Direction, p.Sequence }).IsUnique().HasDatabaseName("ix_parcels_case");
        parcels.HasIndex(p => p.DueAt).HasDatabaseName("ix_parcels_due");
        parcels.HasIndex(p => new { p.State, p.Place }).HasDatabaseName("ix_parcels_state");
        model.Entity<TrackRow>().ToTable("tracks").HasKey(t => new { t.Parcel, t.State });
        model.Entity<HallRow>().ToTable("halls").HasKey(h => h.Hall);
    }
}

/// <summary>寄递单: one parcel of one case, there or back.</summary>
internal sealed class ParcelRow : DueRow
{
    public required string Case { get; init; }

    public ParcelDirection Direction { get; init; }

    /// <summary>Returns: of the event that began the delivery. Pick-ups: how many there were before.</summary>
    public int Sequence { get; init; }

    public required string Organisation { get; init; }

    public long Place { get; init; }

    public required string Subject { get; init; }

    public required string ItemName { get; init; }

    /// <summary>Code of the courier; null: not chosen yet.</summary>
    public string? Courier { get; set; }

    public ParcelState State { get; set; }

    public string? Waybill { get; set; }

    public Instant CreatedAt { get; init; }

    /// <summary>The applicant's end: name, telephone, address, sealed under his key.</summary>
    public required byte[] End { get; set; }

    /// <summary>Pick-ups: the day asked for.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>How often the courier was asked without news.</summary>
    public int Asked { get; set; }

    /// <summary>Who signed, by kind: self, family, guard, box.</summary>
    public string? SignedBy { get; set; }
}

/// <summary>What the courier reported, once each.</summary>
internal sealed class TrackRow
{
    public required string Parcel { get; init; }

    public ParcelState State { get; init; }

    public Instant At { get; init; }
}

/// <summary>大厅送达方式, as the management office registered them.</summary>
internal sealed class HallRow
{
    public required string Hall { get; init; }

    /// <summary>"Counter,Post".</summary>
    public required string Modes { get; set; }

    public Instant ChangedAt { get; set; }

    public required string ChangedBy { get; set; }
}
