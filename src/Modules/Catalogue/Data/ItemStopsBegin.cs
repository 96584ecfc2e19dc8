using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>暂停办理 says what becomes of running cases and where to go meanwhile.</summary>
[DbContext(typeof(CatalogueDb))]
[Migration("20261204_ItemStops")]
internal sealed class ItemStopsBegin() : ModuleMigration(CatalogueDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.AddColumn<string>("Running", "item_changes", nullable: true);
        migration.AddColumn<string>("Elsewhere", "item_changes", nullable: true);
    }
}
