using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Security;

[DbContext(typeof(SecurityDb))]
[Migration("20261123_Begin")]
internal sealed class SecurityBegins() : ModuleMigration(SecurityDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        Registers(migration);
        migration.CreateTable("handlings", t => new
        {
            Number = t.Column<long>(),
            Note = t.Column<string>(),
            By = t.Column<string>(),
            At = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_handlings", r => r.Number));
        migration.CreateTable("alerts", t => new
        {
            Id = t.Column<string>(),
            Place = t.Column<long>(),
            Asset = t.Column<string>(),
            Overdue = t.Column<bool>(),
            Words = t.Column<string>(),
            DueOn = t.Column<DateOnly>(nullable: true),
            RaisedAt = t.Column<long>(),
            EndedAt = t.Column<long>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_alerts", r => r.Id));
        migration.CreateIndex("ix_alerts_place", "alerts", ["Place", "EndedAt"]);
        migration.CreateTable("log", t => new
        {
            Number = t.Column<long>(),
            At = t.Column<long>(),
            Kind = t.Column<string>(maxLength: 40),
            By = t.Column<string>(nullable: true),
            About = t.Column<string>(nullable: true),
            What = t.Column<string>(),
            Hash = t.Column<byte[]>(),
        }, constraints: t => t.PrimaryKey("PK_log", r => r.Number));
        migration.CreateIndex("ix_log_about", "log", ["About", "Number"]);
        migration.CreateTable("cursors", t => new
        {
            Name = t.Column<string>(),
            Number = t.Column<long>(),
            At = t.Column<long>(),
            Failures = t.Column<int>(),
            Reason = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_cursors", r => r.Name));
        migration.OnlyGrows(SecurityDb.Name, "log");
    }

    private static void Registers(MigrationBuilder migration)
    {
        migration.CreateTable("assets", t => new
        {
            Id = t.Column<string>(),
            Kind = t.Column<string>(maxLength: 40),
            Name = t.Column<string>(),
            Grade = t.Column<string>(maxLength: 40),
            Place = t.Column<long>(),
            Organisation = t.Column<string>(),
            Levels = t.Column<string>(),
            Note = t.Column<string>(nullable: true),
            RegisteredAt = t.Column<long>(),
            RetiredOn = t.Column<DateOnly>(nullable: true),
            Version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_assets", r => r.Id));
        migration.CreateIndex("ix_assets_place", "assets", ["Place", "Name"]);
        migration.CreateTable("duties", t => new
        {
            Asset = t.Column<string>(),
            Level = t.Column<string>(),
            Account = t.Column<string>(),
            At = t.Column<long>(),
            By = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_duties", r => new { r.Asset, r.Level }));
        migration.CreateTable("vulnerabilities", t => new
        {
            Id = t.Column<string>(),
            Asset = t.Column<string>(),
            Place = t.Column<long>(),
            Title = t.Column<string>(),
            Severity = t.Column<string>(maxLength: 40),
            FoundOn = t.Column<DateOnly>(),
            Owner = t.Column<string>(),
            DueOn = t.Column<DateOnly>(),
            FixedOn = t.Column<DateOnly>(nullable: true),
            How = t.Column<string>(nullable: true),
            Version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_vulnerabilities", r => r.Id));
        migration.CreateIndex("ix_vulnerabilities_place", "vulnerabilities", ["Place", "FixedOn", "DueOn"]);
        migration.CreateTable("assessments", t => new
        {
            Id = t.Column<string>(),
            Asset = t.Column<string>(),
            Kind = t.Column<string>(maxLength: 40),
            TestedOn = t.Column<DateOnly>(),
            Tester = t.Column<string>(),
            Report = t.Column<string>(),
            Outcome = t.Column<string>(),
            At = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_assessments", r => r.Id));
        migration.CreateIndex("ix_assessments_asset", "assessments", ["Asset", "Kind", "TestedOn"]);
    }
}
