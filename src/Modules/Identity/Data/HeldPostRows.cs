using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>兼任的岗位: a further post of an account beside its own, in force from when the security administrator agreed. Worn one at a time, never added up.</summary>
internal sealed class HeldPostRow
{
    public required string Id { get; init; }

    public required string Account { get; init; }

    public required Role Role { get; init; }

    public required RegionCode Place { get; init; }

    public required string Organisation { get; init; }

    public string? Unit { get; init; }

    public required Instant Since { get; init; }

    public Instant? EndedAt { get; set; }

    public static void Map(ModelBuilder model) => model.Entity<HeldPostRow>(row =>
    {
        row.ToTable("held_posts").HasKey(p => p.Id);
        row.HasIndex(p => p.Account);
    });
}

[DbContext(typeof(IdentityDb))]
[Migration("20261227_PostsAreSeveral")]
internal sealed class PostsAreSeveral() : ModuleMigration("identity")
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("held_posts", t => new
        {
            Id = t.Column<string>(),
            Account = t.Column<string>(),
            Role = t.Column<string>(maxLength: 40),
            Place = t.Column<long>(),
            Organisation = t.Column<string>(),
            Unit = t.Column<string>(nullable: true),
            Since = t.Column<long>(),
            EndedAt = t.Column<long>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_held_posts", p => p.Id));
        migration.CreateIndex("IX_held_posts_Account", "held_posts", "Account");
        migration.AddColumn<bool>("Further", "asked_posts", nullable: false, defaultValue: false);
    }
}
