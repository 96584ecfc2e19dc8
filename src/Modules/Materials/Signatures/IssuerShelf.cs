using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using OneWindow.Kernel;

namespace OneWindow.Materials;

/// <summary>
/// 信任的电子认证服务机构: the certificates in the folder of the setting `Signatures:Issuers` (.cer, .crt, .der, .pem), read anew when the folder changes. Not set: none, and no
/// signature is relied on.
/// </summary>
internal sealed class IssuerShelf(IConfiguration settings, ILogger<IssuerShelf> log)
{
    private readonly Lock gate = new();
    private (string Folder, DateTime Changed, TrustedIssuers Issuers)? read;

    public TrustedIssuers Trusted
    {
        get
        {
            if (settings["Signatures:Issuers"] is not { Length: > 0 } folder || !Directory.Exists(folder)) return TrustedIssuers.None;
            var changed = Directory.GetLastWriteTimeUtc(folder);
            lock (gate)
            {
                if (read is { } kept && kept.Folder == folder && kept.Changed == changed) return kept.Issuers;
                var issuers = new TrustedIssuers([.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(Read).OfType<SigningCertificate>()]);
                read = (folder, changed, issuers);
                return issuers;
            }
        }
    }

    private SigningCertificate? Read(string file)
    {
        if (Path.GetExtension(file) is not (".cer" or ".crt" or ".der" or ".pem")) return null;
        var bytes = File.ReadAllBytes(file);
        if (bytes is not [0x30, ..] && System.Security.Cryptography.PemEncoding.TryFindUtf8(bytes, out var pem))
        {
            var der = new byte[pem.DecodedDataLength];
            System.Buffers.Text.Base64.DecodeFromUtf8(bytes.AsSpan(pem.Base64Data), der, out _, out _);
            bytes = der;
        }

        if (SigningCertificate.TryParse(bytes, out var certificate) && certificate.IsAuthority) return certificate;
        log.LogWarning("Signatures:Issuers: {File} is not the certificate of an issuer; it is left out.", Path.GetFileName(file));
        return null;
    }
}
