using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Identity;

[DbContext(typeof(IdentityDb))]
[Migration("20261123_AccountsAreAdministered")]
internal sealed class AccountsAreAdministered() : ModuleMigration("identity")
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.AddColumn<string>("NumberIndex", "accounts", nullable: true);
        migration.AddColumn<long>("StartPasswordUntil", "accounts", nullable: true);
        migration.AddColumn<byte[]>("TotpBox", "accounts", nullable: true);
        migration.AddColumn<long>("TotpStep", "accounts", nullable: false, defaultValue: 0L);
        migration.CreateIndex("IX_accounts_NumberIndex", "accounts", "NumberIndex", unique: true);
        migration.CreateTable("asked_posts", columns: t => new
        {
            Id = t.Column<string>(),
            Account = t.Column<string>(),
            Role = t.Column<string>(maxLength: 40),
            Place = t.Column<long>(),
            Organisation = t.Column<string>(),
            Unit = t.Column<string>(nullable: true),
            Why = t.Column<string>(),
            AskedBy = t.Column<string>(),
            AskedAt = t.Column<long>(),
            SettledBy = t.Column<string>(nullable: true),
            SettledAt = t.Column<long>(nullable: true),
            Agreed = t.Column<bool>(),
            Against = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_asked_posts", p => p.Id));
        migration.CreateIndex("IX_asked_posts_Account_AskedAt", "asked_posts", ["Account", "AskedAt"]);
        migration.CreateTable("security_events", columns: t => new
        {
            Number = t.Column<long>(),
            At = t.Column<long>(),
            Kind = t.Column<string>(maxLength: 40),
            Account = t.Column<string>(nullable: true),
            By = t.Column<string>(nullable: true),
            Note = t.Column<string>(nullable: true),
            Hash = t.Column<byte[]>(),
        }, constraints: t => t.PrimaryKey("PK_security_events", e => e.Number));
        migration.CreateIndex("IX_security_events_Account_Number", "security_events", ["Account", "Number"]);
    }
}
