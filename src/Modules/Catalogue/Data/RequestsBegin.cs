using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

[DbContext(typeof(CatalogueDb))]
[Migration("20261201_Requests")]
internal sealed class RequestsBegin() : ModuleMigration(CatalogueDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("requests", t => new
        {
            Id = t.Column<string>(),
            Place = t.Column<long>(),
            Department = t.Column<string>(),
            Title = t.Column<string>(),
            Kind = t.Column<string>(maxLength: 40),
            State = t.Column<string>(maxLength: 40),
            FiledAt = t.Column<long>(),
            ChangedAt = t.Column<long>(),
            Body = t.Column<string>(),
            Version = t.Column<int>(),
            MendBy = t.Column<DateOnly>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_requests", r => r.Id));
        migration.CreateIndex("ix_requests_place", "requests", ["Place", "State", "ChangedAt", "Id"]);
        migration.CreateIndex("ix_requests_department", "requests", ["Department", "State", "ChangedAt", "Id"]);
        migration.CreateTable("request_items", t => new
        {
            Item = t.Column<string>(),
            Request = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_request_items", r => new { r.Item, r.Request }));
        migration.CreateIndex("ix_request_items_request", "request_items", "Request");
        migration.CreateTable("request_parties", t => new
        {
            Organisation = t.Column<string>(),
            Request = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_request_parties", r => new { r.Organisation, r.Request }));
        migration.CreateTable("request_lines", t => new
        {
            Request = t.Column<string>(),
            Number = t.Column<int>(),
            What = t.Column<string>(),
            By = t.Column<string>(),
            At = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_request_lines", r => new { r.Request, r.Number }));
        migration.CreateTable("guide_reports", t => new
        {
            Request = t.Column<string>(),
            Place = t.Column<long>(),
            Title = t.Column<string>(),
            At = t.Column<long>(),
            ReadAt = t.Column<long>(nullable: true),
            ReadBy = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_guide_reports", r => r.Request));
        migration.CreateIndex("ix_guide_reports_place", "guide_reports", ["Place", "ReadAt"]);
        migration.CreateTable("switches", t => new
        {
            Id = t.Column<string>(),
            Item = t.Column<string>(),
            Guide = t.Column<int>(),
            DueAt = t.Column<long>(nullable: true),
            LeasedUntil = t.Column<long>(),
            Version = t.Column<int>(),
            Failures = t.Column<int>(),
            Trouble = t.Column<bool>(),
            Reason = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_switches", r => r.Id));
        migration.CreateIndex("ix_switches_due", "switches", "DueAt");
        migration.CreateIndex("ix_switches_item", "switches", "Item");
        migration.CreateTable("list_versions", t => new
        {
            Place = t.Column<long>(),
            List = t.Column<string>(maxLength: 40),
            Number = t.Column<int>(),
            EffectiveAt = t.Column<long>(),
            Reason = t.Column<string>(maxLength: 40),
            Why = t.Column<string>(),
            Origin = t.Column<string>(),
            By = t.Column<string>(),
            At = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_list_versions", r => new { r.Place, r.List, r.Number }));
        migration.CreateIndex("ix_list_versions_origin", "list_versions", "Origin");
        migration.CreateTable("list_lines", t => new
        {
            Place = t.Column<long>(),
            List = t.Column<string>(maxLength: 40),
            Number = t.Column<int>(),
            Key = t.Column<string>(),
            Name = t.Column<string>(),
            Department = t.Column<string>(),
            Step = t.Column<string>(maxLength: 40),
            Guide = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_list_lines", r => new { r.Place, r.List, r.Number, r.Key }));
        migration.CreateIndex("ix_list_lines_key", "list_lines", ["Key", "Number"]);
    }
}
