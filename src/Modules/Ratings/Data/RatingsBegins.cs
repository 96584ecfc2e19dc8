using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Storage;

namespace OneWindow.Ratings;

[DbContext(typeof(RatingsDb))]
[Migration("20261122_Begin")]
internal sealed class RatingsBegins() : ModuleMigration(RatingsDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("invitations", t => new
        {
            Number = t.Column<string>(),
            Subject = t.Column<string>(),
            Organisation = t.Column<string>(),
            Item = t.Column<string>(),
            ItemName = t.Column<string>(),
            Place = t.Column<long>(),
            InvitedAt = t.Column<long>(),
            Basis = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_invitations", r => r.Number));
        migration.CreateTable("ratings", t => new
        {
            Number = t.Column<string>(),
            Id = t.Column<string>(),
            Grade = t.Column<string>(maxLength: 40),
            Options = t.Column<string>(),
            Words = t.Column<byte[]>(nullable: true),
            Subject = t.Column<string>(),
            Organisation = t.Column<string>(),
            Item = t.Column<string>(),
            ItemName = t.Column<string>(),
            Place = t.Column<long>(),
            At = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_ratings", r => r.Number));
        migration.CreateIndex("ix_ratings_id", "ratings", "Id", unique: true);
        migration.CreateIndex("ix_ratings_organisation_at", "ratings", ["Organisation", "At", "Id"]);
        migration.CreateIndex("ix_ratings_at", "ratings", ["At", "Id"]);
    }
}
