using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>安全日志: kept with what it tells, in the same transaction; nothing in the program changes or deletes a line (网络安全法 第二十一条: at least six months).</summary>
internal static class SecurityLog
{
    private const int Tries = 20;

    /// <summary>Saves what the caller has changed together with the line. Writers meet at the number of the line: who comes second takes the next.</summary>
    /// <exception cref="DbUpdateException">What the caller changed cannot be saved.</exception>
    public static async Task SaveWithEvent(
        this IdentityDb db, Instant at, SecurityEventKind kind, string? account, string? by, CancellationToken cancel, string? note = null)
    {
        for (var left = Tries; ; left--)
        {
            var last = await db.SecurityEvents.AsNoTracking().OrderByDescending(e => e.Number).FirstOrDefaultAsync(cancel);
            var number = (last?.Number ?? 0) + 1;
            var row = new SecurityEventRow
            {
                Number = number, At = at, Kind = kind, Account = account, By = by, Note = note,
                Hash = SecurityEventRow.HashOf(last?.Hash ?? [], number, at, kind, account, by, note),
            };
            db.Add(row);
            try
            {
                await db.SaveChangesAsync(cancel);
                return;
            }
            catch (DbUpdateException) when (left > 0)
            {
                db.Entry(row).State = EntityState.Detached;
                // Only where another writer took the number; anything else is the caller's.
                if (!await db.SecurityEvents.AnyAsync(e => e.Number == number, cancel)) throw;
            }
        }
    }

    /// <summary>The number of the first line that is not what was written, or is missing; null: the log is whole.</summary>
    public static async Task<long?> FirstBroken(this IdentityDb db, CancellationToken cancel)
    {
        byte[] before = [];
        var expected = 1L;
        await foreach (var line in db.SecurityEvents.AsNoTracking().OrderBy(e => e.Number).AsAsyncEnumerable().WithCancellation(cancel))
        {
            var hash = SecurityEventRow.HashOf(before, line.Number, line.At, line.Kind, line.Account, line.By, line.Note);
            if (line.Number != expected || !hash.AsSpan().SequenceEqual(line.Hash)) return expected;
            (before, expected) = (hash, expected + 1);
        }

        return null;
    }
}
