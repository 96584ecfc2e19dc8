using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>The module's tables. `cases` and `case_events` are written by the act lane alone, `listings` by <see cref="CaseListings"/>; here they are only read.</summary>
internal sealed class CasesDb(Database database) : ModuleDb(database, Name)
{
    public const string Name = "cases";

    public DbSet<CaseRow> Cases => Set<CaseRow>();

    public DbSet<Listing> Listings => Set<Listing>();

    public DbSet<ToleranceRow> Tolerances => Set<ToleranceRow>();

    public DbSet<HearingRow> Hearings => Set<HearingRow>();

    public DbSet<EventRow> Events => Set<EventRow>();

    public DbSet<PaperRow> Papers => Set<PaperRow>();

    public DbSet<DraftRow> Drafts => Set<DraftRow>();

    public DbSet<PassedRow> Passed => Set<PassedRow>();

    public DbSet<PackageRow> Packages => Set<PackageRow>();

    public DbSet<NewsRow> News => Set<NewsRow>();

    public DbSet<ReviewTaskRow> Tasks => Set<ReviewTaskRow>();

    public DbSet<DoneActRow> DoneActs => Set<DoneActRow>();

    public DbSet<HoldingRow> Held => Set<HoldingRow>();

    public DbSet<SerialRow> Serials => Set<SerialRow>();

    public DbSet<QuotaPlaceRow> QuotaPlaces => Set<QuotaPlaceRow>();

    public DbSet<WatchRow> Watches => Set<WatchRow>();

    public DbSet<WarningRow> Warnings => Set<WarningRow>();

    public DbSet<SigningRow> Signings => Set<SigningRow>();

    public DbSet<InvitationRow> Invitations => Set<InvitationRow>();

    public DbSet<LetterRow> Letters => Set<LetterRow>();

    public DbSet<BatchRow> Batches => Set<BatchRow>();

    public DbSet<BatchListRow> BatchLists => Set<BatchListRow>();

    public DbSet<BatchLineRow> BatchLines => Set<BatchLineRow>();

    public DbSet<CrossingRow> Crossings => Set<CrossingRow>();

    public DbSet<DraftOpeningRow> DraftOpenings => Set<DraftOpeningRow>();

    protected override void Map(ModelBuilder model)
    {
        model.Entity<CaseRow>(e =>
        {
            e.ToTable("cases").HasKey(c => new { c.Region, c.Id });
            e.HasIndex(c => c.NextTimer).HasFilter("next_timer is not null");
        });
        model.Entity<Listing>(e =>
        {
            e.ToTable("listings").HasKey(c => new { c.Region, c.Id });
            // Work lists, in the order in which they are shown: one department's, and one county's, of which a window may have a part.
            e.HasIndex(c => new { c.Organisation, c.Tray, c.Due, c.Region, c.Id });
            e.HasIndex(c => new { c.Region, c.Tray, c.Due, c.Id, c.Place });
            e.HasIndex(c => new { c.Organisation, c.Due, c.Region, c.Id }).HasFilter("alerted");
            e.HasIndex(c => new { c.Region, c.Due, c.Id, c.Place }).HasFilter("alerted");
            e.HasIndex(c => new { c.Subject, c.ReceivedAt });
        });
        model.Entity<EventRow>().ToTable("case_events").HasKey(v => new { v.Region, v.CaseId, v.Seq });
        model.Entity<ToleranceRow>(e =>
        {
            e.ToTable("tolerances").HasKey(t => new { t.Region, t.CaseId, t.Material });
            e.HasIndex(t => new { t.Due, t.Region, t.CaseId, t.Material }).HasFilter("owed");
        });
        model.Entity<HearingRow>(e =>
        {
            e.ToTable("hearings").HasKey(h => new { h.Region, h.CaseId });
            e.HasIndex(h => new { h.On, h.Region, h.CaseId });
        });
        model.Entity<PaperRow>().ToTable("papers").HasKey(p => new { p.Region, p.CaseId, p.Commitment });
        model.Entity<DraftRow>(e =>
        {
            e.ToTable("drafts").HasKey(d => d.Id);
            e.Property(d => d.Version).IsConcurrencyToken();
            e.HasIndex(d => new { d.Subject, d.ChangedAt });
            e.HasIndex(d => new { d.Owner, d.Key }).IsUnique();
            e.HasIndex(d => d.Item);
        });
        model.Entity<SerialRow>().ToTable("serials").HasKey(s => new { s.Region, s.Day, s.Point });
        model.Entity<WatchRow>(e =>
        {
            e.ToTable("watches").HasKey(w => new { w.Region, w.CaseId });
            e.HasIndex(w => w.NextAt).HasFilter("next_at is not null");
        });
        model.Entity<WarningRow>(e =>
        {
            e.ToTable("warnings").HasKey(w => new { w.Region, w.CaseId, w.Rung });
            e.HasIndex(w => new { w.Organisation, w.Owner, w.SentAt });
            e.HasIndex(w => new { w.Place, w.Owner, w.SentAt });
        });
        model.Entity<QuotaPlaceRow>(e =>
        {
            e.ToTable("quota_places").HasKey(p => new { p.Item, p.Period, p.Place });
            e.HasIndex(p => new { p.Region, p.CaseId }).IsUnique();
        });
        BatchTables.Map(model);
        LineTables.Map(model);
        PassedTables.Map(model);
        CrossingTables.Map(model);
        DraftOpeningTables.Map(model);
        model.Entity<ReviewTaskRow>(e =>
        {
            e.ToTable("review_tasks").HasKey(t => new { t.Region, t.CaseId, t.Key });
            e.HasIndex(t => new { t.Organisation, t.Due });
            e.HasIndex(t => new { t.Place, t.Due });
        });
        SigningTables.Map(model);
        OverreachTables.Map(model);
        VenueTables.Map(model);
        DoneActTables.Map(model);
        HoldingRow.Map(model);
        UrgingTables.Map(model);
        foreach (var entity in model.Model.GetEntityTypes())
        {
            if (entity.ClrType == typeof(OutboxRow)) continue;
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Snake(property.Name));
                property.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
            }
        }
    }

    private static string Snake(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}

