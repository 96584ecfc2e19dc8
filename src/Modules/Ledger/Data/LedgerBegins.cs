using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Ledger;

[DbContext(typeof(LedgerDb))]
[Migration("20261122_Begin")]
internal sealed class LedgerBegins() : ModuleMigration(LedgerDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("keys", t => new
        {
            Id = t.Column<string>(),
            Public = t.Column<byte[]>(),
            Sealed = t.Column<byte[]>(),
            MadeAt = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_keys", r => r.Id));
        migration.CreateTable("promises", t => new
        {
            Number = t.Column<string>(),
            Sequence = t.Column<int>(),
            Hash = t.Column<string>(),
            At = t.Column<long>(),
            PromisedBy = t.Column<long>(),
            KeyId = t.Column<string>(),
            Signature = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_promises", r => new { r.Number, r.Sequence }));
        migration.CreateTable("receipts", t => new
        {
            Number = t.Column<string>(),
            Text = t.Column<string>(),
            KeyId = t.Column<string>(),
            Signature = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_receipts", r => r.Number));
        migration.CreateTable("pending", t => new
        {
            Number = t.Column<string>(),
            Sequence = t.Column<int>(),
            Hash = t.Column<string>(),
            Leaf = t.Column<byte[]>(),
            At = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_pending", r => new { r.Number, r.Sequence }));
        migration.CreateTable("leaves", t => new
        {
            Index = t.Column<long>(),
            Number = t.Column<string>(),
            Sequence = t.Column<int>(),
            Hash = t.Column<string>(),
            Leaf = t.Column<byte[]>(),
        }, constraints: t => t.PrimaryKey("PK_leaves", r => r.Index));
        migration.CreateIndex("ix_leaves_event", "leaves", ["Number", "Sequence"], unique: true);
        migration.CreateTable("nodes", t => new
        {
            Position = t.Column<long>(),
            Hash = t.Column<byte[]>(),
        }, constraints: t => t.PrimaryKey("PK_nodes", r => r.Position));
        migration.CreateTable("roots", t => new
        {
            Size = t.Column<long>(),
            Hash = t.Column<byte[]>(),
            At = t.Column<long>(),
            PreviousSize = t.Column<long>(),
            KeyId = t.Column<string>(),
            Signature = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_roots", r => r.Size));
        migration.CreateIndex("ix_roots_at", "roots", "At");
        migration.CreateTable("days", t => new
        {
            Day = t.Column<DateOnly>(),
            Size = t.Column<long>(),
            Body = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_days", r => r.Day));
    }
}
