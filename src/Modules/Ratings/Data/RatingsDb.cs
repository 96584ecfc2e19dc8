using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Ratings;

internal sealed class RatingsDb(Database database) : ModuleDb(database, Name)
{
    public const string Name = "ratings";

    public DbSet<InvitationRow> Invitations => Set<InvitationRow>();

    public DbSet<RatingRow> Ratings => Set<RatingRow>();

    protected override void Map(ModelBuilder model)
    {
        model.Entity<InvitationRow>().ToTable("invitations").HasKey(i => i.Number);
        var ratings = model.Entity<RatingRow>().ToTable("ratings");
        ratings.HasKey(r => r.Number);
        // EF takes "Id" for the key first, and forgets that it may not be null when it no longer is.
        ratings.Property(r => r.Id).IsRequired();
        ratings.HasIndex(r => r.Id).IsUnique().HasDatabaseName("ix_ratings_id");
        ratings.HasIndex(r => new { r.Organisation, r.At, r.Id }).HasDatabaseName("ix_ratings_organisation_at");
        ratings.HasIndex(r => new { r.At, r.Id }).HasDatabaseName("ix_ratings_at");
    }
}

/// <summary>A matter that ended and may be rated once, by its applicant alone. Nothing happens if it never is.</summary>
internal sealed class InvitationRow
{
    /// <summary>The case's number.</summary>
    public required string Number { get; init; }

    public required string Subject { get; init; }

    public required string Organisation { get; init; }

    public required string Item { get; init; }

    public required string ItemName { get; init; }

    public long Place { get; init; }

    public Instant InvitedAt { get; init; }

    /// <summary>The article that the page and a second attempt's refusal name, as the place's rules stood when the matter ended.</summary>
    public required string Basis { get; init; }
}

internal sealed class RatingRow
{
    /// <summary>The case's number: the key, so that one matter has one rating whoever races. Never shown to staff.</summary>
    public required string Number { get; init; }

    /// <summary>Random: what staff and the next module know the rating by.</summary>
    public required string Id { get; init; }

    public Grade Grade { get; init; }

    /// <summary>Option codes, comma between.</summary>
    public required string Options { get; init; }

    /// <summary>What was written, sealed under the applicant's key: erased with it.</summary>
    public byte[]? Words { get; init; }

    public required string Subject { get; init; }

    public required string Organisation { get; init; }

    public required string Item { get; init; }

    public required string ItemName { get; init; }

    public long Place { get; init; }

    public Instant At { get; init; }
}
