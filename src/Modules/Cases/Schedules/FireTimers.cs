using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>
/// Time works by itself: selects the cases whose timer is due by its index and submits the act like anybody else. Two sweepers are
/// harmless, the version decides; the act's id is the case's version, so a repeated sweep is the same act.
/// </summary>
internal sealed class FireTimers(IDbContextFactory<CasesDb> contexts, CaseDesk desk, TellChangedItems changes, TimeProvider clock, ILogger<FireTimers> log)
    : DueLoop(Pause, log)
{
    public override string Title => "办理期限";

    private const int Most = 500;

    /// <summary>As many as share one commit of the lane without crowding out those who wait at a window.</summary>
    private const int AtOnce = 16;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Fires every due timer; returns how many cases moved.</summary>
    public override async Task<int> RunDue(CancellationToken cancel)
    {
        var fired = await changes.Tell(cancel);
        var failed = new ConcurrentBag<CaseKey>();
        while (true)
        {
            var now = clock.Now();
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var due = await db.Cases.AsNoTracking().Where(c => c.NextTimer <= now).OrderBy(c => c.NextTimer)
                .Select(c => new CaseKey(c.Region, c.Id)).Take(Most + failed.Count).ToListAsync(cancel);
            due.RemoveAll(failed.Contains);
            if (due.Count == 0) return fired;
            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (key, stop) =>
            {
                if (await Fire(key, stop)) Interlocked.Increment(ref fired);
                else failed.Add(key);
            });
        }
    }

    private async Task<bool> Fire(CaseKey key, CancellationToken cancel)
    {
        try
        {
            if (await desk.Open(CaseNumber.From(key.Region, key.Id), cancel) is not { } open) return false;
            var outcome = await desk.Do(open, Actor.Clockwork, new LetTimePass(), $"time-{open.State.Version}", open.State.Version);
            if (outcome.Try(out _, out var refusal)) return true;
            Log.LogWarning("The timer of {Case} was refused: {Code}.", open.Number, refusal.Code);
        }
        catch (InvalidOperationException e)
        {
            // One broken case must not stop the others' time.
            Log.LogError(e, "The timer of {Region}/{Id} failed.", key.Region, key.Id);
        }

        return false;
    }
}
