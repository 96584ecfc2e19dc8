using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

internal enum PackageState
{
    Waiting,
    Taken,

    /// <summary>The other side will not take it: somebody must look.</summary>
    Refused,

    /// <summary>The case ended before it went out.</summary>
    Dropped,
}

/// <summary>交件包 on its way to a line system. Identifiers and hashes only: no personal data.</summary>
internal sealed class PackageRow
{
    /// <summary>Case number and the sequence of its acceptance: the same package however often it is sent.</summary>
    public required string Id { get; init; }

    public long Region { get; init; }

    public long CaseId { get; init; }

    public required string System { get; init; }

    public required string Organisation { get; init; }

    public long Place { get; init; }

    /// <summary>The exact text that is signed and sent.</summary>
    public required string Body { get; init; }

    public required string Hash { get; init; }

    public required string KeyId { get; init; }

    public required string Signature { get; init; }

    public Instant CreatedAt { get; init; }

    public PackageState State { get; set; }

    public Instant DueAt { get; set; }

    public int Attempts { get; set; }

    /// <summary>Why the last try failed.</summary>
    public string? Reason { get; set; }

    public Instant? TakenAt { get; set; }

    public string? Receipt { get; set; }

    public int Version { get; set; }
}

internal enum NewsState
{
    /// <summary>Stored, not yet put to the case.</summary>
    Heard,

    Taken,

    /// <summary>搁置: it does not fit; with its reason on the list of staff.</summary>
    Aside,

    /// <summary>拒收: not signed by who it says.</summary>
    Refused,

    /// <summary>Somebody has looked at it and written down what came of it.</summary>
    Settled,

    /// <summary>补录.</summary>
    Typed,
}

/// <summary>A message of a line system, as it came: nothing is dropped.</summary>
internal sealed class NewsRow
{
    /// <summary>SM3 over system and body, hex: the same message is the same row.</summary>
    public required string Id { get; init; }

    public required string System { get; init; }

    /// <summary>The other system's number; empty where it could not be read.</summary>
    public string Number { get; set; } = "";

    public long? Region { get; set; }

    public long? CaseId { get; set; }

    public string? Organisation { get; set; }

    public long? Place { get; set; }

    public string Act { get; set; } = "";

    public Instant? HappenedAt { get; set; }

    public Instant HeardAt { get; set; }

    /// <summary>The exact signed text; empty where the signature does not hold.</summary>
    public required string Body { get; set; }

    public required string Signature { get; set; }

    public NewsState State { get; set; }

    public string? Code { get; set; }

    public string? Reason { get; set; }

    /// <summary>The event that it became.</summary>
    public int? Sequence { get; set; }

    /// <summary>How often it came.</summary>
    public int Times { get; set; } = 1;

    public string? SettledBy { get; set; }

    public Instant? SettledAt { get; set; }

    public string? SettledWhy { get; set; }

    public int Version { get; set; }
}

internal static class LineTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<PackageRow>(e =>
        {
            e.ToTable("line_packages").HasKey(p => p.Id);
            e.Property(p => p.Version).IsConcurrencyToken();
            e.HasIndex(p => new { p.State, p.DueAt });
        });
        model.Entity<NewsRow>(e =>
        {
            e.ToTable("line_news").HasKey(n => n.Id);
            e.Property(n => n.Version).IsConcurrencyToken();
            e.HasIndex(n => new { n.Region, n.CaseId });
            e.HasIndex(n => new { n.State, n.HeardAt });
            e.HasIndex(n => new { n.System, n.Number });
        });
    }
}

[DbContext(typeof(CasesDb))]
[Migration("20261126_Lines")]
internal sealed class LinesBegin() : ModuleMigration(CasesDb.Name)
{
    protected override void Define(MigrationBuilder migration)
    {
        migration.CreateTable("line_packages", t => new
        {
            id = t.Column<string>(),
            region = t.Column<long>(),
            case_id = t.Column<long>(),
            system = t.Column<string>(),
            organisation = t.Column<string>(),
            place = t.Column<long>(),
            body = t.Column<string>(),
            hash = t.Column<string>(),
            key_id = t.Column<string>(),
            signature = t.Column<string>(),
            created_at = t.Column<long>(),
            state = t.Column<string>(),
            due_at = t.Column<long>(),
            attempts = t.Column<int>(),
            reason = t.Column<string>(nullable: true),
            taken_at = t.Column<long>(nullable: true),
            receipt = t.Column<string>(nullable: true),
            version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_line_packages", p => p.id));
        migration.CreateIndex("ix_line_packages_due", "line_packages", ["state", "due_at"]);
        migration.CreateTable("line_news", t => new
        {
            id = t.Column<string>(),
            system = t.Column<string>(),
            number = t.Column<string>(),
            region = t.Column<long>(nullable: true),
            case_id = t.Column<long>(nullable: true),
            organisation = t.Column<string>(nullable: true),
            place = t.Column<long>(nullable: true),
            act = t.Column<string>(),
            happened_at = t.Column<long>(nullable: true),
            heard_at = t.Column<long>(),
            body = t.Column<string>(),
            signature = t.Column<string>(),
            state = t.Column<string>(),
            code = t.Column<string>(nullable: true),
            reason = t.Column<string>(nullable: true),
            sequence = t.Column<int>(nullable: true),
            times = t.Column<int>(),
            settled_by = t.Column<string>(nullable: true),
            settled_at = t.Column<long>(nullable: true),
            settled_why = t.Column<string>(nullable: true),
            version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_line_news", n => n.id));
        migration.CreateIndex("ix_line_news_case", "line_news", ["region", "case_id"]);
        migration.CreateIndex("ix_line_news_state", "line_news", ["state", "heard_at"]);
        migration.CreateIndex("ix_line_news_number", "line_news", ["system", "number"]);
    }
}
