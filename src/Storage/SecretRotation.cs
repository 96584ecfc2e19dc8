using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;

namespace OneWindow.Storage;

/// <summary>What a module keeps sealed under keys of the installation's secret: sealed anew under another one.</summary>
public interface IRewrapped
{
    /// <summary>In steps that may be cut off anywhere: what opens under the next secret already is left as it is. Gives how many were sealed anew.</summary>
    Task<int> Rewrap(InstallationSecret old, InstallationSecret next, CancellationToken cancel = default);
}

/// <summary>
/// 轮换安装密钥: everything sealed under the old secret's keys is sealed under the next one's; afterwards the old secret is refused at start. Cut off
/// anywhere, the same command goes on where it was. Two keys are not sealed under but computed with: those of the blind index and of the query codes that
/// are printed on paper. They are kept as they are, sealed under the next secret.
/// </summary>
public sealed class SecretRotation(IDbContextFactory<PlatformDb> contexts, InstallationSecret old, IEnumerable<IRewrapped> parts, TimeProvider clock)
{
    /// <summary>Where the command takes the next secret from.</summary>
    public const string Variable = "ONEWINDOW_NEW_SECRET";

    internal const string Running = "secret-rotation";

    private static readonly string[] Kept = ["subject-index", "query-codes"];

    /// <summary>How many were sealed anew; a refusal where the old secret is not this database's, or another rotation is half done.</summary>
    /// <param name="step">Called after each part: a test cuts off there.</param>
    public async Task<Outcome<int>> To(InstallationSecret next, Action<IRewrapped>? step = null, CancellationToken cancel = default)
    {
        var (mine, theirs) = (SecretCheck.MarkOf(old), SecretCheck.MarkOf(next));
        if (mine == theirs) return new Refusal("platform.secret-same", "新的安装密钥和现在的一样，请另外生成一个。", PlatformRules.RealUse);
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            var check = await db.Settings.AsNoTracking().SingleOrDefaultAsync(s => s.Name == SecretCheck.Setting, cancel);
            if (check?.Value == theirs) return 0;
            if (check is null || check.Value != mine) return SecretCheck.Differs;
            if (await db.Settings.AsNoTracking().SingleOrDefaultAsync(s => s.Name == Running, cancel) is { } running)
            {
                if (running.Value != theirs) return new Refusal("platform.rotation-other", "上一次轮换没有做完，用的是另一个新密钥。请先用那一个做完。", PlatformRules.RealUse);
            }
            else
            {
                await Begin(db, next, theirs, cancel);
            }
        }

        var all = 0;
        foreach (var part in parts)
        {
            all += await part.Rewrap(old, next, cancel);
            step?.Invoke(part);
        }

        await End(mine, theirs, cancel);
        return all;
    }

    /// <summary>At start, after the check: the keys that outlived their secret.</summary>
    public static async Task LoadKept(PlatformDb db, InstallationSecret secret, CancellationToken cancel = default)
    {
        var prefix = PrefixOf(SecretCheck.MarkOf(secret));
        foreach (var row in await db.Settings.AsNoTracking().Where(s => s.Name.StartsWith(prefix)).ToListAsync(cancel))
        {
            var name = row.Name[prefix.Length..];
            if (!SealedBox.TryOpen(secret.Derive("kept-keys"), Encoding.UTF8.GetBytes(name), Convert.FromHexString(row.Value), out var key))
                throw new CryptographicException($"The kept key {name} does not open.");
            secret.Keep(name, key);
        }
    }

    private async Task Begin(PlatformDb db, InstallationSecret next, string theirs, CancellationToken cancel)
    {
        var now = clock.Now();
        foreach (var name in Kept)
        {
            var box = SealedBox.Seal(next.Derive("kept-keys"), Encoding.UTF8.GetBytes(name), old.Derive(name));
            db.Add(new SettingRow { Name = PrefixOf(theirs) + name, Version = 1, Value = Convert.ToHexStringLower(box), ChangedAt = now });
        }

        db.Add(new SettingRow { Name = Running, Version = 1, Value = theirs, ChangedAt = now });
        await db.SaveChangesAsync(cancel);
    }

    private async Task End(string mine, string theirs, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var (prefix, now) = (PrefixOf(mine), clock.Now());
        // The key ring of the sessions is not sealed anew: whoever is signed in signs in again.
        var gone = await db.Settings.Where(s => s.Name == Running || s.Name.StartsWith(prefix) || s.Name.StartsWith("key-ring/")).ToListAsync(cancel);
        db.RemoveRange(gone);
        var check = await db.Settings.SingleAsync(s => s.Name == SecretCheck.Setting, cancel);
        (check.Value, check.ChangedAt) = (theirs, now);
        check.Version++;
        await db.SaveChangesAsync(cancel);
    }

    private static string PrefixOf(string mark) => $"kept-key/{mark[..16]}/";
}
