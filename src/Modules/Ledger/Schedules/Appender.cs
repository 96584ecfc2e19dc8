using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Ledger;

/// <summary>
/// 入链: numbers what waits, signs a root each minute while there are new leaves, closes the day. One node at a time, by lease; a second
/// one that slipped in breaks on the leaf's number and tries again. It never remembers "the last event seen": what waits is a table, and
/// what has a leaf is gone from it in the same transaction.
/// </summary>
internal sealed class Appender(
    IDbContextFactory<LedgerDb> contexts, SigningKeys keys, DayRoots days, Leases leases, TimeProvider clock, ILogger<Appender> log)
    : BackgroundService, IDueWork
{
    public static readonly TimeSpan RootEvery = TimeSpan.FromMinutes(1);

    private const int Most = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim turn = new(1, 1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // The first start makes the key, and a wrong secret is told at once.
            await keys.All(stoppingToken);
            await days.WriteMissing(stoppingToken);
            while (true)
            {
                try
                {
                    var now = clock.Now();
                    if (await IsDue(now, stoppingToken) && await leases.Take("ledger", TimeSpan.FromSeconds(30), stoppingToken))
                    {
                        await Append(now, stoppingToken);
                    }
                }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    log.LogError(e, "Events could not be appended to the ledger; trying again.");
                }

                await Task.Delay(Pause, TimeProvider.System, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    /// <summary>None of it is a timer that fired, so nothing is counted.</summary>
    public async Task<int> RunDue(CancellationToken cancel)
    {
        await Append(clock.Now(), cancel);
        return 0;
    }

    /// <summary>Everything that is due at this instant; returns how many leaves were added.</summary>
    public async Task<int> Append(Instant now, CancellationToken cancel = default)
    {
        await turn.WaitAsync(cancel);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            // Before anything of the new day is numbered: a day's root ends with the day.
            await days.Close(db, now, cancel);
            var added = 0;
            while (await Number(db, cancel) is var some and > 0) added += some;
            await SignRoot(db, now, cancel);
            return added;
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<bool> IsDue(Instant now, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Pending.AnyAsync(cancel) || await RootIsDue(db, now, cancel) || await DayRoots.AnyToClose(db, now, cancel);
    }

    private static async Task<int> Number(LedgerDb db, CancellationToken cancel)
    {
        var waiting = await db.Pending.OrderBy(p => p.At).ThenBy(p => p.Number).ThenBy(p => p.Sequence).Take(Most).ToListAsync(cancel);
        if (waiting.Count == 0) return 0;
        await db.InTransaction(
            async () =>
            {
                var tree = await db.Frontier(cancel);
                foreach (var row in waiting)
                {
                    db.Leaves.Add(new LeafRow { Index = tree.Size, Number = row.Number, Sequence = row.Sequence, Hash = row.Hash, Leaf = row.Leaf });
                    tree.Append(row.Leaf, (node, hash) =>
                    {
                        if (node.Level > 0) db.Nodes.Add(new NodeRow { Position = NodePosition.Of(node), Hash = hash });
                    });
                }

                db.Pending.RemoveRange(waiting);
                return await db.SaveChangesAsync(cancel);
            },
            cancel);
        db.ChangeTracker.Clear();
        return waiting.Count;
    }

    private static async Task<bool> RootIsDue(LedgerDb db, Instant now, CancellationToken cancel)
    {
        var last = await db.Roots.AsNoTracking().OrderByDescending(r => r.Size).FirstOrDefaultAsync(cancel);
        var size = await db.Size(cancel);
        return size > (last?.Size ?? 0)
            // A demonstration's clock may have been set back between two starts.
            && (last is null || now >= last.At.Plus(RootEvery) || now < last.At);
    }

    private async Task SignRoot(LedgerDb db, Instant now, CancellationToken cancel)
    {
        if (!await RootIsDue(db, now, cancel)) return;
        var tree = await db.Frontier(cancel);
        var previous = await db.Roots.OrderByDescending(r => r.Size).Select(r => r.Size).FirstOrDefaultAsync(cancel);
        var hash = tree.Root();
        var signed = await keys.Sign(key => LedgerTexts.Root(tree.Size, hash, now, previous, key), cancel);
        db.Roots.Add(new RootRow
        {
            Size = tree.Size,
            Hash = hash,
            At = now,
            PreviousSize = previous,
            KeyId = signed.KeyId,
            Signature = signed.Signature,
        });
        await db.SaveChangesAsync(cancel);
    }

    public override void Dispose()
    {
        turn.Dispose();
        base.Dispose();
    }
}
