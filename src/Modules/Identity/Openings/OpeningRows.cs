using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>How much was seen.</summary>
internal enum OpeningDepth
{
    /// <summary>档案: who it is.</summary>
    Record,

    /// <summary>内容: what stands sealed beside a case: the form, a paper, a document.</summary>
    Content,

    /// <summary>完整信息: masked values in full, for a reason given.</summary>
    InFull,

    /// <summary>导出: in a file that left the house.</summary>
    Exported,
}

/// <summary>查看登记: one member of staff saw one person's data, for one purpose, within some minutes. No name, no number: identifiers only.</summary>
internal sealed class OpeningRow
{
    public required string Id { get; init; }

    public required string Subject { get; init; }

    public required string Account { get; init; }

    public required Role Role { get; init; }

    public string? Office { get; init; }

    /// <summary>Where the post's office is.</summary>
    public required RegionCode Place { get; init; }

    public required OpeningDepth Depth { get; set; }

    /// <summary>In words, from the act.</summary>
    public required string Purpose { get; init; }

    public string? Case { get; init; }

    /// <summary>In full: why, by its code in <see cref="OpeningReasons"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>In full: the words beside the reason, sealed under the person's key.</summary>
    public byte[]? Words { get; init; }

    public required Instant FirstAt { get; init; }

    public required Instant LastAt { get; set; }

    public required int Times { get; set; }
}

/// <summary>A list of masked names that was looked at, or a file of them that left the house: one row, whoever was on it.</summary>
internal sealed class ListLookRow
{
    public required string Id { get; init; }

    public required string Account { get; init; }

    public required Role Role { get; init; }

    public string? Office { get; init; }

    public required RegionCode Place { get; init; }

    public required string Purpose { get; init; }

    public required bool Export { get; init; }

    /// <summary>How many persons were on it.</summary>
    public required int People { get; init; }

    /// <summary>Who was on it, by identifier, with spaces between: for whoever handles a clue.</summary>
    public required string Subjects { get; init; }

    public required Instant FirstAt { get; init; }

    public required Instant LastAt { get; set; }

    public required int Times { get; set; }
}

/// <summary>线索: the person says that an opening was not right.</summary>
internal sealed class ClueRow
{
    public required string Id { get; init; }

    public required string Opening { get; init; }

    public required string Subject { get; init; }

    public required RegionCode Place { get; init; }

    /// <summary>Sealed under the person's key; null: nothing was written.</summary>
    public byte[]? Said { get; init; }

    public required Instant At { get; init; }

    public required DateOnly Due { get; init; }

    public Instant? AnsweredAt { get; set; }

    public string? AnsweredBy { get; set; }

    /// <summary>Null: not answered. False: it was not right, and is put right.</summary>
    public bool? Lawful { get; set; }

    /// <summary>Sealed under the person's key.</summary>
    public byte[]? Answer { get; set; }

    [System.ComponentModel.DataAnnotations.ConcurrencyCheck]
    public int Version { get; set; }
}

/// <summary>保密查看 (个人信息保护法 第十八条、第三十五条): what an office sees of a person is shown to him after the end date only. Two hands: one asks, another agrees.</summary>
internal sealed class SecrecyRow
{
    public required string Id { get; init; }

    public required string Subject { get; init; }

    public required string Office { get; init; }

    public required RegionCode Place { get; init; }

    /// <summary>The article that demands it, as the applicant will read it.</summary>
    public required string Basis { get; init; }

    public required DateOnly Until { get; init; }

    public required string AskedBy { get; init; }

    public required Instant AskedAt { get; init; }

    public string? SettledBy { get; set; }

    public Instant? SettledAt { get; set; }

    public bool Agreed { get; set; }

    [System.ComponentModel.DataAnnotations.ConcurrencyCheck]
    public int Version { get; set; }
}

