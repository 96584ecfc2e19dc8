using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Identity;

[DbContext(typeof(IdentityDb))]
[Migration("20261123_hats_AuthoritiesAreWritten")]
internal sealed class AuthoritiesAreWritten() : ModuleMigration("identity")
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("authorities", columns: t => new
        {
            Id = t.Column<string>(),
            Principal = t.Column<string>(),
            Kind = t.Column<string>(maxLength: 40),
            AgentIndex = t.Column<string>(),
            Agent = t.Column<string>(nullable: true),
            Box = t.Column<byte[]>(),
            Powers = t.Column<string>(),
            Items = t.Column<string>(nullable: true),
            From = t.Column<DateOnly>(),
            Until = t.Column<DateOnly>(),
            GivenBy = t.Column<string>(),
            GivenAt = t.Column<long>(),
            AtCounter = t.Column<bool>(),
            AcceptedBy = t.Column<string>(nullable: true),
            AcceptedAt = t.Column<long>(nullable: true),
            EndedAt = t.Column<long>(nullable: true),
            EndedBy = t.Column<string>(nullable: true),
            Ending = t.Column<string>(maxLength: 40, nullable: true),
            ToConfirm = t.Column<bool>(),
            Place = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_authorities", a => a.Id));
        migration.CreateIndex("IX_authorities_Principal_GivenAt", "authorities", ["Principal", "GivenAt"]);
        migration.CreateIndex("IX_authorities_AgentIndex_GivenAt", "authorities", ["AgentIndex", "GivenAt"]);
        migration.CreateIndex("IX_authorities_Agent", "authorities", "Agent");
        migration.CreateTable("authority_staff", columns: t => new
        {
            Id = t.Column<string>(),
            Authority = t.Column<string>(),
            Person = t.Column<string>(),
            By = t.Column<string>(),
            At = t.Column<long>(),
            RemovedAt = t.Column<long>(nullable: true),
            RemovedBy = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_authority_staff", s => s.Id));
        migration.CreateIndex("IX_authority_staff_Person", "authority_staff", "Person");
        migration.CreateIndex("IX_authority_staff_Authority", "authority_staff", "Authority");
        migration.CreateTable("authority_uses", columns: t => new
        {
            Principal = t.Column<string>(),
            Case = t.Column<string>(),
            Sequence = t.Column<int>(),
            At = t.Column<long>(),
            Type = t.Column<string>(),
            Authority = t.Column<string>(),
            Account = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_authority_uses", u => new { u.Case, u.Sequence }));
        migration.CreateIndex("IX_authority_uses_Principal_At", "authority_uses", ["Principal", "At"]);
        migration.CreateIndex("IX_authority_uses_Authority_At", "authority_uses", ["Authority", "At"]);
        migration.CreateTable("enterprise_entries", columns: t => new
        {
            Subject = t.Column<string>(),
            Box = t.Column<byte[]>(),
            ChangedAt = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_enterprise_entries", e => e.Subject));
    }
}
