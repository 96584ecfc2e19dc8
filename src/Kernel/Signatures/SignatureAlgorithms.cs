using System.Security.Cryptography;

namespace OneWindow.Kernel;

/// <summary>
/// The algorithms by which signatures are accepted: SM2 with SM3 (GM/T 0006 names them), RSA and ECDSA with SHA-256 or longer. What is older is not accepted any more.
/// </summary>
internal static class SignatureAlgorithms
{
    public const string Sm3Digest = "1.2.156.10197.1.401";

    /// <summary>False too for what cannot be read, is not known, or is too weak.</summary>
    /// <param name="algorithm">OID of the signature's algorithm; some writers give the key's instead, and leave the digest to <paramref name="digest"/>.</param>
    public static bool Verify(string algorithm, string? digest, ReadOnlySpan<byte> spki, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        try
        {
            switch (algorithm)
            {
                case "1.2.156.10197.1.501" or "1.2.156.10197.1.301" or "1.2.156.10197.1.301.1" or "1.2.840.10045.2.1" when digest is null or Sm3Digest:
                    using (var sm2 = Sm2PublicKey.FromSpki(spki)) return sm2.Verify(message, signature);
                case "1.2.840.113549.1.1.1" or "1.2.840.113549.1.1.11" or "1.2.840.113549.1.1.12" or "1.2.840.113549.1.1.13":
                    using (var rsa = RSA.Create())
                    {
                        rsa.ImportSubjectPublicKeyInfo(spki, out _);
                        return rsa.KeySize >= 2048 && Hash(algorithm, digest) is { } hash && rsa.VerifyData(message, signature, hash, RSASignaturePadding.Pkcs1);
                    }

                case "1.2.840.10045.2.1" or "1.2.840.10045.4.3.2" or "1.2.840.10045.4.3.3" or "1.2.840.10045.4.3.4":
                    using (var ecdsa = ECDsa.Create())
                    {
                        ecdsa.ImportSubjectPublicKeyInfo(spki, out _);
                        return Hash(algorithm, digest) is { } hash && ecdsa.VerifyData(message, signature, hash, DSASignatureFormat.Rfc3279DerSequence);
                    }

                default:
                    return false;
            }
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException) // a curve that nobody here knows
        {
            return false;
        }
    }

    /// <summary>The digest of a content; null: not a digest that is accepted.</summary>
    public static byte[]? Digest(string digest, ReadOnlySpan<byte> content) => digest switch
    {
        Sm3Digest => Sm3.Of(content),
        "2.16.840.1.101.3.4.2.1" => SHA256.HashData(content),
        "2.16.840.1.101.3.4.2.2" => SHA384.HashData(content),
        "2.16.840.1.101.3.4.2.3" => SHA512.HashData(content),
        _ => null,
    };

    private static HashAlgorithmName? Hash(string algorithm, string? digest) => algorithm switch
    {
        "1.2.840.113549.1.1.11" or "1.2.840.10045.4.3.2" => HashAlgorithmName.SHA256,
        "1.2.840.113549.1.1.12" or "1.2.840.10045.4.3.3" => HashAlgorithmName.SHA384,
        "1.2.840.113549.1.1.13" or "1.2.840.10045.4.3.4" => HashAlgorithmName.SHA512,
        _ => digest switch
        {
            "2.16.840.1.101.3.4.2.1" => HashAlgorithmName.SHA256,
            "2.16.840.1.101.3.4.2.2" => HashAlgorithmName.SHA384,
            "2.16.840.1.101.3.4.2.3" => HashAlgorithmName.SHA512,
            _ => null,
        },
    };
}
