using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

[DbContext(typeof(CatalogueDb))]
[Migration("20261122_Begin")]
internal sealed class CatalogueBegins() : ModuleMigration(CatalogueDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("items", t => new
        {
            Key = t.Column<string>(),
            Name = t.Column<string>(),
            Organisation = t.Column<string>(),
            Place = t.Column<long>(),
            Type = t.Column<string>(maxLength: 40),
            CurrentVersion = t.Column<int>(),
            State = t.Column<string>(maxLength: 40),
            StateSince = t.Column<long>(),
            ForPersons = t.Column<bool>(),
            ForCompanies = t.Column<bool>(),
            OnTheSpot = t.Column<bool>(),
            Online = t.Column<bool>(),
            Visits = t.Column<int>(),
            Limit = t.Column<string>(),
            BasicCode = t.Column<string>(nullable: true),
            Words = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_items", r => r.Key));
        migration.CreateIndex("ix_items_place", "items", ["State", "Place", "Key"]);
        migration.CreateIndex("ix_items_organisation", "items", ["Organisation", "Key"]);

        migration.CreateTable("item_themes", t => new
        {
            Theme = t.Column<string>(),
            Item = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_item_themes", r => new { r.Theme, r.Item }));
        migration.CreateIndex("ix_item_themes_item", "item_themes", "Item");

        migration.CreateTable("guide_versions", t => new
        {
            Item = t.Column<string>(),
            Version = t.Column<int>(),
            EffectiveAt = t.Column<long>(),
            Body = t.Column<string>(),
            Hash = t.Column<string>(),
            PublishedAt = t.Column<long>(),
            PublishedBy = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_guide_versions", r => new { r.Item, r.Version }));

        migration.CreateTable("drafts", t => new
        {
            Item = t.Column<string>(),
            Body = t.Column<string>(),
            Missing = t.Column<string>(),
            ChangedAt = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_drafts", r => r.Item));

        migration.CreateTable("basic_entries", t => new
        {
            Place = t.Column<long>(),
            Code = t.Column<string>(),
            Name = t.Column<string>(),
            Main = t.Column<string>(nullable: true),
            Type = t.Column<string>(maxLength: 40),
            Department = t.Column<string>(),
            Body = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_basic_entries", r => new { r.Place, r.Code }));

        migration.CreateTable("process_templates", t => new
        {
            Id = t.Column<string>(),
            Name = t.Column<string>(),
            Stages = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_process_templates", r => r.Id));

        migration.CreateTable("change_count", t => new
        {
            Id = t.Column<int>(),
            Changes = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_change_count", r => r.Id));
    }
}
