using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

[DbContext(typeof(CatalogueDb))]
[Migration("20261216_GuideDrafts")]
internal sealed class GuideDraftsBegin() : ModuleMigration(CatalogueDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("guide_drafts", t => new
        {
            Change = t.Column<string>(),
            Item = t.Column<string>(),
            Name = t.Column<string>(),
            BaseVersion = t.Column<int>(),
            Organisation = t.Column<string>(),
            Place = t.Column<long>(),
            Begun = t.Column<string>(),
            Body = t.Column<string>(),
            Revision = t.Column<int>(),
            ChangedAt = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_guide_drafts", r => new { r.Change, r.Item }));
        migration.CreateIndex("ix_guide_drafts_organisation", "guide_drafts", ["Organisation", "ChangedAt"]);
        migration.CreateIndex("ix_guide_drafts_place", "guide_drafts", ["Place", "ChangedAt"]);

        migration.CreateTable("guide_edits", t => new
        {
            Change = t.Column<string>(),
            Item = t.Column<string>(),
            Number = t.Column<int>(),
            Path = t.Column<string>(),
            Before = t.Column<string>(nullable: true),
            After = t.Column<string>(nullable: true),
            By = t.Column<string>(),
            At = t.Column<long>(),
            Seen = t.Column<int>(),
            State = t.Column<string>(maxLength: 40),
            Answers = t.Column<int>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_guide_edits", r => new { r.Change, r.Item, r.Number }));

        migration.CreateTable("guide_comments", t => new
        {
            Change = t.Column<string>(),
            Item = t.Column<string>(),
            Number = t.Column<int>(),
            Path = t.Column<string>(),
            Words = t.Column<string>(),
            By = t.Column<string>(),
            At = t.Column<long>(),
            Settled = t.Column<bool>(),
        }, constraints: t => t.PrimaryKey("PK_guide_comments", r => new { r.Change, r.Item, r.Number }));
    }
}
