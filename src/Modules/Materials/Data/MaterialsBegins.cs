using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Materials;

[DbContext(typeof(MaterialsDb))]
[Migration("20261122_Begin")]
internal sealed class MaterialsBegins() : ModuleMigration(MaterialsDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("baskets", t => new
        {
            Id = t.Column<string>(),
            Subject = t.Column<string>(),
            Organisation = t.Column<string>(),
            Place = t.Column<long>(),
            OpenedAt = t.Column<long>(),
            FrozenAt = t.Column<long>(nullable: true),
            Version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_baskets", r => r.Id));
        migration.CreateTable("files", t => new
        {
            Id = t.Column<string>(),
            Basket = t.Column<string>(),
            Material = t.Column<string>(),
            Name = t.Column<string>(),
            MediaType = t.Column<string>(),
            Size = t.Column<long>(),
            Hash = t.Column<string>(),
            StoredAt = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_files", r => r.Id));
        migration.CreateIndex("ix_files_basket", "files", "Basket");
        migration.CreateIndex("ix_files_hash", "files", "Hash");
        migration.CreateTable("uploads", t => new
        {
            Id = t.Column<string>(),
            Basket = t.Column<string>(),
            Material = t.Column<string>(),
            Name = t.Column<string>(),
            Length = t.Column<long>(),
            ExpiresAt = t.Column<long>(),
            Hash = t.Column<string>(nullable: true),
            File = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_uploads", r => r.Id));
        migration.CreateIndex("ix_uploads_basket", "uploads", "Basket");
        migration.CreateIndex("ix_uploads_expires_at", "uploads", "ExpiresAt");
    }
}
