using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Storage;

namespace OneWindow.Ledger;

/// <summary>待入链: every event of every case waits here for its leaf. Heard twice, it is queued once.</summary>
internal sealed class QueueLeafWhenCaseHappens(IDbContextFactory<LedgerDb> contexts) : IReaction
{
    public string Topic => "case.";

    public async Task React(Message message, CancellationToken cancel)
    {
        var happened = message.Read<CaseHappened>();
        var (number, sequence) = (happened.Number, happened.Sequence);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await Knows()) return;
        db.Pending.Add(new PendingRow
        {
            Number = number,
            Sequence = sequence,
            Hash = happened.Hash,
            Leaf = LedgerTexts.LeafHash(number, sequence, happened.Hash),
            At = happened.At,
        });
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
