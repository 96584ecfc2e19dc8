using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>签名密钥 of our own tokens: made when first needed, a new one each quarter; the one before stays published for as long as a client may remember it.</summary>
internal sealed class ProviderKeys(IDbContextFactory<IdentityDb> contexts, InstallationSecret secret, SessionClock clock) : IDisposable
{
    private const int Bits = 2048;
    private const int Published = 2;
    private static readonly TimeSpan SignsFor = TimeSpan.FromDays(90);
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim turn = new(1);
    private (IReadOnlyList<RsaSecurityKey> Keys, Instant At)? known;

    /// <summary>Newest first: that one signs.</summary>
    public async Task<IReadOnlyList<RsaSecurityKey>> All(CancellationToken cancel)
    {
        if (known is { } now && clock.Now < now.At.Plus(Remembered)) return now.Keys;
        await turn.WaitAsync(cancel);
        try
        {
            if (known is { } meanwhile && clock.Now < meanwhile.At.Plus(Remembered)) return meanwhile.Keys;
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var rows = await Newest(db, cancel);
            if (rows.Count == 0 || clock.Now >= rows[0].CreatedAt.Plus(SignsFor))
            {
                db.Add(New());
                await db.SaveChangesAsync(cancel);
                rows = await Newest(db, cancel);
            }

            known = ([.. rows.Select(Open)], clock.Now);
            return known.Value.Keys;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private static Task<List<ProviderKeyRow>> Newest(IdentityDb db, CancellationToken cancel) =>
        db.Set<ProviderKeyRow>().AsNoTracking().OrderByDescending(k => k.CreatedAt).ThenBy(k => k.Id).Take(Published).ToListAsync(cancel);

    private byte[] Key => secret.Derive("provider-keys");

    private ProviderKeyRow New()
    {
        using var rsa = RSA.Create(Bits);
        var id = Ids.New();
        return new ProviderKeyRow { Id = id, Box = SealedBox.Seal(Key, Context(id), rsa.ExportPkcs8PrivateKey()), CreatedAt = clock.Now };
    }

    private RsaSecurityKey Open(ProviderKeyRow row)
    {
        if (!SealedBox.TryOpen(Key, Context(row.Id), row.Box, out var plain)) throw new CryptographicException("The key of our tokens does not open: the installation's secret is another one.");
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(plain, out _);
        return new RsaSecurityKey(rsa) { KeyId = row.Id };
    }

    private static byte[] Context(string id) => Encoding.ASCII.GetBytes($"identity.provider_keys/{id}");
}
