using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Messages;

[DbContext(typeof(MessagesDb))]
[Migration("20261122_Begin")]
internal sealed class MessagesBegins() : ModuleMigration(MessagesDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("messages", t => new
        {
            Id = t.Column<string>(),
            Case = t.Column<string>(),
            Sequence = t.Column<int>(),
            Type = t.Column<string>(),
            Subject = t.Column<string>(),
            Organisation = t.Column<string>(),
            Place = t.Column<long>(),
            Code = t.Column<string>(),
            HappenedAt = t.Column<long>(),
            Title = t.Column<string>(),
            Item = t.Column<string>(),
            Text = t.Column<byte[]>(nullable: true),
            InboxAt = t.Column<long>(nullable: true),
            ReadAt = t.Column<long>(nullable: true),
            Plan = t.Column<string>(),
            Basis = t.Column<string>(),
            MustBeBy = t.Column<DateOnly>(nullable: true),
            BreachedAt = t.Column<long>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_messages", r => r.Id));
        migration.CreateIndex("ix_messages_event", "messages", ["Case", "Sequence"], unique: true);
        migration.CreateIndex("ix_messages_code", "messages", "Code", unique: true);
        migration.CreateIndex("ix_messages_inbox", "messages", ["Subject", "InboxAt"]);
        migration.CreateIndex("ix_messages_by", "messages", "MustBeBy");
        migration.CreateTable("sendings", t => new
        {
            Id = t.Column<string>(),
            Message = t.Column<string>(),
            Subject = t.Column<string>(),
            Organisation = t.Column<string>(),
            Place = t.Column<long>(),
            Means = t.Column<string>(maxLength: 40),
            State = t.Column<string>(maxLength: 40),
            Trouble = t.Column<bool>(),
            Failures = t.Column<int>(),
            Asked = t.Column<int>(),
            Round = t.Column<int>(),
            Unclear = t.Column<bool>(),
            DueAt = t.Column<long>(nullable: true),
            LeasedUntil = t.Column<long>(),
            Version = t.Column<int>(),
            CreatedAt = t.Column<long>(),
            SentAt = t.Column<long>(nullable: true),
            DoneAt = t.Column<long>(nullable: true),
            Proof = t.Column<string>(nullable: true),
            Reason = t.Column<string>(nullable: true),
            SettledBy = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_sendings", r => r.Id));
        migration.CreateIndex("ix_sendings_message", "sendings", ["Message", "Means"], unique: true);
        migration.CreateIndex("ix_sendings_due", "sendings", "DueAt");
        migration.CreateIndex("ix_sendings_trouble", "sendings", ["Trouble", "Place"]);
        migration.CreateIndex("ix_sendings_state", "sendings", ["State", "Place"]);
        migration.CreateTable("choices", t => new
        {
            Subject = t.Column<string>(),
            First = t.Column<string>(maxLength: 40),
            Second = t.Column<string>(maxLength: 40, nullable: true),
            Night = t.Column<bool>(),
            Contacts = t.Column<byte[]>(),
            ChangedAt = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_choices", r => r.Subject));
    }
}
