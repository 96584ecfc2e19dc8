using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>出借: the right of a town's administrator to open and close accounts, lent by a system administrator above the town, in bounds and until a day.</summary>
internal sealed class LendingRow
{
    public required string Id { get; init; }

    /// <summary>Whose right it is, by account.</summary>
    public required string To { get; init; }

    /// <summary>The town that he administers.</summary>
    public required RegionCode Place { get; init; }

    /// <summary>How many accounts may be open or waiting that he has opened or moved under it.</summary>
    public required int Most { get; set; }

    /// <summary>The last day on which it holds.</summary>
    public required DateOnly Until { get; set; }

    public required string Why { get; init; }

    public required string By { get; init; }

    public required Instant At { get; init; }

    /// <summary>Withdrawn before its day; null: not.</summary>
    public Instant? EndedAt { get; set; }

    public string? EndedBy { get; set; }

    [ConcurrencyCheck]
    public int Version { get; set; }
}

/// <summary>One of the posts that a lending covers.</summary>
internal sealed class LentPostRow
{
    public required string Lending { get; init; }

    public required Role Role { get; init; }

    public required string Organisation { get; init; }
}

internal static class LendingTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<LendingRow>(row =>
        {
            row.ToTable("lendings").HasKey(l => l.Id);
            row.HasIndex(l => new { l.To, l.At });
        });
        model.Entity<LentPostRow>().ToTable("lent_posts").HasKey(p => new { p.Lending, p.Role, p.Organisation });
    }
}

[DbContext(typeof(IdentityDb))]
[Migration("20261229_Lendings")]
internal sealed class LendingsBegin() : ModuleMigration("identity")
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("lendings", columns: t => new
        {
            Id = t.Column<string>(),
            To = t.Column<string>(),
            Place = t.Column<long>(),
            Most = t.Column<int>(),
            Until = t.Column<DateOnly>(),
            Why = t.Column<string>(),
            By = t.Column<string>(),
            At = t.Column<long>(),
            EndedAt = t.Column<long>(nullable: true),
            EndedBy = t.Column<string>(nullable: true),
            Version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_lendings", l => l.Id));
        migration.CreateIndex("IX_lendings_To_At", "lendings", ["To", "At"]);
        migration.CreateTable("lent_posts", columns: t => new
        {
            Lending = t.Column<string>(),
            Role = t.Column<string>(maxLength: 40),
            Organisation = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_lent_posts", p => new { p.Lending, p.Role, p.Organisation }));
    }
}
