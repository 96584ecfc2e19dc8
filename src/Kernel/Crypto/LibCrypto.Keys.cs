using System.Runtime.InteropServices;

namespace OneWindow.Kernel;

/// <summary>The part of libcrypto that makes, reads and writes keys, and signs with them.</summary>
internal static unsafe partial class LibCrypto
{
    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint EVP_PKEY_CTX_new_from_name(nint context, string type, string? properties);

    [LibraryImport(Name)]
    public static partial nint EVP_PKEY_CTX_new_from_pkey(nint context, KeyHandle key, nint properties);

    [LibraryImport(Name)]
    public static partial void EVP_PKEY_CTX_free(nint keyContext);

    [LibraryImport(Name)]
    public static partial int EVP_PKEY_keygen_init(nint keyContext);

    [LibraryImport(Name)]
    public static partial int EVP_PKEY_generate(nint keyContext, nint* key);

    [LibraryImport(Name)]
    public static partial int EVP_PKEY_check(nint keyContext);

    [LibraryImport(Name)]
    public static partial int EVP_PKEY_public_check(nint keyContext);

    [LibraryImport(Name)]
    public static partial void EVP_PKEY_free(nint key);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int EVP_PKEY_is_a(KeyHandle key, string type);

    [LibraryImport(Name)]
    public static partial int EVP_PKEY_CTX_set1_id(nint keyContext, byte* id, nuint length);

    [LibraryImport(Name)]
    public static partial void EVP_MD_CTX_set_pkey_ctx(nint digest, nint keyContext);

    [LibraryImport(Name)]
    public static partial int EVP_DigestSignInit(nint digest, nint* keyContext, nint algorithm, nint engine, KeyHandle key);

    [LibraryImport(Name)]
    public static partial int EVP_DigestSign(nint digest, byte* signature, nuint* signatureLength, byte* data, nuint length);

    [LibraryImport(Name)]
    public static partial int EVP_DigestVerifyInit(nint digest, nint* keyContext, nint algorithm, nint engine, KeyHandle key);

    [LibraryImport(Name)]
    public static partial int EVP_DigestVerify(nint digest, byte* signature, nuint signatureLength, byte* data, nuint length);

    [LibraryImport(Name)]
    public static partial nint EVP_PKEY2PKCS8(KeyHandle key);

    [LibraryImport(Name)]
    public static partial void PKCS8_PRIV_KEY_INFO_free(nint info);

    [LibraryImport(Name)]
    public static partial int i2d_PKCS8_PRIV_KEY_INFO(nint info, byte** into);

    [LibraryImport(Name)]
    public static partial int i2d_PUBKEY(KeyHandle key, byte** into);

    // C's long is as wide as a pointer on Linux.
    [LibraryImport(Name)]
    public static partial nint d2i_AutoPrivateKey(nint* reuse, byte** from, nint length);

    [LibraryImport(Name)]
    public static partial nint d2i_PUBKEY(nint* reuse, byte** from, nint length);
}
