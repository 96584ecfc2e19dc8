using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Materials;

/// <summary>All that one person handed in, for his copy and his erasure, without reading everybody's.</summary>
[DbContext(typeof(MaterialsDb))]
[Migration("20261230_BasketsOfPersons")]
internal sealed class BasketsOfPersons() : ModuleMigration(MaterialsDb.Name)
{
    protected override void Define(MigrationBuilder migration) => migration.CreateIndex("ix_baskets_subject", "baskets", "Subject");
}
