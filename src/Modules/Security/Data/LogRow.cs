using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;

namespace OneWindow.Security;

/// <summary>What the module's log tells.</summary>
internal enum LogKind
{
    /// <summary>登记册变动: of assets, duties, vulnerabilities, assessments.</summary>
    Register,

    /// <summary>事件处置.</summary>
    Handling,

    /// <summary>提醒和警告.</summary>
    Alert,

    /// <summary>被拒绝的操作: a permission or a rate limit said no to somebody who had signed in.</summary>
    Refusal,
}

/// <summary>One line of 安全管理日志: chained, and the database refuses to change or delete it.</summary>
internal sealed class LogRow
{
    /// <summary>From 1, without gaps.</summary>
    public required long Number { get; init; }

    public required Instant At { get; init; }

    public required LogKind Kind { get; init; }

    /// <summary>The account; null: the platform.</summary>
    public string? By { get; init; }

    /// <summary>What it is about: an asset, a line of the security log; null: none.</summary>
    public string? About { get; init; }

    /// <summary>In words, without names of persons.</summary>
    public required string What { get; init; }

    /// <summary>SM3 over the hash before and this line.</summary>
    public required byte[] Hash { get; init; }

    public static byte[] HashOf(ReadOnlySpan<byte> before, long number, Instant at, LogKind kind, string? by, string? about, string what)
    {
        var line = string.Join('\n', number.ToString(CultureInfo.InvariantCulture), at.Microseconds.ToString(CultureInfo.InvariantCulture), kind.ToString(), Field(by), Field(about), Field(what));
        return Sm3.Of([.. before, .. Encoding.UTF8.GetBytes(line)]);
    }

    /// <summary>With its length before it: no two lines are written alike.</summary>
    private static string Field(string? text) => text is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{text.Length}:{text}");
}

/// <summary>What is to be written into the log.</summary>
internal sealed record Entry(Instant At, LogKind Kind, string? By, string? About, string What);

/// <summary>安全管理日志: a change and its line are one save.</summary>
internal static class SecurityManagementLog
{
    public const string Name = "security-management";

    private const int Tries = 20;

    /// <summary>Saves what the caller has changed together with the lines. Writers meet at the number: who comes second takes the next.</summary>
    /// <returns>False: somebody else changed a row that the caller changed; nothing is saved.</returns>
    public static async Task<bool> SaveWithLines(this SecurityDb db, IReadOnlyList<Entry> entries, CancellationToken cancel)
    {
        for (var left = Tries; ; left--)
        {
            var last = await db.Log.AsNoTracking().OrderByDescending(l => l.Number).FirstOrDefaultAsync(cancel);
            var (number, before) = (last?.Number ?? 0, last?.Hash ?? []);
            var first = number + 1;
            var rows = new List<LogRow>();
            foreach (var e in entries)
            {
                number++;
                before = LogRow.HashOf(before, number, e.At, e.Kind, e.By, e.About, e.What);
                rows.Add(new LogRow { Number = number, At = e.At, Kind = e.Kind, By = e.By, About = e.About, What = e.What, Hash = before });
            }

            db.AddRange(rows);
            try
            {
                await db.SaveChangesAsync(cancel);
                return true;
            }
            catch (DbUpdateConcurrencyException)
            {
                return false;
            }
            catch (DbUpdateException) when (left > 0)
            {
                foreach (var row in rows) db.Entry(row).State = EntityState.Detached;
                // Only where another writer took the number; anything else is the caller's.
                if (!await db.Log.AnyAsync(l => l.Number == first, cancel)) throw;
            }
        }
    }

    public static Task<bool> SaveWithLine(this SecurityDb db, Instant at, LogKind kind, string? by, string? about, string what, CancellationToken cancel) =>
        db.SaveWithLines([new Entry(at, kind, by, about, what)], cancel);

    /// <summary>The number of the first line that is not what was written, or is missing; null: the log is whole.</summary>
    public static async Task<long?> FirstBroken(this SecurityDb db, CancellationToken cancel)
    {
        byte[] before = [];
        var expected = 1L;
        await foreach (var line in db.Log.AsNoTracking().OrderBy(l => l.Number).AsAsyncEnumerable().WithCancellation(cancel))
        {
            var hash = LogRow.HashOf(before, line.Number, line.At, line.Kind, line.By, line.About, line.What);
            if (line.Number != expected || !hash.AsSpan().SequenceEqual(line.Hash)) return expected;
            (before, expected) = (hash, expected + 1);
        }

        return null;
    }
}
