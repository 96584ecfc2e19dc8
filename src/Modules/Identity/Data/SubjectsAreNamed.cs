using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Identity;

[DbContext(typeof(IdentityDb))]
[Migration("20261226_SubjectNames")]
internal sealed class SubjectsAreNamed() : ModuleMigration("identity")
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.AddColumn<string>("NameIndex", "subjects", nullable: true);
        migration.CreateIndex("IX_subjects_NameIndex", "subjects", "NameIndex");
    }
}
