using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Ledger;

/// <summary>承诺: signs a place in the ledger within two minutes, once for each event, and says how it stands.</summary>
internal sealed class Promises(IDbContextFactory<LedgerDb> contexts, SigningKeys keys, TimeProvider clock) : ILedger
{
    /// <summary>Delivery takes a second, a root at most a minute: twice that, so that a broken promise means something.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromMinutes(2);

    /// <exception cref="InvalidOperationException">Another hash was promised for this event: the log was rewritten, and we sign no second truth.</exception>
    public async ValueTask<LedgerPromise> Promise(string number, int sequence, string hash, Instant at, CancellationToken cancel = default)
    {
        var promise = await Find(number, sequence, cancel) ?? await Make(number, sequence, hash, at, cancel);
        return promise.Hash == hash
            ? promise
            : throw new InvalidOperationException($"{number}/{sequence} was promised with the hash {promise.Hash}, not {hash}.");
    }

    public async ValueTask<LedgerPromise?> Find(string number, int sequence, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Promises.AsNoTracking().FirstOrDefaultAsync(p => p.Number == number && p.Sequence == sequence, cancel) is { } row
            ? new LedgerPromise(row.Number, row.Sequence, row.Hash, row.At, row.PromisedBy, row.KeyId, row.Signature)
            : null;
    }

    /// <summary>Included: a signed root covers a leaf of this very event. Of an event that nobody was promised it is never "broken".</summary>
    public async ValueTask<LedgerStanding> Standing(string number, int sequence, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var promise = await db.Promises.AsNoTracking().FirstOrDefaultAsync(p => p.Number == number && p.Sequence == sequence, cancel);
        var leaf = await db.Leaves.AsNoTracking().FirstOrDefaultAsync(l => l.Number == number && l.Sequence == sequence, cancel);
        if (leaf is not null && (promise is null || promise.Hash == leaf.Hash) && await db.Roots.AnyAsync(r => r.Size > leaf.Index, cancel))
        {
            return LedgerStanding.Included;
        }

        return promise is not null && clock.Now() > promise.PromisedBy ? LedgerStanding.Broken : LedgerStanding.Promised;
    }

    public async ValueTask<(int Number, string Hash)?> LastSeal(string log, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var leaf = await db.Leaves.AsNoTracking().Where(l => l.Number == log).OrderByDescending(l => l.Sequence).FirstOrDefaultAsync(cancel);
        return leaf is null ? null : (leaf.Sequence, leaf.Hash);
    }

    /// <summary>Does a signed root cover a leaf of exactly this event? Asks nothing of what we say that we promised.</summary>
    public async ValueTask<bool> IsIncluded(string number, int sequence, string hash, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Leaves.AnyAsync(
            l => l.Number == number && l.Sequence == sequence && l.Hash == hash && db.Roots.Any(r => r.Size > l.Index), cancel);
    }

    private async ValueTask<LedgerPromise> Make(string number, int sequence, string hash, Instant at, CancellationToken cancel)
    {
        var by = at.Plus(Within);
        var signed = await keys.Sign(key => LedgerTexts.Promise(number, sequence, hash, at, by, key), cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.Promises.Add(new PromiseRow
        {
            Number = number,
            Sequence = sequence,
            Hash = hash,
            At = at,
            PromisedBy = by,
            KeyId = signed.KeyId,
            Signature = signed.Signature,
        });
        try
        {
            await db.SaveChangesAsync(cancel);
            return new LedgerPromise(number, sequence, hash, at, by, signed.KeyId, signed.Signature);
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            // Asked twice at once: the first signature stands.
            if (await Find(number, sequence, cancel) is { } first) return first;
            throw;
        }
    }
}
