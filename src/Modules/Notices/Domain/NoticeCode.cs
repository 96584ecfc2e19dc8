using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using OneWindow.Ui;

namespace OneWindow.Notices;

/// <summary>
/// 验证码: 16 signs on every document, 15 by chance (70 bits: nobody finds one by trying) and one that catches every single wrong sign before
/// anything is looked up. No sign looks like another; Z, S, B and V are read as the 2, 5, 8 and U that are meant.
/// </summary>
internal static class NoticeCode
{
    public const int Length = 16;

    private const string Signs = "23456789ACDEFGHJKMNPRTUWXY";
    private static readonly SearchValues<char> Readable = SearchValues.Create(Signs);

    // Odd and no multiple of 13: each has an inverse modulo 26, so that a wrong sign always changes the sum.
    private static readonly int[] Weights = [1, 3, 5, 7, 9, 11, 15, 17, 19, 21, 23, 25, 3, 7, 11];

    public static string New()
    {
        Span<char> code = stackalloc char[Length];
        for (var i = 0; i < Length - 1; i++) code[i] = Signs[RandomNumberGenerator.GetInt32(Signs.Length)];
        code[^1] = Check(code[..^1]);
        return new string(code);
    }

    /// <summary>Reads a code as people type it: any case, full width, with spaces or hyphens.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out string? code)
    {
        code = null;
        if (text is null or { Length: > 60 }) return false;
        var typed = Words.Plain(text).ToUpperInvariant().Replace("-", "", StringComparison.Ordinal)
            .Replace('Z', '2').Replace('S', '5').Replace('B', '8').Replace('V', 'U');
        if (typed.Length != Length || typed.AsSpan().ContainsAnyExcept(Readable) || typed[^1] != Check(typed.AsSpan(0, Length - 1))) return false;
        code = typed;
        return true;
    }

    /// <summary>In fours, for reading: "A2C3 …".</summary>
    public static string Grouped(string code) => string.Join(' ', code.Chunk(4).Select(c => new string(c)));

    private static char Check(ReadOnlySpan<char> signs)
    {
        var sum = 0;
        for (var i = 0; i < signs.Length; i++) sum += Weights[i] * Signs.IndexOf(signs[i], StringComparison.Ordinal);
        return Signs[sum % Signs.Length];
    }
}
