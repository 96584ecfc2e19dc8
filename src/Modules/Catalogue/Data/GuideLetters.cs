using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>A letter about a guide, in the words that are sent: official words alone, nothing of a person but whom it is for.</summary>
internal sealed class GuideLetterRow
{
    /// <summary>From what it tells: written twice it is one.</summary>
    public required string Id { get; init; }

    /// <summary>"ZN" and the plan's or the feedback's own number.</summary>
    public required string Reference { get; init; }

    public int Sequence { get; init; }

    public required string Kind { get; init; }

    public required string Subject { get; init; }

    public required string Item { get; init; }

    public required string Title { get; init; }

    public required string Happened { get; init; }

    public required string Path { get; init; }

    public Instant At { get; init; }

    /// <summary>With its event, saved together with what it tells.</summary>
    public static async Task Write(CatalogueDb db, GuideLetterRow letter, RegionCode place, CancellationToken cancel)
    {
        if (await db.Set<GuideLetterRow>().AnyAsync(l => l.Id == letter.Id, cancel)) return;
        db.Add(letter);
        db.Outbox.Add(OutboxRow.Of(place, GuideLetterWritten.Topic, letter.At, new GuideLetterWritten(letter.Id)));
    }
}

/// <summary>The answer to <see cref="IGuideLetters"/>.</summary>
internal sealed class GuideLetters(IDbContextFactory<CatalogueDb> contexts, PublishedGuides guides) : IGuideLetters
{
    public async ValueTask<GuideLetter?> Find(string letter, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Set<GuideLetterRow>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == letter, cancel) is not { } row) return null;
        return await guides.Current(row.Item, cancel) is { } guide
            ? new GuideLetter(row.Reference, row.Sequence, row.Kind, row.At, row.Subject, guide.Organisation, guide.Place, guide.Name, row.Title, row.Happened, row.Path, guide.ConsultationPhone)
            : null;
    }
}

internal static class GuideLetterTables
{
    public static void Map(ModelBuilder model) => model.Entity<GuideLetterRow>().ToTable("guide_letters").HasKey(l => l.Id);
}

[DbContext(typeof(CatalogueDb))]
[Migration("20261224_GuideLetters")]
internal sealed class GuideLettersBegin() : ModuleMigration(CatalogueDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("guide_letters", t => new
        {
            Id = t.Column<string>(),
            Reference = t.Column<string>(),
            Sequence = t.Column<int>(),
            Kind = t.Column<string>(),
            Subject = t.Column<string>(),
            Item = t.Column<string>(),
            Title = t.Column<string>(),
            Happened = t.Column<string>(),
            Path = t.Column<string>(),
            At = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_guide_letters", r => r.Id));
        // Whom a plan's changes are told to: kept before this, they stand on the home page alone.
        migration.AddColumn<string>("Subject", "kept_plans", nullable: true);
        migration.CreateTable("outlet_rounds", t => new
        {
            Id = t.Column<string>(),
            DueAt = t.Column<long>(nullable: true),
            LeasedUntil = t.Column<long>(),
            Version = t.Column<int>(),
            Failures = t.Column<int>(),
            Trouble = t.Column<bool>(),
            Reason = t.Column<string>(nullable: true),
            Cursor = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_outlet_rounds", r => r.Id));
        migration.CreateIndex("ix_outlet_rounds_due", "outlet_rounds", "DueAt");
    }
}
