using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Materials;

[DbContext(typeof(MaterialsDb))]
[Migration("20261205_BasketShares")]
internal sealed class BasketsAreShared() : ModuleMigration(MaterialsDb.Name)
{
    protected override void Define(MigrationBuilder migration) => migration.CreateTable("basket_shares", t => new
    {
        Basket = t.Column<string>(),
        Organisation = t.Column<string>(),
        Place = t.Column<long>(),
        Until = t.Column<long>(nullable: true),
    }, constraints: t => t.PrimaryKey("PK_basket_shares", r => new { r.Basket, r.Organisation, r.Place }));
}
