using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;

namespace OneWindow.Kernel;

/// <summary>
/// The two forms of an SM2 signature: DER (SEQUENCE of the integers r and s, GM/T 0009), which we keep, and the bare 64 bytes r‖s,
/// which some readers want.
/// </summary>
public static class Sm2Signature
{
    /// <summary>r and s, 32 bytes each.</summary>
    public const int RawSize = 64;

    /// <summary>Two integers of 33 bytes, each with tag and length, in a sequence with tag and length.</summary>
    internal const int LongestDer = 72;

    private const int Half = RawSize / 2;

    /// <summary>Throws <see cref="ArgumentException"/> unless there are 64 bytes.</summary>
    public static byte[] ToDer(ReadOnlySpan<byte> raw)
    {
        if (raw.Length != RawSize) throw new ArgumentException("A bare SM2 signature has 64 bytes.", nameof(raw));
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(Shortest(raw[..Half]));
            writer.WriteIntegerUnsigned(Shortest(raw[Half..]));
        }

        return writer.Encode();
    }

    /// <summary>False for what is not DER of two integers of at most 32 bytes.</summary>
    public static bool TryToRaw(ReadOnlySpan<byte> der, [NotNullWhen(true)] out byte[]? raw)
    {
        raw = null;
        try
        {
            AsnDecoder.ReadSequence(der, AsnEncodingRules.DER, out var start, out var length, out var read);
            if (read != der.Length) return false;
            var integers = der.Slice(start, length);
            var both = new byte[RawSize];
            if (!TryTake(ref integers, both.AsSpan(0, Half)) || !TryTake(ref integers, both.AsSpan(Half)) || !integers.IsEmpty) return false;
            raw = both;
            return true;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private static bool TryTake(ref ReadOnlySpan<byte> integers, Span<byte> into)
    {
        var value = AsnDecoder.ReadIntegerBytes(integers, AsnEncodingRules.DER, out var read);
        integers = integers[read..];
        // The sign: a leading zero keeps a high first bit from reading as negative.
        if ((value[0] & 0x80) != 0) return false;
        value = value.TrimStart((byte)0);
        if (value.Length > into.Length) return false;
        value.CopyTo(into[^value.Length..]);
        return true;
    }

    private static ReadOnlySpan<byte> Shortest(ReadOnlySpan<byte> integer) =>
        integer.TrimStart((byte)0) is { IsEmpty: false } shortest ? shortest : [0];
}
