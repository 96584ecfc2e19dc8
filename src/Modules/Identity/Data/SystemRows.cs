using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>业务系统 of a department, whose users sign in here (一号服务).</summary>
internal sealed class SystemRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Where its users may be sent back to, one a line; compared to the letter.</summary>
    public required string Returns { get; init; }

    /// <summary>What it may be told, with blanks between.</summary>
    public required string Scopes { get; init; }

    /// <summary>SM3 of its secret, which is random: nothing to guess.</summary>
    public required string SecretHash { get; init; }

    public bool Active { get; set; } = true;

    public required string RegisteredBy { get; init; }

    public required Instant RegisteredAt { get; init; }
}

/// <summary>授权码 and what came of it: of code and access token the hashes alone.</summary>
internal sealed class GrantRow
{
    public required string CodeHash { get; init; }

    public required string System { get; init; }

    public required string Account { get; init; }

    /// <summary>Applicants: whose hat was on.</summary>
    public string? Subject { get; init; }

    public required Assurance Level { get; init; }

    /// <summary>The account's then: whatever ends its sessions ends this too.</summary>
    public required string Stamp { get; init; }

    public required string Return { get; init; }

    public required string Challenge { get; init; }

    public string? Nonce { get; init; }

    public required string Scope { get; init; }

    public required Instant CodeUntil { get; init; }

    public bool Used { get; set; }

    public string? TokenHash { get; set; }

    public Instant TokenUntil { get; set; }
}

/// <summary>The key that signs our tokens (RS256, as every client can check), sealed under the installation's secret.</summary>
internal sealed class ProviderKeyRow
{
    public required string Id { get; init; }

    public required byte[] Box { get; init; }

    public required Instant CreatedAt { get; init; }
}

internal static class SystemRows
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<SystemRow>().ToTable("systems").HasKey(s => s.Id);
        model.Entity<GrantRow>(row =>
        {
            row.ToTable("grants").HasKey(g => g.CodeHash);
            row.HasIndex(g => g.TokenHash).IsUnique();
            row.HasIndex(g => g.CodeUntil);
        });
        model.Entity<ProviderKeyRow>().ToTable("provider_keys").HasKey(k => k.Id);
    }
}

[DbContext(typeof(IdentityDb))]
[Migration("20261123_Door_Systems")]
internal sealed class DoorSystems() : ModuleMigration("identity")
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("systems", t => new
        {
            Id = t.Column<string>(),
            Name = t.Column<string>(),
            Returns = t.Column<string>(),
            Scopes = t.Column<string>(),
            SecretHash = t.Column<string>(),
            Active = t.Column<bool>(),
            RegisteredBy = t.Column<string>(),
            RegisteredAt = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_systems", s => s.Id));
        migration.CreateTable("grants", t => new
        {
            CodeHash = t.Column<string>(),
            System = t.Column<string>(),
            Account = t.Column<string>(),
            Subject = t.Column<string>(nullable: true),
            Level = t.Column<string>(maxLength: 40),
            Stamp = t.Column<string>(),
            Return = t.Column<string>(),
            Challenge = t.Column<string>(),
            Nonce = t.Column<string>(nullable: true),
            Scope = t.Column<string>(),
            CodeUntil = t.Column<long>(),
            Used = t.Column<bool>(),
            TokenHash = t.Column<string>(nullable: true),
            TokenUntil = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_grants", g => g.CodeHash));
        migration.CreateIndex("IX_grants_TokenHash", "grants", "TokenHash", unique: true);
        migration.CreateIndex("IX_grants_CodeUntil", "grants", "CodeUntil");
        migration.CreateTable("provider_keys", t => new
        {
            Id = t.Column<string>(),
            Box = t.Column<byte[]>(),
            CreatedAt = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_provider_keys", k => k.Id));
    }
}
