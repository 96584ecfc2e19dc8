using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>Subjects' keys and the secrets of 动态口令 under the next secret. What lies under a subject's own key (records, papers, the keys of contents) stays as it is.</summary>
internal sealed class RewrapSubjectKeys(IDbContextFactory<IdentityDb> contexts, TimeProvider clock) : IRewrapped
{
    private const int Batch = 500;

    public async Task<int> Rewrap(InstallationSecret old, InstallationSecret next, CancellationToken cancel = default)
    {
        var done = await Subjects(old.Derive(SubjectKeys.Purpose), next.Derive(SubjectKeys.Purpose), cancel) + await OneTimeCodes(old.Derive(Entrance.Purpose), next.Derive(Entrance.Purpose), cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        // Codes on their way to a telephone live for minutes: they are asked for anew.
        await db.InTransaction(() => db.Set<CodeRow>().ExecuteDeleteAsync(cancel), cancel);
        await db.SaveWithEvent(clock.Now(), SecurityEventKind.SecretRotated, null, null, cancel);
        return done;
    }

    private async Task<int> Subjects(byte[] old, byte[] next, CancellationToken cancel)
    {
        var done = 0;
        for (var after = ""; ;)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var rows = await db.SubjectKeys.Where(k => k.Subject.CompareTo(after) > 0).OrderBy(k => k.Subject).Take(Batch).ToListAsync(cancel);
            if (rows.Count == 0) return done;
            foreach (var row in rows)
            {
                var context = SubjectKeys.Context(row.Subject);
                if (SealedBox.TryOpen(next, context, row.Wrapped, out _)) continue;
                if (!SealedBox.TryOpen(old, context, row.Wrapped, out var key)) throw new System.Security.Cryptography.CryptographicException($"The key of subject {row.Subject} opens under neither secret.");
                row.Wrapped = SealedBox.Seal(next, context, key);
                done++;
            }

            await db.SaveChangesAsync(cancel);
            after = rows[^1].Subject;
        }
    }

    private async Task<int> OneTimeCodes(byte[] old, byte[] next, CancellationToken cancel)
    {
        var done = 0;
        for (var after = ""; ;)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var rows = await db.Accounts.Where(a => a.TotpBox != null && a.Id.CompareTo(after) > 0).OrderBy(a => a.Id).Take(Batch).ToListAsync(cancel);
            if (rows.Count == 0) return done;
            foreach (var row in rows)
            {
                var context = Entrance.Context(row);
                if (SealedBox.TryOpen(next, context, row.TotpBox, out _) || !SealedBox.TryOpen(old, context, row.TotpBox, out var code)) continue;
                row.TotpBox = SealedBox.Seal(next, context, code);
                done++;
            }

            await db.SaveChangesAsync(cancel);
            after = rows[^1].Id;
        }
    }
}
