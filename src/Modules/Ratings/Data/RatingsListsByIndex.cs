using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Ratings;

/// <summary>Every list and every figure of the workbench from an index, also at a million cases.</summary>
[DbContext(typeof(RatingsDb))]
[Migration("20261226_ListsByIndex")]
internal sealed class RatingsListsByIndex() : ModuleMigration(RatingsDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateIndex("ix_lists_ratings_place", "ratings", ["Place", "Grade"]);
    }
}
