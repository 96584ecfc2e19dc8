using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

[DbContext(typeof(CatalogueDb))]
[Migration("20261123_ItemChanges")]
internal sealed class ItemChangesBegin() : ModuleMigration(CatalogueDb.Name)
{
    protected override void Define(MigrationBuilder migration) => migration.CreateTable("item_changes", t => new
    {
        Item = t.Column<string>(),
        Number = t.Column<int>(),
        Step = t.Column<string>(maxLength: 40),
        StartsAt = t.Column<long>(),
        EndsAt = t.Column<long>(nullable: true),
        Reason = t.Column<string>(),
        SetBy = t.Column<string>(),
        SetAt = t.Column<long>(),
    }, constraints: t => t.PrimaryKey("PK_item_changes", r => new { r.Item, r.Number }));
}
