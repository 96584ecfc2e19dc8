using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Couriers;

/// <summary>Every list and every figure of the workbench from an index, also at a million cases.</summary>
[DbContext(typeof(CouriersDb))]
[Migration("20261226_ListsByIndex")]
internal sealed class CouriersListsByIndex() : ModuleMigration(CouriersDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateIndex("ix_lists_parcels_place", "parcels", "Place");
        migration.CreateIndex("ix_lists_parcels_created", "parcels", "CreatedAt");
        migration.CreateIndex("ix_lists_parcels_organisation", "parcels", ["Organisation", "CreatedAt"]);
        migration.CreateIndex("ix_lists_parcels_organisation_state", "parcels", ["Organisation", "State"]);
        migration.CreateIndex("ix_lists_parcels_trouble_place", "parcels", "Place", filter: "\"Trouble\"");
        migration.CreateIndex("ix_lists_parcels_trouble_organisation", "parcels", "Organisation", filter: "\"Trouble\"");
    }
}

/// <summary>The same for who sees a district or a town: in the order of time, without reading other places' parcels.</summary>
[DbContext(typeof(CouriersDb))]
[Migration("20261230_ParcelsOfPlaces")]
internal sealed class ParcelsOfPlaces() : ModuleMigration(CouriersDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.ByDistrictAndTown(CouriersDb.Name, "parcels", "\"CreatedAt\" desc");
        migration.ByDistrictAndTown(CouriersDb.Name, "parcels", "\"State\", \"CreatedAt\" desc", null, "state_");
        migration.ByDistrictAndTown(CouriersDb.Name, "parcels", "\"CreatedAt\" desc", "\"Trouble\"", "trouble_");
    }
}
