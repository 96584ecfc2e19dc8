using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>换下的证件: a number under which somebody was known before; it still finds him.</summary>
internal sealed class FormerPaperRow
{
    /// <summary>HMAC-SM3 of the number: one number was never two people's, so two hands cannot replace the same one twice.</summary>
    public required string NumberIndex { get; init; }

    public required string Subject { get; init; }

    /// <summary>The number, sealed under the subject's key.</summary>
    public required byte[] Box { get; init; }

    public required Instant ReplacedAt { get; init; }

    /// <summary>The clerk's account who saw both papers.</summary>
    public required string By { get; init; }
}

[DbContext(typeof(IdentityDb))]
[Migration("20261226_FormerPapers")]
internal sealed class PapersAreReplaced() : ModuleMigration("identity")
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("former_papers", t => new
        {
            NumberIndex = t.Column<string>(),
            Subject = t.Column<string>(),
            Box = t.Column<byte[]>(),
            ReplacedAt = t.Column<long>(),
            By = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_former_papers", p => p.NumberIndex));
        migration.CreateIndex("IX_former_papers_Subject", "former_papers", "Subject");
    }
}
