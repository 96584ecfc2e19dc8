using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Couriers;

[DbContext(typeof(CouriersDb))]
[Migration("20261122_Begin")]
internal sealed class CouriersBegins() : ModuleMigration(CouriersDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("parcels", t => new
        {
            Id = t.Column<string>(),
            Case = t.Column<string>(),
            Direction = t.Column<string>(maxLength: 40),
            Sequence = t.Column<int>(),
            Organisation = t.Column<string>(),
            Place = t.Column<long>(),
            Subject = t.Column<string>(),
            ItemName = t.Column<string>(),
            Courier = t.Column<string>(nullable: true),
            State = t.Column<string>(maxLength: 40),
            Waybill = t.Column<string>(nullable: true),
            CreatedAt = t.Column<long>(),
            End = t.Column<byte[]>(),
            Day = t.Column<DateOnly>(nullable: true),
            Asked = t.Column<int>(),
            SignedBy = t.Column<string>(nullable: true),
            DueAt = t.Column<long>(nullable: true),
            LeasedUntil = t.Column<long>(),
            Version = t.Column<int>(),
            Failures = t.Column<int>(),
            Trouble = t.Column<bool>(),
            Reason = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_parcels", r => r.Id));
        migration.CreateIndex("ix_parcels_case", "parcels", ["Case", "Direction", "Sequence"], unique: true);
        migration.CreateIndex("ix_parcels_due", "parcels", "DueAt");
        migration.CreateIndex("ix_parcels_state", "parcels", ["State", "Place"]);
        migration.CreateTable("tracks", t => new
        {
            Parcel = t.Column<string>(),
            State = t.Column<string>(maxLength: 40),
            At = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_tracks", r => new { r.Parcel, r.State }));
        migration.CreateTable("halls", t => new
        {
            Hall = t.Column<string>(),
            Modes = t.Column<string>(),
            ChangedAt = t.Column<long>(),
            ChangedBy = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_halls", r => r.Hall));
    }
}
