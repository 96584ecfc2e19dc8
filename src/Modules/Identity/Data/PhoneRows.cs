using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>凭手机号码登录的账号: where no identity service is, a telephone and one-time codes.</summary>
internal sealed class PhoneRow
{
    public required string Account { get; init; }

    /// <summary>HMAC-SM3 of the number; null once the account is closed.</summary>
    public string? PhoneIndex { get; set; }

    /// <summary>The number, sealed under the subject's key.</summary>
    public required byte[] Phone { get; set; }

    public required string Subject { get; init; }

    /// <summary><see cref="Assurance.Told"/> as it is opened; <see cref="Assurance.Proven"/> since a clerk saw the paper.</summary>
    public required Assurance Level { get; set; }

    /// <summary>报告冒名 at this instant: locked until a counter has settled it.</summary>
    public Instant? ReportedAt { get; set; }

    public required Instant OpenedAt { get; init; }

    public required Instant ChangedAt { get; set; }
}

/// <summary>验证码: only its hash is kept, for what it confirms, and where it went.</summary>
internal sealed class CodeRow
{
    public required string Id { get; init; }

    public required CodeAct Act { get; init; }

    public required string PhoneIndex { get; init; }

    /// <summary>The telephone, sealed under a key of the installation.</summary>
    public required byte[] Phone { get; init; }

    /// <summary>Whose act it confirms; null: of nobody who is signed in.</summary>
    public string? Account { get; init; }

    public required string Hash { get; init; }

    public required Instant SentAt { get; init; }

    public int Tries { get; set; }

    public bool Used { get; set; }
}

internal static class PhoneRows
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<PhoneRow>(row =>
        {
            row.ToTable("phones").HasKey(p => p.Account);
            row.HasIndex(p => p.PhoneIndex).IsUnique();
            row.HasIndex(p => p.Subject);
        });
        model.Entity<CodeRow>(row =>
        {
            row.ToTable("codes").HasKey(c => c.Id);
            row.HasIndex(c => new { c.PhoneIndex, c.SentAt });
            row.HasIndex(c => c.SentAt);
        });
    }
}

[DbContext(typeof(IdentityDb))]
[Migration("20261123_Door_Phones")]
internal sealed class DoorPhones() : ModuleMigration("identity")
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("phones", t => new
        {
            Account = t.Column<string>(),
            PhoneIndex = t.Column<string>(nullable: true),
            Phone = t.Column<byte[]>(),
            Subject = t.Column<string>(),
            Level = t.Column<string>(maxLength: 40),
            ReportedAt = t.Column<long>(nullable: true),
            OpenedAt = t.Column<long>(),
            ChangedAt = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_phones", p => p.Account));
        migration.CreateIndex("IX_phones_PhoneIndex", "phones", "PhoneIndex", unique: true);
        migration.CreateIndex("IX_phones_Subject", "phones", "Subject");
        migration.CreateTable("codes", t => new
        {
            Id = t.Column<string>(),
            Act = t.Column<string>(maxLength: 40),
            PhoneIndex = t.Column<string>(),
            Phone = t.Column<byte[]>(),
            Account = t.Column<string>(nullable: true),
            Hash = t.Column<string>(),
            SentAt = t.Column<long>(),
            Tries = t.Column<int>(),
            Used = t.Column<bool>(),
        }, constraints: t => t.PrimaryKey("PK_codes", c => c.Id));
        migration.CreateIndex("IX_codes_PhoneIndex_SentAt", "codes", ["PhoneIndex", "SentAt"]);
        migration.CreateIndex("IX_codes_SentAt", "codes", "SentAt");
    }
}
