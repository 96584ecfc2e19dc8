using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>指南反馈: a reader's “看不懂” or “不对” at an element of a guide; due when its limit ends, then it is alerted. Its identifier is the code that the reader looks it up by.</summary>
internal sealed class FeedbackRow : DueRow
{
    public required string Item { get; init; }

    public required string ItemName { get; init; }

    /// <summary>The version that was read.</summary>
    public int Guide { get; init; }

    /// <summary>"materials[identity-card]", and what it is called.</summary>
    public required string Element { get; init; }

    public required string ElementName { get; init; }

    public FeedbackKind Kind { get; init; }

    /// <summary>The owning department.</summary>
    public required string Organisation { get; init; }

    public long Place { get; init; }

    public Instant AskedAt { get; init; }

    /// <summary>Answered on this day at the latest.</summary>
    public DateOnly AnswerBy { get; init; }

    /// <summary>In the reader's own words; null: the tap alone.</summary>
    public string? Said { get; set; }

    /// <summary>Who was signed in; null: nobody.</summary>
    public string? Subject { get; init; }

    public Instant? AlertedAt { get; set; }

    public string? Answer { get; set; }

    /// <summary>Shown under the guide to everybody.</summary>
    public bool Shown { get; set; }

    /// <summary>The officer's account.</summary>
    public string? AnsweredBy { get; set; }

    public Instant? AnsweredAt { get; set; }
}

internal enum FeedbackKind
{
    Unclear,
    Wrong,
}

internal static class FeedbackTables
{
    public static void Map(ModelBuilder model)
    {
        var feedback = model.Entity<FeedbackRow>().ToTable("feedback");
        feedback.HasKey(f => f.Id);
        feedback.HasIndex(f => f.DueAt).HasDatabaseName("ix_feedback_due");
        feedback.HasIndex(f => new { f.Place, f.AnsweredAt, f.AnswerBy, f.Id }).HasDatabaseName("ix_feedback_place");
        feedback.HasIndex(f => new { f.Organisation, f.AnsweredAt, f.AnswerBy, f.Id }).HasDatabaseName("ix_feedback_organisation");
        feedback.HasIndex(f => new { f.Item, f.AnsweredAt }).HasDatabaseName("ix_feedback_item");
    }
}

[DbContext(typeof(CatalogueDb))]
[Migration("20261210_Feedback")]
internal sealed class FeedbackBegin() : ModuleMigration(CatalogueDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("feedback", t => new
        {
            Id = t.Column<string>(),
            DueAt = t.Column<long>(nullable: true),
            LeasedUntil = t.Column<long>(),
            Version = t.Column<int>(),
            Failures = t.Column<int>(),
            Trouble = t.Column<bool>(),
            Reason = t.Column<string>(nullable: true),
            Item = t.Column<string>(),
            ItemName = t.Column<string>(),
            Guide = t.Column<int>(),
            Element = t.Column<string>(),
            ElementName = t.Column<string>(),
            Kind = t.Column<string>(maxLength: 40),
            Organisation = t.Column<string>(),
            Place = t.Column<long>(),
            AskedAt = t.Column<long>(),
            AnswerBy = t.Column<DateOnly>(),
            Said = t.Column<string>(nullable: true),
            Subject = t.Column<string>(nullable: true),
            AlertedAt = t.Column<long>(nullable: true),
            Answer = t.Column<string>(nullable: true),
            Shown = t.Column<bool>(),
            AnsweredBy = t.Column<string>(nullable: true),
            AnsweredAt = t.Column<long>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_feedback", r => r.Id));
        migration.CreateIndex("ix_feedback_due", "feedback", "DueAt");
        migration.CreateIndex("ix_feedback_place", "feedback", ["Place", "AnsweredAt", "AnswerBy", "Id"]);
        migration.CreateIndex("ix_feedback_organisation", "feedback", ["Organisation", "AnsweredAt", "AnswerBy", "Id"]);
        migration.CreateIndex("ix_feedback_item", "feedback", ["Item", "AnsweredAt"]);
    }
}
