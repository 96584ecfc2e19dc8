using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Supervision;

[DbContext(typeof(SupervisionDb))]
[Migration("20261122_Begin")]
internal sealed class SupervisionBegins() : ModuleMigration(SupervisionDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("credit", t => new
        {
            Id = t.Column<string>(),
            Case = t.Column<string>(),
            Sequence = t.Column<int>(),
            Kind = t.Column<string>(maxLength: 40),
            Organisation = t.Column<string>(),
            Place = t.Column<long>(),
            ItemName = t.Column<string>(),
            HappenedAt = t.Column<long>(),
            SentAt = t.Column<long>(nullable: true),
            Receipt = t.Column<string>(nullable: true),
            DueAt = t.Column<long>(nullable: true),
            LeasedUntil = t.Column<long>(),
            Version = t.Column<int>(),
            Failures = t.Column<int>(),
            Trouble = t.Column<bool>(),
            Reason = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_credit", r => r.Id));
        migration.CreateIndex("ix_credit_event", "credit", ["Case", "Sequence"], unique: true);
        migration.CreateIndex("ix_credit_due", "credit", "DueAt");
        migration.CreateIndex("ix_credit_trouble", "credit", ["Trouble", "Place"]);
    }
}
