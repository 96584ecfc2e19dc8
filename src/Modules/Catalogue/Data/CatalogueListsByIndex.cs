using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>Every list and every figure of the workbench from an index, also at a million cases.</summary>
[DbContext(typeof(CatalogueDb))]
[Migration("20261226_ListsByIndex")]
internal sealed class CatalogueListsByIndex() : ModuleMigration(CatalogueDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateIndex("ix_lists_feedback_answered", "feedback", "AnsweredAt", filter: "\"AnsweredAt\" is not null");
    }
}

[DbContext(typeof(CatalogueDb))]
[Migration("20261230_FeedbackInTrouble")]
internal sealed class FeedbackInTrouble() : ModuleMigration(CatalogueDb.Name)
{
    protected override void Define(MigrationBuilder migration) => migration.CreateIndex("ix_lists_feedback_trouble", "feedback", "Organisation", filter: "\"Trouble\"");
}
