using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Messages;

[DbContext(typeof(MessagesDb))]
[Migration("20261201_Signing")]
internal sealed class MessagesTellSignings() : ModuleMigration(MessagesDb.Name)
{
    protected override void Define(MigrationBuilder migration) => migration.AddColumn<string>("Source", "messages", nullable: true);
}