/// <summary>The projection of a case: its state as the log has made it, and the one thing that time will do next.</summary>
internal sealed class CaseRow
{
    public long Region { get; init; }

    public long Id { get; init; }

    public int Version { get; init; }

    public CaseStatus Status { get; init; }

    public Instant? NextTimer { get; init; }

    public required byte[] Head { get; init; }

    public required string Body { get; init; }
}

/// <summary>The truth: append-only, in sequence, each row hashed onto the one before. Columns beside the body are for reading; `verify` checks them against it.</summary>
internal sealed class EventRow
{
    public long Region { get; init; }

    public long CaseId { get; init; }

    public int Seq { get; init; }

    public required string ActId { get; init; }

    public required string Type { get; init; }

    public Instant At { get; init; }

    public required string Body { get; init; }

    public required byte[] Hash { get; init; }
}

/// <summary>What was written in words, sealed under the subject's key; its salted commitment stands in the event.</summary>
internal sealed class PaperRow
{
    public long Region { get; init; }

    public long CaseId { get; init; }

    public required string Commitment { get; init; }

    public required string Subject { get; init; }

    public required byte[] Sealed { get; init; }
}

/// <summary>草稿: not yet a case. Answers are sealed; the version stops two tabs from overwriting each other.</summary>
internal sealed class DraftRow
{
    public required string Id { get; init; }

    public required string Owner { get; init; }

    /// <summary>The caller's idempotency key, so that the same creation twice is one draft.</summary>
    public required string Key { get; init; }

    public required string Subject { get; init; }

    public required string Item { get; init; }

    public int GuideVersion { get; init; }

    public int Version { get; set; }

    public required byte[] Answers { get; set; }

    public Instant ChangedAt { get; set; }

    /// <summary>Reserved at the first try to submit, so that a second try is the same case.</summary>
    public string? CaseNumber { get; set; }

    public bool Submitted { get; set; }

    /// <summary>联署: it waits for signatures, nobody changes it.</summary>
    public bool Locked { get; set; }
}

/// <summary>The next free serial of a region, day and acceptance point; nodes take blocks of it.</summary>
internal sealed class SerialRow
{
    public long Region { get; init; }

    public DateOnly Day { get; init; }

    public int Point { get; init; }

    public int Next { get; set; }
}
