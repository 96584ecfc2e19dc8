using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OneWindow.Kernel;

/// <summary>
/// A PDF with a signature in it (ISO 32000-1 §12.8.1): the last signature's ranges of bytes and the signature between them. What the ranges leave out besides the
/// signature itself is not signed.
/// </summary>
public sealed partial class SignedPdf
{
    /// <summary>The signature's place is looked for only here and behind the first range.</summary>
    private const int LongestSignature = 1 << 20;

    private readonly byte[] content;

    private SignedPdf(byte[] content, ElectronicSignature signature, bool whole) => (this.content, Signature, IsWhole) = (content, signature, whole);

    public ElectronicSignature Signature { get; }

    /// <summary>Nothing was added behind what is signed.</summary>
    public bool IsWhole { get; }

    public bool Fits => Signature.Fits(content);

    /// <summary>Null: no signature in it that can be read.</summary>
    public static SignedPdf? Read(ReadOnlySpan<byte> pdf)
    {
        // Most have none, and a page of scans is long.
        if (pdf.IndexOf("/ByteRange"u8) < 0) return null;
        // Latin-1 keeps every byte as one sign, so a place in the text is a place in the bytes.
        var text = Encoding.Latin1.GetString(pdf);
        if (Ranges().Matches(text).LastOrDefault() is not { } ranges) return null;
        var at = new long[4];
        for (var i = 0; i < 4; i++)
        {
            if (!long.TryParse(ranges.Groups[i + 1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out at[i])) return null;
        }

        var (first, gap, second, end) = (at[0], at[0] + at[1], at[2], at[2] + at[3]);
        if (first != 0 || gap >= second || end > pdf.Length || second - gap > LongestSignature) return null;
        var between = text[(int)gap..(int)second].Trim();
        if (between is not ['<', .. var hex, '>'] || !TryHex(hex, out var bytes) || !ElectronicSignature.TryParse(bytes, out var signature)) return null;
        byte[] content = [.. pdf[..(int)gap], .. pdf[(int)second..(int)end]];
        return new SignedPdf(content, signature, pdf[(int)end..].Trim("\r\n \0"u8).IsEmpty);
    }

    private static bool TryHex(string hex, out byte[] bytes)
    {
        bytes = [];
        var digits = string.Concat(hex.Where(c => !char.IsWhiteSpace(c)));
        if (digits.Length % 2 != 0 || digits.Any(c => !char.IsAsciiHexDigit(c))) return false;
        bytes = Convert.FromHexString(digits);
        return true;
    }

    [GeneratedRegex(@"/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]", RegexOptions.CultureInvariant)]
    private static partial Regex Ranges();
}
