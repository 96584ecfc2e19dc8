using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;

namespace OneWindow.Storage;

/// <summary>
/// One node at a time does a job: a row says who and until when. The same statement on all databases (SKIP LOCKED is missing on SQLite
/// and refused on sharded PostgreSQL). Lease time is real time, never the demonstration's movable clock.
/// </summary>
public sealed class Leases(IDbContextFactory<PlatformDb> contexts)
{
    private static readonly string Me = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}";

    public async Task<bool> Take(string name, TimeSpan span, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var now = TimeProvider.System.Now();
        var until = now.Plus(span);
        return await db.InTransaction(async () =>
        {
            var taken = await db.Leases.Where(l => l.Name == name && (l.Owner == Me || l.Until < now))
                .ExecuteUpdateAsync(s => s.SetProperty(l => l.Owner, Me).SetProperty(l => l.Until, until), cancel);
            if (taken == 1) return true;
            if (await db.Leases.AnyAsync(l => l.Name == name, cancel)) return false;
            db.Leases.Add(new LeaseRow { Name = name, Owner = Me, Until = until });
            try
            {
                await db.SaveChangesAsync(cancel);
                return true;
            }
            catch (DbUpdateException)
            {
                return false; // Another node wrote the row first.
            }
        }, cancel);
    }

    public async Task Release(string name, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.InTransaction(
            () => db.Leases.Where(l => l.Name == name && l.Owner == Me).ExecuteUpdateAsync(s => s.SetProperty(l => l.Until, new Instant(0)), cancel), cancel);
    }
}
