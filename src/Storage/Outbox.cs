using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;

namespace OneWindow.Storage;

/// <summary>
/// An event on its way to the other modules, written in the transaction that made it true. Deleted once delivered, never marked.
/// The id is ours and grows with time; nobody remembers "the last id seen", because ids are given before they commit.
/// </summary>
public sealed class OutboxRow
{
    public long Region { get; init; }

    public long Id { get; init; }

    public required string Topic { get; init; }

    public Instant At { get; init; }

    public required string Body { get; init; }

    public int Attempts { get; set; }

    public Instant NotBefore { get; set; }

    /// <summary>Why the last delivery failed: the exception's type and message, which carry no personal data.</summary>
    public string? Error { get; set; }

    public static OutboxRow Of<T>(RegionCode region, string topic, Instant at, T body) => new()
    {
        Region = region.Number,
        Id = OutboxId.Next(at),
        Topic = topic,
        At = at,
        NotBefore = at,
        Body = JsonSerializer.Serialize(body, Json.Options),
    };

    internal static void Map(ModelBuilder model, Database database, string module)
    {
        var row = model.Entity<OutboxRow>();
        row.HasKey(r => new { r.Region, r.Id });
        row.Property(r => r.Region).ValueGeneratedNever();
        row.Property(r => r.Id).ValueGeneratedNever();
        if (database.Kind == DatabaseKind.Postgres) row.ToTable("outbox", PlatformDb.Name, t => Exclude(t));
        else row.ToTable($"{PlatformDb.Name}_outbox", t => Exclude(t));

        void Exclude(Microsoft.EntityFrameworkCore.Metadata.Builders.TableBuilder<OutboxRow> table)
        {
            if (module != PlatformDb.Name) table.ExcludeFromMigrations();
        }
    }
}

/// <summary>64 bits: milliseconds, then a counter, then the process: time-ordered and never twice, without a sequence in the database.</summary>
public static class OutboxId
{
    private static readonly long Process = Random.Shared.Next(1 << 10);
    private static int counter;

    public static long Next(Instant at) =>
        ((at.Microseconds / 1000) << 22) | ((Interlocked.Increment(ref counter) & 0xFFFL) << 10) | Process;
}
