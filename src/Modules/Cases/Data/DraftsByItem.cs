using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>Who changes an item is told how many drafts it has.</summary>
[DbContext(typeof(CasesDb))]
[Migration("20261201_DraftsByItem")]
internal sealed class DraftsByItem() : ModuleMigration(CasesDb.Name)
{
    protected override void Define(MigrationBuilder migration) => migration.CreateIndex("ix_drafts_item", "drafts", "item");
}
