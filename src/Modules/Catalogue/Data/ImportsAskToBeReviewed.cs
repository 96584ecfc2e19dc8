using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

[DbContext(typeof(CatalogueDb))]
[Migration("20261223_ImportsAskToBeReviewed")]
internal sealed class ImportsAskToBeReviewed() : ModuleMigration(CatalogueDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.AddColumn<string>("Why", "imports", nullable: true);
        migration.AddColumn<DateOnly>("From", "imports", nullable: true);
        migration.AddColumn<int>("Drafted", "imports", nullable: false, defaultValue: 0);
        migration.AddColumn<string>("Request", "applied_records", nullable: true);
    }
}
