using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>关联: who somebody is elsewhere, and his account here. One account a person of a service, never two.</summary>
internal sealed class LinkRow
{
    public required string Issuer { get; init; }

    /// <summary>The service's own identifier of him.</summary>
    public required string Sub { get; init; }

    public required string Account { get; set; }

    /// <summary>Whom the service told him to be, when he first came.</summary>
    public required string Subject { get; set; }

    /// <summary>实名等级, as the service told it last.</summary>
    public required Assurance Level { get; set; }

    public required Instant LinkedAt { get; init; }

    public required Instant LastAt { get; set; }
}

/// <summary>The tables of how applicants get in: in a file of their own.</summary>
internal static class DoorRows
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<LinkRow>(row =>
        {
            row.ToTable("links").HasKey(l => new { l.Issuer, l.Sub });
            row.HasIndex(l => l.Account);
        });
        PhoneRows.Map(model);
        SystemRows.Map(model);
    }
}

[DbContext(typeof(IdentityDb))]
[Migration("20261123_Door_Links")]
internal sealed class DoorLinks() : ModuleMigration("identity")
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("links", t => new
        {
            Issuer = t.Column<string>(),
            Sub = t.Column<string>(),
            Account = t.Column<string>(),
            Subject = t.Column<string>(),
            Level = t.Column<string>(maxLength: 40),
            LinkedAt = t.Column<long>(),
            LastAt = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_links", l => new { l.Issuer, l.Sub }));
        migration.CreateIndex("IX_links_Account", "links", "Account");
    }
}
