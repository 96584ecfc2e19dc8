using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>变更申请: what lists filter and show; the request itself is the body.</summary>
internal sealed class RequestRow
{
    public required string Id { get; init; }

    /// <summary>The office's region exactly: its queue is its own level's.</summary>
    public long Place { get; init; }

    public required string Department { get; init; }

    public required string Title { get; set; }

    public RequestKind Kind { get; init; }

    public ChangeState State { get; set; }

    public Instant FiledAt { get; init; }

    public Instant ChangedAt { get; set; }

    /// <summary>JSON of <see cref="ChangeRequest"/>.</summary>
    public required string Body { get; set; }

    public int Version { get; set; }

    /// <summary>紧急发布: by then its findings are mended; null: nothing is owed, or no more.</summary>
    public DateOnly? MendBy { get; set; }
}

/// <summary>Which requests touch an item, and who else must speak on one.</summary>
internal sealed class RequestItemRow
{
    public required string Item { get; init; }

    public required string Request { get; init; }
}

/// <summary>Which organisations a request waits for or waited for.</summary>
internal sealed class RequestPartyRow
{
    public required string Organisation { get; init; }

    public required string Request { get; init; }
}

/// <summary>What happened to a request, a line each, never changed.</summary>
internal sealed class RequestLineRow
{
    public required string Request { get; init; }

    public int Number { get; init; }

    public required string What { get; init; }

    /// <summary>The officer's account.</summary>
    public required string By { get; init; }

    public Instant At { get; init; }
}

/// <summary>A published version whose day has not come: then the lists and the search switch to it.</summary>
internal sealed class SwitchRow : DueRow
{
    public required string Item { get; init; }

    public int Guide { get; init; }
}

/// <summary>报送 (重庆办法 第十四条): a guide that was updated, in the inbox of the body that manages the place, until somebody there has read it.</summary>
internal sealed class GuideReportRow
{
    public required string Request { get; init; }

    public long Place { get; init; }

    public required string Title { get; init; }

    public Instant At { get; init; }

    public Instant? ReadAt { get; set; }

    /// <summary>The officer's account.</summary>
    public string? ReadBy { get; set; }
}

internal static class RequestTables
{
    public static void Map(ModelBuilder model)
    {
        var request = model.Entity<RequestRow>().ToTable("requests");
        request.HasKey(r => r.Id);
        request.HasIndex(r => new { r.Place, r.State, r.ChangedAt, r.Id }).HasDatabaseName("ix_requests_place");
        request.HasIndex(r => new { r.Department, r.State, r.ChangedAt, r.Id }).HasDatabaseName("ix_requests_department");
        request.Property(r => r.Version).IsConcurrencyToken();

        var item = model.Entity<RequestItemRow>().ToTable("request_items");
        item.HasKey(i => new { i.Item, i.Request });
        item.HasIndex(i => i.Request).HasDatabaseName("ix_request_items_request");
        model.Entity<RequestPartyRow>().ToTable("request_parties").HasKey(p => new { p.Organisation, p.Request });
        model.Entity<RequestLineRow>().ToTable("request_lines").HasKey(l => new { l.Request, l.Number });

        var report = model.Entity<GuideReportRow>().ToTable("guide_reports");
        report.HasKey(r => r.Request);
        report.HasIndex(r => new { r.Place, r.ReadAt }).HasDatabaseName("ix_guide_reports_place");

        var due = model.Entity<SwitchRow>().ToTable("switches");
        due.HasKey(s => s.Id);
        due.HasIndex(s => s.DueAt).HasDatabaseName("ix_switches_due");
        due.HasIndex(s => s.Item).HasDatabaseName("ix_switches_item");
    }
}
