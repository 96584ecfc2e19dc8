using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

[DbContext(typeof(CatalogueDb))]
[Migration("20261125_ItemsMove")]
internal sealed class ItemsMove() : ModuleMigration(CatalogueDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        foreach (var column in new[] { "ToOrganisation", "ToName", "ToPlace" }) migration.AddColumn<string>(column, "item_changes", nullable: true);
    }
}
