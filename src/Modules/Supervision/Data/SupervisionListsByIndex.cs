using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Supervision;

/// <summary>Every list and every figure of the workbench from an index, also at a million cases.</summary>
[DbContext(typeof(SupervisionDb))]
[Migration("20261226_ListsByIndex")]
internal sealed class SupervisionListsByIndex() : ModuleMigration(SupervisionDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateIndex("ix_lists_credit_organisation", "credit", ["Organisation", "Trouble", "HappenedAt"]);
        migration.CreateIndex("ix_lists_credit_happened", "credit", ["Trouble", "HappenedAt"]);
        migration.CreateIndex("ix_lists_credit_place", "credit", "Place");
    }
}
