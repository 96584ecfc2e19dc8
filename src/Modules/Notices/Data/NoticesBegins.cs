using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Notices;

[DbContext(typeof(NoticesDb))]
[Migration("20261122_Begin")]
internal sealed class NoticesBegins() : ModuleMigration(NoticesDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("notices", t => new
        {
            Code = t.Column<string>(),
            Number = t.Column<string>(),
            Case = t.Column<string>(),
            Sequence = t.Column<int>(),
            Kind = t.Column<string>(),
            Title = t.Column<string>(),
            Subject = t.Column<string>(),
            Bearer = t.Column<string>(),
            Item = t.Column<string>(),
            IssuedAt = t.Column<long>(),
            Hash = t.Column<string>(),
            KeyId = t.Column<string>(),
            Signature = t.Column<string>(),
            Text = t.Column<byte[]>(),
            Html = t.Column<byte[]>(),
            Pdf = t.Column<byte[]>(),
        }, constraints: t => t.PrimaryKey("PK_notices", r => r.Code));
        migration.CreateIndex("ix_notices_event", "notices", ["Case", "Sequence"], unique: true);
        migration.CreateTable("serials", t => new
        {
            Organisation = t.Column<string>(),
            Word = t.Column<string>(),
            Year = t.Column<int>(),
            Last = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_serials", r => new { r.Organisation, r.Word, r.Year }));
    }
}

[DbContext(typeof(NoticesDb))]
[Migration("20261123_Once")]
internal sealed class NoticesOnce() : ModuleMigration(NoticesDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("once_notices", t => new
        {
            Code = t.Column<string>(),
            Number = t.Column<string>(),
            Item = t.Column<string>(),
            Version = t.Column<int>(),
            Name = t.Column<string>(),
            Situation = t.Column<string>(),
            Means = t.Column<string>(),
            By = t.Column<string>(),
            Organisation = t.Column<string>(),
            GivenAt = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_once_notices", n => n.Code));
        migration.CreateIndex("ix_once_notices_given", "once_notices", ["Organisation", "GivenAt"]);
    }
}
