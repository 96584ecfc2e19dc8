using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>What a row of the workbook comes to, against the accounts as they are.</summary>
internal enum RosterStep
{
    /// <summary>开设账号.</summary>
    Open,

    /// <summary>换岗, or opened again.</summary>
    Change,

    /// <summary>停用.</summary>
    Close,

    /// <summary>As it is already.</summary>
    Same,

    /// <summary>Asked for already, and waits for agreement.</summary>
    Waits,

    /// <summary>Something is not right.</summary>
    Wrong,
}

/// <param name="Column">The head of the cell's column.</param>
/// <param name="Words">What is wrong and what to do.</param>
internal sealed record RosterFault(string Column, string Words);

/// <summary>One row as it was read. The resident number is here by its blind index only; the file itself is not kept.</summary>
/// <param name="Role">Null where it is not known, or the row closes.</param>
/// <param name="Faults">What is wrong with the cells by themselves.</param>
internal sealed record RosterEntry(
    int Line, string User, string Name, string? NumberIndex, Role? Role, RegionCode? Place, string? Organisation, string? Unit, bool Closes, string Why, IReadOnlyList<RosterFault> Faults)
{
    /// <summary>Once it is applied: what was done; null before, and for what was left out.</summary>
    public RosterStep? Done { get; init; }

    public string? Account { get; init; }

    /// <summary>The post that was asked for, by its id.</summary>
    public string? Asked { get; init; }

    /// <summary>Why it could not be done after all.</summary>
    public string? Refused { get; init; }
}

/// <summary>名册: one uploaded workbook of people and posts.</summary>
internal sealed class RosterRow
{
    public required string Id { get; init; }

    /// <summary>The administrator's place: who else sees it.</summary>
    public required RegionCode Place { get; init; }

    public required string File { get; init; }

    /// <summary>SM3 of the file: the same file again is the same upload.</summary>
    public required string FileHash { get; init; }

    public required string By { get; init; }

    public required Instant At { get; init; }

    /// <summary><see cref="RosterEntry"/> as JSON.</summary>
    public required string Entries { get; set; }

    public Instant? SubmittedAt { get; set; }

    /// <summary>Every row is done; null: it was broken off, or has not begun.</summary>
    public Instant? AppliedAt { get; set; }

    public string? SettledBy { get; set; }

    public Instant? SettledAt { get; set; }

    public bool Agreed { get; set; }

    public string? Against { get; set; }

    /// <summary>The start passwords were given out: once.</summary>
    public Instant? PasswordsAt { get; set; }

    [ConcurrencyCheck]
    public int Version { get; set; }

    public static void Map(ModelBuilder model) => model.Entity<RosterRow>(row =>
    {
        row.ToTable("rosters").HasKey(r => r.Id);
        row.HasIndex(r => new { r.Place, r.At });
    });
}

[DbContext(typeof(IdentityDb))]
[Migration("20261229_Rosters")]
internal sealed class RostersBegin() : ModuleMigration("identity")
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("rosters", columns: t => new
        {
            Id = t.Column<string>(),
            Place = t.Column<long>(),
            File = t.Column<string>(),
            FileHash = t.Column<string>(),
            By = t.Column<string>(),
            At = t.Column<long>(),
            Entries = t.Column<string>(),
            SubmittedAt = t.Column<long>(nullable: true),
            AppliedAt = t.Column<long>(nullable: true),
            SettledBy = t.Column<string>(nullable: true),
            SettledAt = t.Column<long>(nullable: true),
            Agreed = t.Column<bool>(),
            Against = t.Column<string>(nullable: true),
            PasswordsAt = t.Column<long>(nullable: true),
            Version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_rosters", r => r.Id));
        migration.CreateIndex("IX_rosters_Place_At", "rosters", ["Place", "At"]);
    }
}
