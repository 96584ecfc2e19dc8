namespace OneWindow.Kernel;

/// <summary>
/// SM4 分组密码 (GB/T 32907-2016), key and block of 16 bytes. Alone it hides but does not protect from change: use <see cref="SealedBox"/>.
/// </summary>
internal static unsafe class Sm4
{
    public const int KeySize = 16;
    public const int BlockSize = 16;

    // Not every OpenSSL has SM4 with GCM (3.0 has not), so the counter mode is what we build on.
    private static readonly nint Counter = LibCrypto.EVP_CIPHER_fetch(0, "SM4-CTR", null);
    private static readonly nint Blocks = LibCrypto.EVP_CIPHER_fetch(0, "SM4-ECB", null);

    /// <summary>Counter mode: the same call encrypts and decrypts. Never twice with one key and one <paramref name="iv"/>.</summary>
    /// <param name="into">As long as <paramref name="data"/>; may be the same place.</param>
    public static void Ctr(ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> data, Span<byte> into) =>
        Run(Counter, key, iv, data, into);

    /// <summary>Each block for itself: only to compare with the published vectors.</summary>
    public static void Ecb(ReadOnlySpan<byte> key, ReadOnlySpan<byte> blocks, Span<byte> into)
    {
        if (blocks.Length % BlockSize != 0) throw new ArgumentException("Whole blocks of 16 bytes.", nameof(blocks));
        Run(Blocks, key, stackalloc byte[BlockSize], blocks, into);
    }

    private static void Run(nint algorithm, ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> data, Span<byte> into)
    {
        if (algorithm == 0) LibCrypto.Fail("SM4 is not in this build");
        if (key.Length != KeySize) throw new ArgumentException("An SM4 key has 16 bytes.", nameof(key));
        if (iv.Length != BlockSize) throw new ArgumentException("An SM4 counter has 16 bytes.", nameof(iv));
        if (into.Length != data.Length) throw new ArgumentException("As long as the data.", nameof(into));
        if (data.IsEmpty) return;
        // Freeing the context wipes the key in it.
        var cipher = LibCrypto.EVP_CIPHER_CTX_new();
        try
        {
            var written = 0;
            fixed (byte* k = key, v = iv, from = data, to = into)
            {
                LibCrypto.Must(LibCrypto.EVP_EncryptInit_ex2(cipher, algorithm, k, v, 0), "SM4 begin");
                LibCrypto.Must(LibCrypto.EVP_CIPHER_CTX_set_padding(cipher, 0), "SM4 padding");
                LibCrypto.Must(LibCrypto.EVP_EncryptUpdate(cipher, to, &written, from, data.Length), "SM4");
            }

            if (written != data.Length) LibCrypto.Fail("SM4 wrote less than it was given");
        }
        finally
        {
            LibCrypto.EVP_CIPHER_CTX_free(cipher);
        }
    }
}
