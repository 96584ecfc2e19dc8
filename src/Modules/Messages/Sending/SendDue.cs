using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Messages;

/// <summary>
/// Works off the outgoing queue. A worker takes a row by a lease and a version, tries, and writes what came of it; a worker that died is
/// followed by another after the lease, under the same key. The next way begins only when the one before has failed for good.
/// </summary>
internal sealed class SendDue(IDbContextFactory<MessagesDb> contexts, IServiceScopeFactory scopes, TimeProvider clock, ILogger<SendDue> log) : DueLoop(Poll, log)
{
    public override string Title => "发送消息";

    private const int Most = 200;
    private const int AtOnce = 8;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>All that is due; who asks while it is being done waits for it. Other nodes are held off by the leases.</summary>
    public override Task<int> RunDue(CancellationToken cancel) => InTurn(() => WorkOff(cancel), cancel);

    public override async ValueTask<string?> Stuck(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Sendings.Where(s => s.Trouble).Select(s => s.Reason ?? "").FirstOrDefaultAsync(cancel);
    }

    private async Task<int> WorkOff(CancellationToken cancel)
    {
        var done = await NoteBreaches(cancel);
        while (true)
        {
            var (now, real) = (clock.Now(), TimeProvider.System.Now());
            List<Due> due;
            await using (var db = await contexts.CreateDbContextAsync(cancel))
            {
                due = await db.Sendings.AsNoTracking().Where(s => s.DueAt <= now && s.LeasedUntil < real).OrderBy(s => s.DueAt)
                    .Select(s => new Due(s.Id, s.Version)).Take(Most).ToListAsync(cancel);
            }

            var moved = 0;
            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (one, stop) =>
            {
                if (await Take(one, stop)) Interlocked.Increment(ref moved);
            });
            done += moved;
            if (moved == 0) return done;
        }
    }

    private async Task<bool> Take(Due one, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var until = TimeProvider.System.Now().Plus(Lease);
        var taken = await db.InTransaction(
            () => db.Sendings.Where(s => s.Id == one.Id && s.Version == one.Version)
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.Version, one.Version + 1).SetProperty(r => r.LeasedUntil, until), cancel),
            cancel);
        if (taken == 0) return false;
        var row = await db.Sendings.SingleAsync(s => s.Id == one.Id, cancel);
        if (row.Version != one.Version + 1) return false;
        var message = await db.Messages.SingleAsync(m => m.Id == row.Message, cancel);
        await using (var scope = scopes.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<SendingSteps>().Step(db, row, message, cancel);
        }

        row.LeasedUntil = new Instant(0);
        row.Version++;
        if (await db.TrySave(cancel)) return true;
        Log.LogWarning("The sending {Sending} was taken over by another worker.", row.Id);
        return false;
    }

    /// <summary>An outcome that had to be told by a day and stands in no inbox after it: kept for good, and on the list of staff.</summary>
    private async Task<int> NoteBreaches(CancellationToken cancel)
    {
        var now = clock.Now();
        var today = now.Date;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await Late(db).AnyAsync(cancel)) return 0;
        return await db.InTransaction(() => Late(db).ExecuteUpdateAsync(s => s.SetProperty(m => m.BreachedAt, (Instant?)now), cancel), cancel);

        IQueryable<MessageRow> Late(MessagesDb from) => from.Messages.Where(m => m.MustBeBy < today && m.BreachedAt == null && m.InboxAt == null);
    }

    private sealed record Due(string Id, int Version);
}
