using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Ledger;

/// <summary>待入链: every event of every case waits here for its leaf. Heard twice, it is queued once.</summary>
internal sealed class QueueLeafWhenCaseHappens(IDbContextFactory<LedgerDb> contexts) : IReaction
{
    public string Topic => "case.";

    public Task React(Message message, CancellationToken cancel)
    {
        var happened = message.Read<CaseHappened>();
        return LeafQueue.Add(contexts, happened.Number, happened.Sequence, happened.Hash, happened.At, cancel);
    }
}

/// <summary>待入链: how far another chained log has come. A leaf of its own kind: its number is no case's.</summary>
internal sealed class QueueLeafWhenLogSealed(IDbContextFactory<LedgerDb> contexts) : IReaction
{
    public string Topic => "log.sealed/1";

    public Task React(Message message, CancellationToken cancel)
    {
        var seal = message.Read<LogSealed>();
        return LeafQueue.Add(contexts, seal.Log, seal.Number, seal.Hash, seal.At, cancel);
    }
}

/// <summary>What waits for its number in the ledger.</summary>
internal static class LeafQueue
{
    public static async Task Add(IDbContextFactory<LedgerDb> contexts, string number, int sequence, string hash, Instant at, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await Knows()) return;
        db.Pending.Add(new PendingRow { Number = number, Sequence = sequence, Hash = hash, Leaf = LedgerTexts.LeafHash(number, sequence, hash), At = at });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            if (!await Knows()) throw;
        }

        async Task<bool> Knows() =>
            await db.Pending.AnyAsync(p => p.Number == number && p.Sequence == sequence, cancel)
            || await db.Leaves.AnyAsync(l => l.Number == number && l.Sequence == sequence, cancel);
    }
}
