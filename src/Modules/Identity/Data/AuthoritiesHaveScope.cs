using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Identity;

[DbContext(typeof(IdentityDb))]
[Migration("20261122_Scope")]
internal sealed class AuthoritiesHaveScope() : ModuleMigration("identity")
{
    protected override void Define(MigrationBuilder migration) => migration.AddColumn<string>("Scope", "hats", nullable: true);
}
