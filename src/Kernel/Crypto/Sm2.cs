using System.Security.Cryptography;

namespace OneWindow.Kernel;

/// <summary>
/// SM2 数字签名 (GB/T 32918.2-2016) over SM3, with the default signer's id 1234567812345678: the half that signs.
/// A signature takes a quarter of a millisecond: sign roots, receipts and documents, never each event.
/// </summary>
public sealed class Sm2PrivateKey : IDisposable
{
    private readonly KeyHandle key;

    private Sm2PrivateKey(KeyHandle key) => this.key = key;

    public static Sm2PrivateKey Generate() => new(KeyHandle.Generate());

    /// <summary>Throws <see cref="CryptographicException"/> for anything but one SM2 private key.</summary>
    /// <param name="der">PKCS#8 PrivateKeyInfo, not encrypted.</param>
    public static Sm2PrivateKey FromPkcs8(ReadOnlySpan<byte> der) => new(KeyHandle.FromPkcs8(der));

    /// <summary>PKCS#8 PrivateKeyInfo, not encrypted: seal it (<see cref="SealedBox"/>) and wipe it.</summary>
    public byte[] ToPkcs8() => key.ToPkcs8();

    /// <summary>The half that others verify with.</summary>
    public Sm2PublicKey Public() => Sm2PublicKey.FromSpki(key.ToSpki());

    /// <summary>The signature as DER; <see cref="Sm2Signature"/> turns it into r‖s. Each is another, for SM2 signs with fresh randomness.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message) => key.Sign(message);

    public void Dispose() => key.Dispose();
}

/// <summary>SM2 数字签名 (GB/T 32918.2-2016): the half that verifies.</summary>
public sealed class Sm2PublicKey : IDisposable
{
    private readonly KeyHandle key;

    private Sm2PublicKey(KeyHandle key) => this.key = key;

    /// <summary>Throws <see cref="CryptographicException"/> for anything but one SM2 public key on the curve.</summary>
    /// <param name="der">SubjectPublicKeyInfo.</param>
    public static Sm2PublicKey FromSpki(ReadOnlySpan<byte> der) => new(KeyHandle.FromSpki(der));

    public byte[] ToSpki() => key.ToSpki();

    /// <summary>Was this message signed by the other half? False for a signature that is none at all, too.</summary>
    /// <param name="signature">DER.</param>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) => key.Verify(message, signature);

    public void Dispose() => key.Dispose();
}
