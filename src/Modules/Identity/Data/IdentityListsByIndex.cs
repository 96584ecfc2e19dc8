using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>Every list and every figure of the workbench from an index, also at a million cases.</summary>
[DbContext(typeof(IdentityDb))]
[Migration("20261226_ListsByIndex")]
internal sealed class IdentityListsByIndex() : ModuleMigration("identity")
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateIndex("ix_lists_accounts_staff", "accounts", "User", filter: "\"Role\" <> 'Applicant'");
        migration.CreateIndex("ix_lists_hats_subject", "hats", "Subject");
        migration.CreateIndex("ix_lists_opening_secrecies_office", "opening_secrecies", ["Office", "AskedAt"]);
        migration.CreateIndex("ix_lists_asked_posts_open", "asked_posts", "Account", filter: "\"SettledAt\" is null");
    }
}