/// <summary>The register's tables.</summary>
internal static class OpeningTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<OpeningRow>(row =>
        {
            row.ToTable("openings").HasKey(o => o.Id);
            row.HasIndex(o => new { o.Subject, o.FirstAt });
            row.HasIndex(o => new { o.Account, o.FirstAt });
            row.HasIndex(o => new { o.Depth, o.FirstAt });
        });
        model.Entity<ListLookRow>(row =>
        {
            row.ToTable("list_looks").HasKey(l => l.Id);
            row.HasIndex(l => new { l.Account, l.FirstAt });
            row.HasIndex(l => new { l.Export, l.FirstAt });
        });
        model.Entity<ClueRow>(row =>
        {
            row.ToTable("opening_clues").HasKey(c => c.Id);
            row.HasIndex(c => c.Opening).IsUnique();
            row.HasIndex(c => new { c.AnsweredAt, c.Due });
        });
        model.Entity<SecrecyRow>(row =>
        {
            row.ToTable("opening_secrecies").HasKey(s => s.Id);
            row.HasIndex(s => s.Subject);
            row.HasIndex(s => s.AskedAt);
        });
    }
}

[DbContext(typeof(IdentityDb))]
[Migration("20261123_privacy_openings")]
internal sealed class OpeningsAreRegistered() : ModuleMigration("identity")
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("openings", columns: t => new
        {
            Id = t.Column<string>(),
            Subject = t.Column<string>(),
            Account = t.Column<string>(),
            Role = t.Column<string>(maxLength: 40),
            Office = t.Column<string>(nullable: true),
            Place = t.Column<long>(),
            Depth = t.Column<string>(maxLength: 40),
            Purpose = t.Column<string>(),
            Case = t.Column<string>(nullable: true),
            Reason = t.Column<string>(nullable: true),
            Words = t.Column<byte[]>(nullable: true),
            FirstAt = t.Column<long>(),
            LastAt = t.Column<long>(),
            Times = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_openings", o => o.Id));
        migration.CreateIndex("IX_openings_Subject_FirstAt", "openings", ["Subject", "FirstAt"]);
        migration.CreateIndex("IX_openings_Account_FirstAt", "openings", ["Account", "FirstAt"]);
        migration.CreateIndex("IX_openings_Depth_FirstAt", "openings", ["Depth", "FirstAt"]);
        migration.CreateTable("list_looks", columns: t => new
        {
            Id = t.Column<string>(),
            Account = t.Column<string>(),
            Role = t.Column<string>(maxLength: 40),
            Office = t.Column<string>(nullable: true),
            Place = t.Column<long>(),
            Purpose = t.Column<string>(),
            Export = t.Column<bool>(),
            People = t.Column<int>(),
            Subjects = t.Column<string>(),
            FirstAt = t.Column<long>(),
            LastAt = t.Column<long>(),
            Times = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_list_looks", l => l.Id));
        migration.CreateIndex("IX_list_looks_Account_FirstAt", "list_looks", ["Account", "FirstAt"]);
        migration.CreateIndex("IX_list_looks_Export_FirstAt", "list_looks", ["Export", "FirstAt"]);
        migration.CreateTable("opening_clues", columns: t => new
        {
            Id = t.Column<string>(),
            Opening = t.Column<string>(),
            Subject = t.Column<string>(),
            Place = t.Column<long>(),
            Said = t.Column<byte[]>(nullable: true),
            At = t.Column<long>(),
            Due = t.Column<DateOnly>(),
            AnsweredAt = t.Column<long>(nullable: true),
            AnsweredBy = t.Column<string>(nullable: true),
            Lawful = t.Column<bool>(nullable: true),
            Answer = t.Column<byte[]>(nullable: true),
            Version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_opening_clues", c => c.Id));
        migration.CreateIndex("IX_opening_clues_Opening", "opening_clues", "Opening", unique: true);
        migration.CreateIndex("IX_opening_clues_AnsweredAt_Due", "opening_clues", ["AnsweredAt", "Due"]);
        migration.CreateTable("opening_secrecies", columns: t => new
        {
            Id = t.Column<string>(),
            Subject = t.Column<string>(),
            Office = t.Column<string>(),
            Place = t.Column<long>(),
            Basis = t.Column<string>(),
            Until = t.Column<DateOnly>(),
            AskedBy = t.Column<string>(),
            AskedAt = t.Column<long>(),
            SettledBy = t.Column<string>(nullable: true),
            SettledAt = t.Column<long>(nullable: true),
            Agreed = t.Column<bool>(),
            Version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_opening_secrecies", s => s.Id));
        migration.CreateIndex("IX_opening_secrecies_Subject", "opening_secrecies", "Subject");
        migration.CreateIndex("IX_opening_secrecies_AskedAt", "opening_secrecies", "AskedAt");
    }
}
