using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>A guide in work, for one item of a change request.</summary>
internal sealed class GuideDraftRow
{
    public required string Change { get; init; }

    public required string Item { get; init; }

    public required string Name { get; set; }

    /// <summary>The version it was begun from; 0: the item is new.</summary>
    public int BaseVersion { get; set; }

    public required string Organisation { get; init; }

    public long Place { get; init; }

    /// <summary><see cref="DraftDocument.Text"/> when it was begun: replaying the edits on it gives the body.</summary>
    public required string Begun { get; init; }

    public required string Body { get; set; }

    /// <summary>The number of the last edit. Whoever saves on an older one reads again and merges.</summary>
    public int Revision { get; set; }

    public Instant ChangedAt { get; set; }

    /// <summary>Sections of a new guide that were found right as they were begun, with | between.</summary>
    public string? Looked { get; set; }
}

/// <summary>One edit; only its state moves on.</summary>
internal sealed class GuideEditRow
{
    public required string Change { get; init; }

    public required string Item { get; init; }

    public int Number { get; init; }

    public required string Path { get; init; }

    /// <summary>JSON text; null: nothing stood there.</summary>
    public string? Before { get; init; }

    public string? After { get; init; }

    /// <summary>The account.</summary>
    public required string By { get; init; }

    public Instant At { get; init; }

    public int Seen { get; init; }

    public EditState State { get; set; }

    public int? Answers { get; init; }
}

/// <summary>批注 at an element.</summary>
internal sealed class GuideCommentRow
{
    public required string Change { get; init; }

    public required string Item { get; init; }

    public int Number { get; init; }

    public required string Path { get; init; }

    public required string Words { get; init; }

    public required string By { get; init; }

    public Instant At { get; init; }

    public bool Settled { get; set; }
}

internal static class GuideDraftTables
{
    public static void Map(ModelBuilder model)
    {
        var draft = model.Entity<GuideDraftRow>().ToTable("guide_drafts");
        draft.HasKey(d => new { d.Change, d.Item });
        draft.HasIndex(d => new { d.Organisation, d.ChangedAt }).HasDatabaseName("ix_guide_drafts_organisation");
        draft.HasIndex(d => new { d.Place, d.ChangedAt }).HasDatabaseName("ix_guide_drafts_place");
        draft.Property(d => d.Revision).IsConcurrencyToken();
        model.Entity<GuideEditRow>().ToTable("guide_edits").HasKey(e => new { e.Change, e.Item, e.Number });
        model.Entity<GuideCommentRow>().ToTable("guide_comments").HasKey(c => new { c.Change, c.Item, c.Number });
    }
}
