using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace OneWindow.Kernel;

/// <summary>One SM2 key inside libcrypto. Many threads may use it at once.</summary>
internal sealed unsafe class KeyHandle : SafeHandle
{
    /// <summary>可辨别标识 of the signer where the parties agreed on none (GB/T 35276-2017).</summary>
    private static ReadOnlySpan<byte> DefaultId => "1234567812345678"u8;

    private KeyHandle(nint key)
        : base(key, ownsHandle: true)
    {
        if (IsInvalid) LibCrypto.Fail("no key");
    }

    public override bool IsInvalid => handle == 0;

    public static KeyHandle Generate()
    {
        var context = LibCrypto.EVP_PKEY_CTX_new_from_name(0, "SM2", null);
        if (context == 0) LibCrypto.Fail("SM2 is not in this build");
        try
        {
            nint key = 0;
            LibCrypto.Must(LibCrypto.EVP_PKEY_keygen_init(context), "SM2 begin a key");
            LibCrypto.Must(LibCrypto.EVP_PKEY_generate(context, &key), "SM2 make a key");
            return new KeyHandle(key);
        }
        finally
        {
            LibCrypto.EVP_PKEY_CTX_free(context);
        }
    }

    public static KeyHandle FromPkcs8(ReadOnlySpan<byte> der)
    {
        fixed (byte* bytes = der)
        {
            var end = bytes;
            return Checked(der.IsEmpty ? 0 : LibCrypto.d2i_AutoPrivateKey(null, &end, der.Length), end == bytes + der.Length, isPrivate: true);
        }
    }

    public static KeyHandle FromSpki(ReadOnlySpan<byte> der)
    {
        fixed (byte* bytes = der)
        {
            var end = bytes;
            return Checked(der.IsEmpty ? 0 : LibCrypto.d2i_PUBKEY(null, &end, der.Length), end == bytes + der.Length, isPrivate: false);
        }
    }

    public byte[] ToPkcs8()
    {
        var info = LibCrypto.EVP_PKEY2PKCS8(this);
        if (info == 0) LibCrypto.Fail("SM2 write a private key");
        try
        {
            var der = new byte[LibCrypto.i2d_PKCS8_PRIV_KEY_INFO(info, null)];
            fixed (byte* bytes = der)
            {
                var end = bytes;
                _ = LibCrypto.i2d_PKCS8_PRIV_KEY_INFO(info, &end);
            }

            return der;
        }
        finally
        {
            LibCrypto.PKCS8_PRIV_KEY_INFO_free(info);
        }
    }

    public byte[] ToSpki()
    {
        var der = new byte[LibCrypto.i2d_PUBKEY(this, null)];
        fixed (byte* bytes = der)
        {
            var end = bytes;
            _ = LibCrypto.i2d_PUBKEY(this, &end);
        }

        return der;
    }

    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        Span<byte> signature = stackalloc byte[Sm2Signature.LongestDer];
        using var signing = new Signing(this);
        nuint length = (nuint)signature.Length;
        LibCrypto.Must(LibCrypto.EVP_DigestSignInit(signing.Digest, null, Sm3Context.Algorithm, 0, this), "SM2 begin to sign");
        fixed (byte* into = signature, bytes = message)
        {
            LibCrypto.Must(LibCrypto.EVP_DigestSign(signing.Digest, into, &length, bytes, (nuint)message.Length), "SM2 sign");
        }

        return signature[..(int)length].ToArray();
    }

    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        using var signing = new Signing(this);
        LibCrypto.Must(LibCrypto.EVP_DigestVerifyInit(signing.Digest, null, Sm3Context.Algorithm, 0, this), "SM2 begin to verify");
        fixed (byte* given = signature, bytes = message)
        {
            if (LibCrypto.EVP_DigestVerify(signing.Digest, given, (nuint)signature.Length, bytes, (nuint)message.Length) == 1) return true;
        }

        LibCrypto.ERR_clear_error();
        return false;
    }

    protected override bool ReleaseHandle()
    {
        LibCrypto.EVP_PKEY_free(handle);
        return true;
    }

    // A key of another curve parses as well, and a point need not lie on its curve.
    private static KeyHandle Checked(nint key, bool whole, bool isPrivate)
    {
        if (key == 0) Refuse();
        var handle = new KeyHandle(key);
        if (!whole || LibCrypto.EVP_PKEY_is_a(handle, "SM2") != 1) Refuse();
        var context = LibCrypto.EVP_PKEY_CTX_new_from_pkey(0, handle, 0);
        var sound = isPrivate ? LibCrypto.EVP_PKEY_check(context) : LibCrypto.EVP_PKEY_public_check(context);
        LibCrypto.EVP_PKEY_CTX_free(context);
        if (sound != 1) Refuse();
        return handle;

        void Refuse()
        {
            LibCrypto.ERR_clear_error();
            throw new CryptographicException(isPrivate ? "Not an SM2 private key in PKCS#8." : "Not an SM2 public key in SPKI.");
        }
    }

    /// <summary>One signature being made or checked. The signer's id must be set before the digest begins.</summary>
    private readonly ref struct Signing
    {
        private readonly nint keyContext;

        public Signing(KeyHandle key)
        {
            Digest = LibCrypto.EVP_MD_CTX_new();
            keyContext = LibCrypto.EVP_PKEY_CTX_new_from_pkey(0, key, 0);
            fixed (byte* id = DefaultId)
            {
                LibCrypto.Must(LibCrypto.EVP_PKEY_CTX_set1_id(keyContext, id, (nuint)DefaultId.Length), "SM2 signer's id");
            }

            LibCrypto.EVP_MD_CTX_set_pkey_ctx(Digest, keyContext);
        }

        public nint Digest { get; }

        public void Dispose()
        {
            LibCrypto.EVP_MD_CTX_free(Digest);
            LibCrypto.EVP_PKEY_CTX_free(keyContext);
        }
    }
}
