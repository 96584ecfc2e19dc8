using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>联署 of a draft: what lists, time and strangers' addresses need in the clear; all else sealed under the applicant's key.</summary>
internal sealed class SigningRow
{
    public required string Draft { get; init; }

    /// <summary>联署编号: what its messages are told by.</summary>
    public required string Reference { get; init; }

    public required string Subject { get; init; }

    public required string Organisation { get; init; }

    public long Place { get; init; }

    public required string Item { get; init; }

    public int GuideVersion { get; set; }

    public SigningStage Stage { get; set; }

    public Instant? NextAt { get; set; }

    public int Version { get; set; }

    /// <summary>The <see cref="SigningRound"/>.</summary>
    public required byte[] Box { get; set; }
}

/// <summary>邀请: by the hash of its token, so that what the database holds opens nothing.</summary>
internal sealed class InvitationRow
{
    public required string Key { get; init; }

    public required string Draft { get; init; }

    public int Round { get; init; }

    public required string Party { get; init; }

    /// <summary>The signatory's own record, so that his account finds it.</summary>
    public required string Subject { get; init; }

    /// <summary>校验号 on the paper sheet.</summary>
    public required string Sheet { get; init; }

    public long Place { get; init; }

    public SignatoryStanding Standing { get; set; }

    /// <summary>The round runs.</summary>
    public bool Live { get; set; }

    public Instant Since { get; set; }
}

/// <summary>来信, sealed under its recipient's key.</summary>
internal sealed class LetterRow
{
    public required string Id { get; init; }

    public required string Draft { get; init; }

    public int Sequence { get; init; }

    public required string Subject { get; init; }

    public Instant At { get; init; }

    public required byte[] Box { get; init; }
}

internal static class SigningTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<SigningRow>(e =>
        {
            e.ToTable("signings").HasKey(s => s.Draft);
            e.Property(s => s.Version).IsConcurrencyToken();
            e.HasIndex(s => s.Reference).IsUnique();
            e.HasIndex(s => s.NextAt).HasFilter("next_at is not null");
        });
        model.Entity<InvitationRow>(e =>
        {
            e.ToTable("invitations").HasKey(i => i.Key);
            e.HasIndex(i => i.Draft);
            e.HasIndex(i => i.Sheet).IsUnique();
            e.HasIndex(i => new { i.Subject, i.Since });
            e.HasIndex(i => new { i.Place, i.Since }).HasFilter("live");
        });
        model.Entity<LetterRow>(e =>
        {
            e.ToTable("letters").HasKey(l => l.Id);
            e.HasIndex(l => new { l.Draft, l.Sequence }).IsUnique();
        });
    }
}

[DbContext(typeof(CasesDb))]
[Migration("20261201_Signing")]
internal sealed class CasesSign() : ModuleMigration(CasesDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.AddColumn<bool>("locked", "drafts", nullable: false, defaultValue: false);
        migration.CreateTable("signings", t => new
        {
            draft = t.Column<string>(),
            reference = t.Column<string>(),
            subject = t.Column<string>(),
            organisation = t.Column<string>(),
            place = t.Column<long>(),
            item = t.Column<string>(),
            guide_version = t.Column<int>(),
            stage = t.Column<string>(maxLength: 40),
            next_at = t.Column<long>(nullable: true),
            version = t.Column<int>(),
            box = t.Column<byte[]>(),
        }, constraints: t => t.PrimaryKey("PK_signings", s => s.draft));
        migration.CreateIndex("ix_signings_reference", "signings", "reference", unique: true);
        migration.CreateIndex("ix_signings_next", "signings", "next_at", filter: "next_at is not null");
        migration.CreateTable("invitations", t => new
        {
            key = t.Column<string>(),
            draft = t.Column<string>(),
            round = t.Column<int>(),
            party = t.Column<string>(),
            subject = t.Column<string>(),
            sheet = t.Column<string>(),
            place = t.Column<long>(),
            standing = t.Column<string>(maxLength: 40),
            live = t.Column<bool>(),
            since = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_invitations", i => i.key));
        migration.CreateIndex("ix_invitations_draft", "invitations", "draft");
        migration.CreateIndex("ix_invitations_sheet", "invitations", "sheet", unique: true);
        migration.CreateIndex("ix_invitations_subject", "invitations", ["subject", "since"]);
        migration.CreateIndex("ix_invitations_place", "invitations", ["place", "since"], filter: "live");
        migration.CreateTable("letters", t => new
        {
            id = t.Column<string>(),
            draft = t.Column<string>(),
            sequence = t.Column<int>(),
            subject = t.Column<string>(),
            at = t.Column<long>(),
            box = t.Column<byte[]>(),
        }, constraints: t => t.PrimaryKey("PK_letters", l => l.id));
        migration.CreateIndex("ix_letters_draft", "letters", ["draft", "sequence"], unique: true);
    }
}
