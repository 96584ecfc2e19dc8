using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Ledger;

/// <summary>The private keys that sign roots and documents, under the next secret. The keys themselves stay: what they signed still verifies.</summary>
internal sealed class RewrapSigningKeys(IDbContextFactory<LedgerDb> contexts) : IRewrapped
{
    public async Task<int> Rewrap(InstallationSecret old, InstallationSecret next, CancellationToken cancel = default)
    {
        var (from, to) = (old.Derive(SigningKeys.Purpose), next.Derive(SigningKeys.Purpose));
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var done = 0;
        foreach (var row in await db.Keys.ToListAsync(cancel))
        {
            var context = SigningKeys.Context(row.Id, row.MadeAt);
            if (SealedBox.TryOpen(to, context, row.Sealed, out _)) continue;
            if (!SealedBox.TryOpen(from, context, row.Sealed, out var key)) throw new CryptographicException($"The signing key {row.Id} opens under neither secret.");
            row.Sealed = SealedBox.Seal(to, context, key);
            CryptographicOperations.ZeroMemory(key);
            done++;
        }

        await db.SaveChangesAsync(cancel);
        return done;
    }
}
