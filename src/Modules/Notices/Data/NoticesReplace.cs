using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Notices;

[DbContext(typeof(NoticesDb))]
[Migration("20261123_Replace")]
internal sealed class NoticesReplace() : ModuleMigration(NoticesDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.AddColumn<string>("Replaces", "notices", nullable: true);
        migration.CreateIndex("ix_notices_replaces", "notices", "Replaces");
    }
}
