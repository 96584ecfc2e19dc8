using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace OneWindow.Kernel;

/// <summary>SM3 密码杂凑算法 (GB/T 32905-2016, GM/T 0004): 32 bytes of any bytes. Hashing into a span allocates nothing.</summary>
public static class Sm3
{
    /// <summary>Length of a hash in bytes.</summary>
    public const int Size = 32;

    /// <summary>The block on which the HMAC of RFC 2104 pads its key.</summary>
    private const int Block = 64;

    // A context costs more than a short hash, so each thread keeps one.
    [ThreadStatic]
    private static Sm3Context? mine;

    private static Sm3Context Mine => mine ??= new Sm3Context();

    /// <summary>The hash of some bytes, in an array of its own.</summary>
    public static byte[] Of(ReadOnlySpan<byte> data)
    {
        var hash = new byte[Size];
        Hash(data, hash);
        return hash;
    }

    public static void Hash(ReadOnlySpan<byte> data, Span<byte> into) => Hash(data, default, default, into);

    /// <summary>The hash of both, one after the other.</summary>
    public static void Hash(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> into) =>
        Hash(first, second, default, into);

    /// <summary>The hash of all three, one after the other. <paramref name="into"/> may be one of them.</summary>
    public static void Hash(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, Span<byte> into)
    {
        var context = Mine;
        context.Begin();
        context.Append(first);
        context.Append(second);
        context.Append(third);
        context.Finish(into);
    }

    /// <summary>HMAC-SM3 (RFC 2104; GB/T 15852.2).</summary>
    public static void Mac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, Span<byte> into) => Mac(key, data, default, default, into);

    /// <summary>HMAC-SM3 of all three, one after the other. Where their lengths vary, the caller writes the lengths among them.</summary>
    public static void Mac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, Span<byte> into)
    {
        Span<byte> pad = stackalloc byte[Block];
        Span<byte> inner = stackalloc byte[Size];
        pad.Clear();
        if (key.Length > Block) Hash(key, pad[..Size]);
        else key.CopyTo(pad);

        var context = Mine;
        Flip(pad, 0x36);
        context.Begin();
        context.Append(pad);
        context.Append(first);
        context.Append(second);
        context.Append(third);
        context.Finish(inner);

        Flip(pad, 0x36 ^ 0x5c);
        Hash(pad, inner, into);
        CryptographicOperations.ZeroMemory(pad);

        static void Flip(Span<byte> bytes, byte mask)
        {
            foreach (ref var b in bytes) b ^= mask;
        }
    }

    /// <summary>HKDF (RFC 5869) over HMAC-SM3: as many key bytes as <paramref name="into"/> holds, at most 255 × 32.</summary>
    /// <param name="info">What the derived key is for: another purpose, another key.</param>
    public static void DeriveKey(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> info, Span<byte> into)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(into.Length, 255 * Size, nameof(into));
        Span<byte> extracted = stackalloc byte[Size];
        Span<byte> block = stackalloc byte[Size];
        // Without a salt RFC 5869 takes zeros, and HMAC pads an empty key with zeros: the same.
        Mac(salt, secret, extracted);
        var previous = block[..0];
        for (byte round = 1; into.Length > 0; round++)
        {
            Mac(extracted, previous, info, MemoryMarshal.CreateReadOnlySpan(ref round, 1), block);
            previous = block;
            var taken = Math.Min(Size, into.Length);
            block[..taken].CopyTo(into);
            into = into[taken..];
        }

        CryptographicOperations.ZeroMemory(extracted);
        CryptographicOperations.ZeroMemory(block);
    }
}
