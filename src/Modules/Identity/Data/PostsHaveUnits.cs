using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Identity;

[DbContext(typeof(IdentityDb))]
[Migration("20261122_Units")]
internal sealed class PostsHaveUnits() : ModuleMigration("identity")
{
    protected override void Define(MigrationBuilder migration) => migration.AddColumn<string>("Unit", "accounts", nullable: true);
}
