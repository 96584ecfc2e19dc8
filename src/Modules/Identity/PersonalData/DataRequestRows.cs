using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>What of the record is to be corrected.</summary>
internal enum CorrectedField
{
    Name,
    Phone,
    Address,

    /// <summary>Something in a case or elsewhere: done by hand, the answer says how.</summary>
    Other,
}

/// <summary>更正请求 (个人信息保护法 第四十六条): asked by the person, checked and answered by the management office of his place.</summary>
internal sealed class CorrectionRow
{
    public required string Id { get; init; }

    public required string Subject { get; init; }

    public required RegionCode Place { get; init; }

    public required CorrectedField Field { get; init; }

    /// <summary>What it should be, and why: sealed under the person's key.</summary>
    public required byte[] Said { get; init; }

    public required Instant At { get; init; }

    public required DateOnly Due { get; init; }

    public Instant? AnsweredAt { get; set; }

    public string? AnsweredBy { get; set; }

    public bool Granted { get; set; }

    /// <summary>Sealed under the person's key.</summary>
    public byte[]? Answer { get; set; }

    [System.ComponentModel.DataAnnotations.ConcurrencyCheck]
    public int Version { get; set; }

    public static void Map(ModelBuilder model) => model.Entity<CorrectionRow>(row =>
    {
        row.ToTable("corrections").HasKey(c => c.Id);
        row.HasIndex(c => c.Subject);
        row.HasIndex(c => new { c.AnsweredAt, c.Due });
    });
}

[DbContext(typeof(IdentityDb))]
[Migration("20261123_privacy_requests")]
internal sealed class CorrectionsAreAsked() : ModuleMigration("identity")
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("corrections", columns: t => new
        {
            Id = t.Column<string>(),
            Subject = t.Column<string>(),
            Place = t.Column<long>(),
            Field = t.Column<string>(maxLength: 40),
            Said = t.Column<byte[]>(),
            At = t.Column<long>(),
            Due = t.Column<DateOnly>(),
            AnsweredAt = t.Column<long>(nullable: true),
            AnsweredBy = t.Column<string>(nullable: true),
            Granted = t.Column<bool>(),
            Answer = t.Column<byte[]>(nullable: true),
            Version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_corrections", c => c.Id));
        migration.CreateIndex("IX_corrections_Subject", "corrections", "Subject");
        migration.CreateIndex("IX_corrections_AnsweredAt_Due", "corrections", ["AnsweredAt", "Due"]);
    }
}
