using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

[DbContext(typeof(CatalogueDb))]
[Migration("20261130_Combinations")]
internal sealed class CombinationsBegin() : ModuleMigration(CatalogueDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("combinations", t => new
        {
            Item = t.Column<string>(),
            Name = t.Column<string>(),
            Kind = t.Column<string>(maxLength: 40),
            Place = t.Column<long>(),
            Plan = t.Column<string>(),
            Version = t.Column<int>(),
            ChangedAt = t.Column<long>(),
            Published = t.Column<string>(nullable: true),
            Look = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_combinations", r => r.Item));
        migration.CreateIndex("ix_combinations_place", "combinations", "Place");

        migration.CreateTable("combination_changes", t => new
        {
            Item = t.Column<string>(),
            Number = t.Column<int>(),
            What = t.Column<string>(),
            By = t.Column<string>(),
            At = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_combination_changes", r => new { r.Item, r.Number }));

        migration.CreateTable("coordinations", t => new
        {
            Item = t.Column<string>(),
            Number = t.Column<int>(),
            Body = t.Column<string>(),
            Version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_coordinations", r => new { r.Item, r.Number }));
    }
}
