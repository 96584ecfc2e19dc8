using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Materials;

[DbContext(typeof(MaterialsDb))]
[Migration("20261226_FilesShowSignatures")]
internal sealed class FilesShowSignatures() : ModuleMigration(MaterialsDb.Name)
{
    protected override void Define(MigrationBuilder migration) => migration.AddColumn<string>("Signature", "files", nullable: true);
}
