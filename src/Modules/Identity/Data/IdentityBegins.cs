using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Identity;

[DbContext(typeof(IdentityDb))]
[Migration("20261122_Begin")]
internal sealed class IdentityBegins() : ModuleMigration("identity")
{
    protected override void Define(MigrationBuilder migration)
    {
        Directory(migration);
        Accounts(migration);
        Subjects(migration);
    }

    private static void Directory(MigrationBuilder migration)
    {
        migration.CreateTable("regions", t => new
        {
            Code = t.Column<long>(),
            Name = t.Column<string>(),
            FullName = t.Column<string>(),
            Parent = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_regions", r => r.Code));
        migration.CreateTable("organisations", t => new
        {
            Id = t.Column<string>(),
            Name = t.Column<string>(),
            ShortName = t.Column<string>(),
            Kind = t.Column<string>(maxLength: 40),
            Region = t.Column<long>(),
            Parent = t.Column<string>(nullable: true),
            Bearer = t.Column<string>(nullable: true),
            GuidedBy = t.Column<string>(nullable: true),
            EmpoweredBy = t.Column<string>(nullable: true),
            CreditCode = t.Column<string>(nullable: true),
            Phone = t.Column<string>(nullable: true),
            Address = t.Column<string>(nullable: true),
            Version = t.Column<int>(),
            ChangedAt = t.Column<long>(),
            ChangedBy = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_organisations", r => r.Id));
        migration.CreateIndex("IX_organisations_CreditCode", "organisations", "CreditCode", unique: true);
        migration.CreateTable("units", t => new
        {
            Organisation = t.Column<string>(),
            Name = t.Column<string>(),
            Handles = t.Column<bool>(),
        }, constraints: t => t.PrimaryKey("PK_units", r => new { r.Organisation, r.Name }));
        migration.CreateTable("versions", t => new
        {
            Name = t.Column<string>(),
            Number = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_versions", r => r.Name));
    }

    private static void Accounts(MigrationBuilder migration)
    {
        migration.CreateTable("accounts", t => new
        {
            Id = t.Column<string>(),
            User = t.Column<string>(),
            Name = t.Column<string>(nullable: true),
            PasswordHash = t.Column<string>(nullable: true),
            Role = t.Column<string>(maxLength: 40),
            Place = t.Column<long>(),
            Organisation = t.Column<string>(nullable: true),
            Active = t.Column<bool>(),
            Failures = t.Column<int>(),
            LockedUntil = t.Column<long>(nullable: true),
            Stamp = t.Column<string>(),
            CreatedAt = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_accounts", r => r.Id));
        migration.CreateIndex("IX_accounts_User", "accounts", "User", unique: true);
        migration.CreateTable("hats", t => new
        {
            Account = t.Column<string>(),
            Subject = t.Column<string>(),
            Capacity = t.Column<string>(maxLength: 40),
            Until = t.Column<DateOnly>(nullable: true),
            Place = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_hats", r => new { r.Account, r.Subject }));
        migration.CreateTable("tokens", t => new
        {
            Hash = t.Column<string>(),
            Account = t.Column<string>(),
            Subject = t.Column<string>(nullable: true),
            Stamp = t.Column<string>(),
            ExpiresAt = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_tokens", r => r.Hash));
        migration.CreateIndex("IX_tokens_Account", "tokens", "Account");
    }

    private static void Subjects(MigrationBuilder migration)
    {
        migration.CreateTable("subjects", t => new
        {
            Id = t.Column<string>(),
            Kind = t.Column<string>(maxLength: 40),
            NumberIndex = t.Column<string>(nullable: true),
            Box = t.Column<byte[]>(),
            CreatedAt = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_subjects", r => r.Id));
        migration.CreateIndex("IX_subjects_NumberIndex", "subjects", "NumberIndex", unique: true);
        migration.CreateTable("subject_keys", t => new
        {
            Subject = t.Column<string>(),
            Wrapped = t.Column<byte[]>(),
        }, constraints: t => t.PrimaryKey("PK_subject_keys", r => r.Subject));
    }
}
