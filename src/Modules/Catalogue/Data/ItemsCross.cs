using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

[DbContext(typeof(CatalogueDb))]
[Migration("20261205_ItemsCross")]
internal sealed class ItemsCross() : ModuleMigration(CatalogueDb.Name)
{
    protected override void Define(MigrationBuilder migration) => migration.AddColumn<long>("CrossesWithin", "items", nullable: true);
}
