using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Materials;

[DbContext(typeof(MaterialsDb))]
[Migration("20261206_FilesAreSealed")]
internal sealed class FilesAreSealed() : ModuleMigration(MaterialsDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.AddColumn<string>("Content", "files", nullable: true);
        migration.AddColumn<byte[]>("Wrapped", "files", nullable: true);
        migration.AddColumn<byte[]>("Wrapped", "uploads", nullable: true);
        migration.CreateIndex("ix_files_content", "files", "Content");
    }
}
