using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Identity;

[DbContext(typeof(IdentityDb))]
[Migration("20261205_Lines")]
internal sealed class OrganisationsHaveLines() : ModuleMigration("identity")
{
    protected override void Define(MigrationBuilder migration) => migration.AddColumn<string>("Line", "organisations", nullable: true);
}
