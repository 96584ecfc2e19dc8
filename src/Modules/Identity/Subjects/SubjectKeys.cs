using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>
/// A key for each subject, wrapped under the installation's. The unwrapped are kept for a short while and never more than a bounded
/// number: an erasure on another node counts here after <see cref="Remembered"/> at the latest.
/// </summary>
internal sealed class SubjectKeys(IDbContextFactory<IdentityDb> contexts, InstallationSecret secret) : IDisposable
{
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    /// <summary>The name of the key under which all of them are wrapped.</summary>
    public const string Purpose = "subject-keys";

    private const int Most = 20_000;
    private readonly byte[] wrapping = secret.Derive(Purpose);
    private readonly MemoryCache known = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <summary>A fresh key and the row that keeps it; the caller saves the row with the subject.</summary>
    public (SubjectKeyRow Row, byte[] Key) New(string subject)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        return (new SubjectKeyRow { Subject = subject, Wrapped = SealedBox.Seal(wrapping, Context(subject), key) }, key);
    }

    /// <summary>The key, or null where the subject is unknown or lawfully erased.</summary>
    public async ValueTask<byte[]?> Of(string subject, CancellationToken cancel)
    {
        if (known.TryGetValue(subject, out byte[]? key)) return key;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.SubjectKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Subject == subject, cancel);
        return row is null ? null : Unwrap(row);
    }

    public byte[] Unwrap(SubjectKeyRow row)
    {
        if (known.TryGetValue(row.Subject, out byte[]? key)) return key!;
        if (!SealedBox.TryOpen(wrapping, Context(row.Subject), row.Wrapped, out var opened))
        {
            throw new CryptographicException("A subject's key does not open: it was changed, or the installation's secret is another one.");
        }

        known.Set(row.Subject, opened, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Remembered });
        return opened;
    }

    public void Forget(string subject) => known.Remove(subject);

    public void Dispose()
    {
        known.Dispose();
        CryptographicOperations.ZeroMemory(wrapping);
    }

    internal static byte[] Context(string subject) => Encoding.UTF8.GetBytes($"identity.subject_keys/{subject}");
}
