using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Messages;

/// <summary>抄送: one message for an event and a reader, not for an event alone.</summary>
[DbContext(typeof(MessagesDb))]
[Migration("20261230_Copies")]
internal sealed class MessagesAreCopied() : ModuleMigration(MessagesDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.AddColumn<string>("Principal", "messages", nullable: true);
        migration.AddColumn<string>("Authority", "messages", nullable: true);
        migration.DropIndex("ix_messages_event", "messages");
        migration.CreateIndex("ix_messages_event", "messages", ["Case", "Sequence", "Subject"], unique: true);
    }
}
