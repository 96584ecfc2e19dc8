using System.Security.Cryptography;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Ledger;

/// <summary>Is each key the one that its name says, and does its private half belong to it?</summary>
internal sealed class KeyAudit(Database database, SigningKeys keys)
{
    /// <summary>The public keys that stand the test, by id; the caller disposes of them.</summary>
    public async Task<Dictionary<string, Sm2PublicKey>> Run(List<Damage> damage, CancellationToken cancel)
    {
        var known = new Dictionary<string, Sm2PublicKey>(StringComparer.Ordinal);
        await foreach (var row in AuditRow.Read(database, "keys", "Id Public Sealed MadeAt", "", cancel))
        {
            if (row.Text(0) is not { } id || row.Bytes(1) is not { } spki || row.Bytes(2) is not { } box || row.At(3) is not { } madeAt
                || SigningKeys.IdOf(spki) != id)
            {
                damage.Add(new Damage(LedgerAuditNames.Ledger, 0, $"签名密钥 {row.Text(0)} 与其编号不符"));
                continue;
            }

            known[id] = Sm2PublicKey.FromSpki(spki);
            try
            {
                using var key = keys.Open(new KeyRow { Id = id, Public = spki, Sealed = box, MadeAt = madeAt });
                using var shown = key.Public();
                if (!shown.ToSpki().AsSpan().SequenceEqual(spki)) damage.Add(new Damage(LedgerAuditNames.Ledger, 0, $"签名密钥 {id} 的公钥与私钥不成对"));
            }
            catch (CryptographicException)
            {
                damage.Add(new Damage(LedgerAuditNames.Ledger, 0, $"签名密钥 {id} 打不开，或者启用时间被改动"));
            }
        }

        return known;
    }
}

/// <summary>Where no case is meant, the ledger itself is; the sequence is then a leaf or a size.</summary>
internal static class LedgerAuditNames
{
    public const string Ledger = "";
}
