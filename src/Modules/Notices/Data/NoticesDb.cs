using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Notices;

internal sealed class NoticesDb(Database database) : ModuleDb(database, Name)
{
    public const string Name = "notices";

    public DbSet<NoticeRow> Notices => Set<NoticeRow>();

    public DbSet<SerialRow> Serials => Set<SerialRow>();

    public DbSet<OnceNoticeRow> OnceNotices => Set<OnceNoticeRow>();

    public DbSet<HeldNoticeRow> HeldNotices => Set<HeldNoticeRow>();

    protected override void Map(ModelBuilder model)
    {
        var notices = model.Entity<NoticeRow>().ToTable("notices");
        notices.HasKey(n => n.Code);
        notices.HasIndex(n => new { n.Case, n.Sequence }).IsUnique().HasDatabaseName("ix_notices_event");
        notices.HasIndex(n => n.Replaces).HasDatabaseName("ix_notices_replaces");
        model.Entity<SerialRow>().ToTable("serials").HasKey(s => new { s.Organisation, s.Word, s.Year });
        model.Entity<HeldNoticeRow>().ToTable("held_notices").HasKey(h => new { h.Case, h.Sequence });
        var once = model.Entity<OnceNoticeRow>().ToTable("once_notices");
        once.HasKey(n => n.Code);
        once.HasIndex(n => new { n.Organisation, n.GivenAt }).HasDatabaseName("ix_once_notices_given");
    }
}

/// <summary>
/// A document as it was issued. Never changed. What says something about the applicant is sealed under the applicant's own key, so that
/// it can be lawfully erased while the signature still shows what was issued.
/// </summary>
internal sealed class NoticeRow
{
    public required string Code { get; init; }

    public required string Number { get; init; }

    public required string Case { get; init; }

    /// <summary>Of the event that called for it.</summary>
    public int Sequence { get; init; }

    public required string Kind { get; init; }

    public required string Title { get; init; }

    public required string Subject { get; init; }

    /// <summary>The body that bears the act, by name.</summary>
    public required string Bearer { get; init; }

    public required string Item { get; init; }

    public Instant IssuedAt { get; init; }

    /// <summary>The code of the document whose place it takes; the replaced row itself is never touched.</summary>
    public string? Replaces { get; init; }

    /// <summary>SM3 of the PDF, hex.</summary>
    public required string Hash { get; init; }

    public required string KeyId { get; init; }

    /// <summary>Our SM2 signature over number and hash.</summary>
    public required string Signature { get; init; }

    /// <summary>The <see cref="NoticeModel"/> as JSON, sealed.</summary>
    public required byte[] Text { get; init; }

    /// <summary>The page's sheet, sealed.</summary>
    public required byte[] Html { get; init; }

    /// <summary>Sealed.</summary>
    public required byte[] Pdf { get; init; }
}

/// <summary>The last number given by an organisation under one word in one year.</summary>
internal sealed class SerialRow
{
    public required string Organisation { get; init; }

    public required string Word { get; init; }

    public int Year { get; init; }

    [System.ComponentModel.DataAnnotations.ConcurrencyCheck]
    public int Last { get; set; }
}

/// <summary>咨询的一次性告知单: what was told, by the guide's version and the situation; nothing in it is anybody's.</summary>
internal sealed class OnceNoticeRow
{
    public required string Code { get; init; }

    public required string Number { get; init; }

    public required string Item { get; init; }

    public int Version { get; init; }

    public required string Name { get; init; }

    /// <summary>Answers by field, as JSON.</summary>
    public required string Situation { get; init; }

    /// <summary>How it was asked: counter, phone, online, letter.</summary>
    public required string Means { get; init; }

    /// <summary>The account that told it.</summary>
    public required string By { get; init; }

    public required string Organisation { get; init; }

    public Instant GivenAt { get; init; }
}
