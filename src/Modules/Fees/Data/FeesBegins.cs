using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Fees;

[DbContext(typeof(FeesDb))]
[Migration("20261122_Begin")]
internal sealed class FeesBegins() : ModuleMigration(FeesDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("charges", t => new
        {
            Id = t.Column<string>(),
            Case = t.Column<string>(),
            Organisation = t.Column<string>(),
            Place = t.Column<long>(),
            Subject = t.Column<string>(),
            Item = t.Column<string>(),
            ItemName = t.Column<string>(),
            Fee = t.Column<string>(),
            Standard = t.Column<string>(),
            Basis = t.Column<string>(),
            Price = t.Column<long>(),
            Unit = t.Column<string>(nullable: true),
            Units = t.Column<int>(nullable: true),
            Amount = t.Column<long>(),
            State = t.Column<string>(maxLength: 40),
            ChargedAt = t.Column<long>(),
            Note = t.Column<byte[]>(nullable: true),
            SettledBy = t.Column<string>(nullable: true),
            Ordered = t.Column<bool>(),
            PayCode = t.Column<string>(nullable: true),
            PayAddress = t.Column<string>(nullable: true),
            Asked = t.Column<int>(),
            PaidAt = t.Column<long>(nullable: true),
            PaidOn = t.Column<DateOnly>(nullable: true),
            Way = t.Column<string>(nullable: true),
            Serial = t.Column<string>(nullable: true),
            ReceiptNumber = t.Column<string>(nullable: true),
            ReceiptCheck = t.Column<string>(nullable: true),
            Receipt = t.Column<byte[]>(nullable: true),
            ReceiptKind = t.Column<string>(nullable: true),
            ReceiptAt = t.Column<long>(nullable: true),
            Refunded = t.Column<long>(),
            DueAt = t.Column<long>(nullable: true),
            LeasedUntil = t.Column<long>(),
            Version = t.Column<int>(),
            Failures = t.Column<int>(),
            Trouble = t.Column<bool>(),
            Reason = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_charges", r => r.Id));
        migration.CreateIndex("ix_charges_case", "charges", ["Case", "Fee"], unique: true);
        migration.CreateIndex("ix_charges_due", "charges", "DueAt");
        migration.CreateIndex("ix_charges_code", "charges", "PayCode");
        migration.CreateIndex("ix_charges_receipt", "charges", "ReceiptNumber");
        migration.CreateIndex("ix_charges_state", "charges", ["State", "Place"]);
        migration.CreateIndex("ix_charges_paid", "charges", "PaidOn");
        migration.CreateTable("refunds", t => new
        {
            Id = t.Column<string>(),
            Charge = t.Column<string>(),
            Place = t.Column<long>(),
            Organisation = t.Column<string>(),
            Amount = t.Column<long>(),
            Why = t.Column<string>(),
            Note = t.Column<byte[]>(nullable: true),
            State = t.Column<string>(maxLength: 40),
            AskedBy = t.Column<string>(),
            AskedAt = t.Column<long>(),
            DecidedBy = t.Column<string>(nullable: true),
            DecidedAt = t.Column<long>(nullable: true),
            DoneOn = t.Column<DateOnly>(nullable: true),
            DueAt = t.Column<long>(nullable: true),
            LeasedUntil = t.Column<long>(),
            Version = t.Column<int>(),
            Failures = t.Column<int>(),
            Trouble = t.Column<bool>(),
            Reason = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_refunds", r => r.Id));
        migration.CreateIndex("ix_refunds_charge", "refunds", "Charge");
        migration.CreateIndex("ix_refunds_due", "refunds", "DueAt");
        migration.CreateIndex("ix_refunds_done", "refunds", "DoneOn");
        migration.CreateTable("days", t => new
        {
            Id = t.Column<string>(),
            ComparedAt = t.Column<long>(nullable: true),
            OursCount = t.Column<int>(),
            Ours = t.Column<long>(),
            TheirsCount = t.Column<int>(),
            Theirs = t.Column<long>(),
            Differences = t.Column<int>(),
            DueAt = t.Column<long>(nullable: true),
            LeasedUntil = t.Column<long>(),
            Version = t.Column<int>(),
            Failures = t.Column<int>(),
            Trouble = t.Column<bool>(),
            Reason = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_days", r => r.Id));
        migration.CreateIndex("ix_days_due", "days", "DueAt");
        migration.CreateTable("differences", t => new
        {
            Id = t.Column<string>(),
            Day = t.Column<string>(),
            Kind = t.Column<string>(maxLength: 40),
            Charge = t.Column<string>(),
            Refund = t.Column<string>(nullable: true),
            Ours = t.Column<long>(nullable: true),
            Theirs = t.Column<long>(nullable: true),
            Place = t.Column<long>(),
            Settled = t.Column<string>(nullable: true),
            SettledBy = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_differences", r => r.Id));
        migration.CreateIndex("ix_differences_day", "differences", "Day");
    }
}
