using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace OneWindow.Kernel;

/// <summary>
/// Encryption at rest: SM4-CTR, then HMAC-SM3 over all of it (encrypt-then-MAC). Whoever changes a byte, or moves a box to another
/// place, makes it unreadable.
/// </summary>
/// <remarks>
/// A box is version 1 ‖ IV 16 ‖ ciphertext ‖ MAC 32. Both keys come from the given one by HKDF-SM3. The MAC covers
/// version ‖ length of context ‖ context ‖ IV ‖ ciphertext: without the length, bytes could wander from the context into the IV.
/// </remarks>
public static class SealedBox
{
    /// <summary>What a box is longer than its contents.</summary>
    public const int Overhead = 1 + Sm4.BlockSize + Sm3.Size;

    private const byte Version = 1;
    private const int KeysSize = Sm4.KeySize + Sm3.Size;

    private static ReadOnlySpan<byte> Purpose => "OneWindow sealed box 1"u8;

    /// <summary>A fresh box each time, even of the same contents.</summary>
    /// <param name="key">16 or 32 random bytes.</param>
    /// <param name="context">Where the box belongs (table, column, row): it opens only there.</param>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> context, ReadOnlySpan<byte> plain)
    {
        var box = new byte[plain.Length + Overhead];
        box[0] = Version;
        var iv = box.AsSpan(1, Sm4.BlockSize);
        var cipher = box.AsSpan(1 + Sm4.BlockSize, plain.Length);
        RandomNumberGenerator.Fill(iv);
        Span<byte> keys = stackalloc byte[KeysSize];
        DeriveKeys(key, keys);
        Sm4.Ctr(keys[..Sm4.KeySize], iv, plain, cipher);
        Authenticate(keys[Sm4.KeySize..], context, box.AsSpan(0, box.Length - Sm3.Size), box.AsSpan(box.Length - Sm3.Size));
        CryptographicOperations.ZeroMemory(keys);
        return box;
    }

    /// <summary>False if this key and this context did not make this box, byte for byte: why, it does not say.</summary>
    public static bool TryOpen(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> context, ReadOnlySpan<byte> box, [NotNullWhen(true)] out byte[]? plain)
    {
        plain = null;
        if (box.Length < Overhead || box[0] != Version) return false;
        Span<byte> keys = stackalloc byte[KeysSize];
        Span<byte> mac = stackalloc byte[Sm3.Size];
        DeriveKeys(key, keys);
        Authenticate(keys[Sm4.KeySize..], context, box[..^Sm3.Size], mac);
        if (CryptographicOperations.FixedTimeEquals(mac, box[^Sm3.Size..]))
        {
            var cipher = box[(1 + Sm4.BlockSize)..^Sm3.Size];
            plain = new byte[cipher.Length];
            Sm4.Ctr(keys[..Sm4.KeySize], box.Slice(1, Sm4.BlockSize), cipher, plain);
        }

        CryptographicOperations.ZeroMemory(keys);
        return plain is not null;
    }

    private static void DeriveKeys(ReadOnlySpan<byte> key, Span<byte> keys)
    {
        if (key.Length is not (16 or 32)) throw new ArgumentException("A key has 16 or 32 bytes.", nameof(key));
        Sm3.DeriveKey(key, default, Purpose, keys);
    }

    private static void Authenticate(ReadOnlySpan<byte> key, ReadOnlySpan<byte> context, ReadOnlySpan<byte> box, Span<byte> mac)
    {
        Span<byte> head = stackalloc byte[1 + sizeof(int)];
        head[0] = box[0];
        BinaryPrimitives.WriteInt32BigEndian(head[1..], context.Length);
        Sm3.Mac(key, head, context, box[1..], mac);
    }
}
