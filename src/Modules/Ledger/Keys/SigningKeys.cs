using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Ledger;

/// <summary>
/// The installation's SM2 keys: made at the first start, sealed under the installation's secret. A signature names its key, so a further
/// key can follow (<see cref="Rotate"/>) and what the earlier ones signed still verifies.
/// </summary>
internal sealed class SigningKeys(IDbContextFactory<LedgerDb> contexts, InstallationSecret secret, TimeProvider clock) : ISigner, IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);
    private readonly ConcurrentDictionary<string, Sm2PublicKey> known = new(StringComparer.Ordinal);
    private volatile Signer? signing;

    /// <param name="text">Writes the text for the key that will sign it: the key's id is part of what is signed.</param>
    public async ValueTask<SignedText> Sign(Func<string, string> text, CancellationToken cancel = default)
    {
        var (id, key) = await Current(cancel);
        var words = text(id);
        return new SignedText(words, id, Convert.ToBase64String(key.Sign(Encoding.UTF8.GetBytes(words))));
    }

    public async ValueTask<bool> Verify(SignedText signed, CancellationToken cancel = default) =>
        await Public(signed.KeyId, cancel) is { } key && signed.Holds(key);

    /// <summary>Null: a key that we never had.</summary>
    public async ValueTask<Sm2PublicKey?> Public(string id, CancellationToken cancel = default)
    {
        if (known.TryGetValue(id, out var key)) return key;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Keys.AsNoTracking().FirstOrDefaultAsync(k => k.Id == id, cancel) is { } row
            ? known.GetOrAdd(id, _ => Sm2PublicKey.FromSpki(row.Public))
            : null;
    }

    public async ValueTask<IReadOnlyList<KeyRow>> All(CancellationToken cancel = default)
    {
        await Current(cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Keys.AsNoTracking().OrderByDescending(k => k.MadeAt).ThenBy(k => k.Id).ToListAsync(cancel);
    }

    /// <summary>换钥: a new key signs from here on. Other nodes go on with the earlier one until they start again; both verify.</summary>
    public async ValueTask<string> Rotate(CancellationToken cancel = default)
    {
        await one.WaitAsync(cancel);
        try
        {
            signing = await Make(cancel);
            return signing.Id;
        }
        finally
        {
            one.Release();
        }
    }

    public async ValueTask<LedgerSignature> Sign(string number, string hash, CancellationToken cancel = default)
    {
        var signed = await Sign(key => LedgerTexts.Document(number, hash, key), cancel);
        return new LedgerSignature(signed.KeyId, signed.Signature);
    }

    public ValueTask<bool> Verify(string number, string hash, LedgerSignature signature, CancellationToken cancel = default) =>
        Verify(new SignedText(LedgerTexts.Document(number, hash, signature.KeyId), signature.KeyId, signature.Value), cancel);

    public static string IdOf(ReadOnlySpan<byte> spki) => Convert.ToHexStringLower(Sm3.Of(spki).AsSpan(0, 8));

    public static string Pem(byte[] spki) => PemEncoding.WriteString("PUBLIC KEY", spki) + "\n";

    /// <summary>The private key of a row; throws where the box was changed or belongs to another secret.</summary>
    public Sm2PrivateKey Open(KeyRow row)
    {
        if (!SealedBox.TryOpen(Wrap(), Context(row.Id, row.MadeAt), row.Sealed, out var plain))
        {
            throw new CryptographicException($"签名密钥 {row.Id} 打不开：安装密钥（{InstallationSecret.Variable}）不是当初的那一个，或者密钥已损坏。");
        }

        try
        {
            return Sm2PrivateKey.FromPkcs8(plain);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private async ValueTask<Signer> Current(CancellationToken cancel)
    {
        if (signing is { } ready) return ready;
        await one.WaitAsync(cancel);
        try
        {
            if (signing is { } made) return made;
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var row = await db.Keys.AsNoTracking().OrderByDescending(k => k.MadeAt).ThenBy(k => k.Id).FirstOrDefaultAsync(cancel);
            var current = row is null ? await Make(cancel) : new Signer(row.Id, Open(row));
            signing = current;
            return current;
        }
        finally
        {
            one.Release();
        }
    }

    private async ValueTask<Signer> Make(CancellationToken cancel)
    {
        var key = Sm2PrivateKey.Generate();
        using var shown = key.Public();
        var spki = shown.ToSpki();
        var (id, at) = (IdOf(spki), clock.Now());
        var plain = key.ToPkcs8();
        var row = new KeyRow { Id = id, Public = spki, Sealed = SealedBox.Seal(Wrap(), Context(id, at), plain), MadeAt = at };
        CryptographicOperations.ZeroMemory(plain);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.Keys.Add(row);
        await db.SaveChangesAsync(cancel);
        return new Signer(id, key);
    }

    /// <summary>The name of the key under which they lie.</summary>
    public const string Purpose = "ledger-signing";

    private byte[] Wrap() => secret.Derive(Purpose);

    internal static byte[] Context(string id, Instant madeAt) => Encoding.UTF8.GetBytes($"ledger-key/{id}/{madeAt}");

    private sealed record Signer(string Id, Sm2PrivateKey Key);

    public void Dispose()
    {
        one.Dispose();
        signing?.Key.Dispose();
        foreach (var key in known.Values) key.Dispose();
    }
}
