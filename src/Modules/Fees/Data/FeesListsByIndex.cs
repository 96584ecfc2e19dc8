using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Fees;

/// <summary>Every list and every figure of the workbench from an index, also at a million cases.</summary>
[DbContext(typeof(FeesDb))]
[Migration("20261226_ListsByIndex")]
internal sealed class FeesListsByIndex() : ModuleMigration(FeesDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateIndex("ix_lists_charges_organisation", "charges", ["Organisation", "State", "ChargedAt"]);
        migration.CreateIndex("ix_lists_charges_charged", "charges", "ChargedAt");
        migration.CreateIndex("ix_lists_charges_place", "charges", "Place");
        migration.CreateIndex("ix_lists_charges_trouble_place", "charges", ["Place", "ChargedAt"], filter: "\"Trouble\"");
        migration.CreateIndex("ix_lists_charges_trouble_organisation", "charges", ["Organisation", "ChargedAt"], filter: "\"Trouble\"");
        migration.CreateIndex("ix_lists_refunds_place", "refunds", ["State", "Place"]);
        migration.CreateIndex("ix_lists_refunds_organisation", "refunds", ["State", "Organisation"]);
        migration.CreateIndex("ix_lists_refunds_trouble_place", "refunds", "Place", filter: "\"Trouble\"");
        migration.CreateIndex("ix_lists_refunds_trouble_organisation", "refunds", "Organisation", filter: "\"Trouble\"");
        migration.CreateIndex("ix_lists_differences_open", "differences", "Day", filter: "\"Settled\" is null");
    }
}

/// <summary>The same for who sees a district or a town: in the order of time, without reading other places' charges.</summary>
[DbContext(typeof(FeesDb))]
[Migration("20261230_ChargesOfPlaces")]
internal sealed class ChargesOfPlaces() : ModuleMigration(FeesDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.ByDistrictAndTown(FeesDb.Name, "charges", "\"State\", \"ChargedAt\" desc, \"Id\"");
        migration.ByDistrictAndTown(FeesDb.Name, "charges", "\"ChargedAt\" desc, \"Id\"", "\"Trouble\"", "trouble_");
        migration.CreateIndex("ix_lists_charges_open", "charges", ["ChargedAt"], filter: "\"State\" = 'Open'");
    }
}
