using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

[DbContext(typeof(CatalogueDb))]
[Migration("20261222_Exchange")]
internal sealed class ExchangeBegins() : ModuleMigration(CatalogueDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("imports", t => new
        {
            Id = t.Column<string>(),
            FileName = t.Column<string>(),
            Fingerprint = t.Column<string>(),
            Place = t.Column<long>(),
            By = t.Column<string>(),
            BegunAt = t.Column<long>(),
            EndedAt = t.Column<long>(nullable: true),
            Total = t.Column<int>(),
            Done = t.Column<int>(),
            Accepted = t.Column<int>(),
            Unchanged = t.Column<int>(),
            Refused = t.Column<int>(),
            Reasons = t.Column<int>(),
            DueAt = t.Column<long>(nullable: true),
            LeasedUntil = t.Column<long>(),
            Version = t.Column<int>(),
            Failures = t.Column<int>(),
            Trouble = t.Column<bool>(),
            Reason = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_imports", r => r.Id));
        migration.CreateIndex("ix_imports_due", "imports", "DueAt");
        migration.CreateIndex("ix_imports_file", "imports", ["By", "Fingerprint"]);
        migration.CreateIndex("ix_imports_place", "imports", ["Place", "BegunAt"]);
        migration.CreateTable("import_refusals", t => new
        {
            Import = t.Column<string>(),
            Number = t.Column<int>(),
            Record = t.Column<string>(),
            Code = t.Column<string>(),
            Message = t.Column<string>(),
            Rulebook = t.Column<string>(),
            Article = t.Column<string>(),
            Body = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_import_refusals", r => new { r.Import, r.Number }));
        migration.CreateTable("import_pieces", t => new
        {
            Import = t.Column<string>(),
            Number = t.Column<int>(),
            Bytes = t.Column<byte[]>(),
        }, constraints: t => t.PrimaryKey("PK_import_pieces", r => new { r.Import, r.Number }));
        migration.CreateTable("exchanged_items", t => new
        {
            Item = t.Column<string>(),
            Code = t.Column<string>(),
            Version = t.Column<int>(),
            Change = t.Column<int>(),
            Batch = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_exchanged_items", r => r.Item));
        migration.CreateIndex("ix_exchanged_items_code", "exchanged_items", "Code");
        migration.CreateTable("applied_records", t => new
        {
            Code = t.Column<string>(),
            Source = t.Column<string>(),
            Batch = t.Column<string>(),
            Step = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_applied_records", r => new { r.Code, r.Source, r.Batch, r.Step }));
        migration.CreateTable("export_batches", t => new
        {
            Number = t.Column<long>(),
            Place = t.Column<long>(),
            At = t.Column<long>(),
            By = t.Column<string>(),
            Items = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_export_batches", r => r.Number));
    }
}
