using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OneWindow.Kernel;

namespace OneWindow.Storage;

/// <summary>
/// Works off the rows of one table that are due: takes each by a lease and a version, so that two nodes never do the same step, lets the module take
/// the step, and saves what came of it together with the events that it says. A worker that died is followed by another after the lease.
/// </summary>
public abstract class DueWorker<TDb, TRow>(IDbContextFactory<TDb> contexts, OutboxBell outbox, TimeProvider clock, ILogger log) : DueLoop(Poll, log)
    where TDb : ModuleDb
    where TRow : DueRow
{
    private const int Most = 100;
    private const int AtOnce = 4;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    protected TimeProvider Clock => clock;

    /// <summary>One step of one row: changes the row and adds events to the outbox; saving is done here. What it throws is a fault of the house: logged, and tried again.</summary>
    protected abstract Task Step(TDb db, TRow row, CancellationToken cancel);

    /// <summary>What must be put in the queue first because time has passed.</summary>
    protected virtual Task Prepare(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>All that is due; who asks while it is being done waits for it.</summary>
    public sealed override Task<int> RunDue(CancellationToken cancel) => InTurn(
        async () =>
        {
            await Prepare(cancel);
            var done = 0;
            while (await Round(cancel) is var moved && moved > 0) done += moved;
            return done;
        },
        cancel);

    /// <summary>This one now, whatever its time; nothing where another worker has it.</summary>
    public async Task RunNow(string id, CancellationToken cancel)
    {
        var real = TimeProvider.System.Now();
        Due? one;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            one = await db.Set<TRow>().AsNoTracking().Where(r => r.Id == id && r.LeasedUntil < real).Select(r => new Due(r.Id, r.Version)).SingleOrDefaultAsync(cancel);
        }

        if (one is not null) await Take(one, cancel);
    }

    private async Task<int> Round(CancellationToken cancel)
    {
        var (now, real) = (clock.Now(), TimeProvider.System.Now());
        List<Due> due;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            due = await db.Set<TRow>().AsNoTracking().Where(r => r.DueAt <= now && r.LeasedUntil < real).OrderBy(r => r.DueAt)
                .Select(r => new Due(r.Id, r.Version)).Take(Most).ToListAsync(cancel);
        }

        var moved = 0;
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (one, stop) =>
        {
            if (await Take(one, stop)) Interlocked.Increment(ref moved);
        });
        return moved;
    }

    public override async ValueTask<string?> Stuck(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<TRow>().Where(r => r.Trouble).Select(r => r.Reason ?? "").FirstOrDefaultAsync(cancel);
    }

    private async Task<bool> Take(Due one, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var until = TimeProvider.System.Now().Plus(Lease);
        var taken = await db.InTransaction(
            () => db.Set<TRow>().Where(r => r.Id == one.Id && r.Version == one.Version)
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.Version, one.Version + 1).SetProperty(r => r.LeasedUntil, until), cancel),
            cancel);
        if (taken == 0) return false;
        var row = await db.Set<TRow>().SingleAsync(r => r.Id == one.Id, cancel);
        if (row.Version != one.Version + 1) return false;
        try
        {
            await Step(db, row, cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            Log.LogError(e, "{Worker} failed on {Row}, attempt {Attempt}.", GetType().Name, row.Id, row.Failures + 1);
            row.Postpone($"平台自身出错（{e.GetType().Name}）", clock.Now());
            foreach (var half in db.ChangeTracker.Entries().Where(entry => entry.State == EntityState.Added).ToList()) half.State = EntityState.Detached;
        }

        row.LeasedUntil = new Instant(0);
        row.Version++;
        if (await db.TrySave(cancel))
        {
            outbox.Ring();
            return true;
        }

        // Somebody changed it by hand meanwhile: his change stands, and the step, which is idempotent outside, is taken again.
        Log.LogWarning("The row {Row} was changed while {Worker} worked on it.", row.Id, GetType().Name);
        return await Again(one.Id, cancel);
    }

    private async Task<bool> Again(string id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var now = clock.Now();
        await db.InTransaction(
            () => db.Set<TRow>().Where(r => r.Id == id).ExecuteUpdateAsync(
                s => s.SetProperty(r => r.Version, r => r.Version + 1).SetProperty(r => r.LeasedUntil, new Instant(0)).SetProperty(r => r.DueAt, (Instant?)now), cancel),
            cancel);
        return false;
    }

    private sealed record Due(string Id, int Version);
}
