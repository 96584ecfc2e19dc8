using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Messages;

/// <summary>Every list and every figure of the workbench from an index, also at a million cases.</summary>
[DbContext(typeof(MessagesDb))]
[Migration("20261226_ListsByIndex")]
internal sealed class MessagesListsByIndex() : ModuleMigration(MessagesDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateIndex("ix_lists_messages_unread", "messages", "Subject", filter: "\"InboxAt\" is not null and \"ReadAt\" is null");
        migration.CreateIndex("ix_lists_messages_breached", "messages", "Id", filter: "\"BreachedAt\" is not null");
        migration.CreateIndex("ix_lists_sendings_trouble_organisation", "sendings", ["Organisation", "CreatedAt"], filter: "\"Trouble\"");
        migration.CreateIndex("ix_lists_sendings_task_organisation", "sendings", ["Organisation", "CreatedAt"], filter: "\"State\" = 'Task'");
    }
}
