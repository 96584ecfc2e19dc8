using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace OneWindow.Ui;

/// <summary>
/// A code that people read from paper or a screen and type: signs by chance, none of which looks like another, and a last one that catches every
/// single wrong sign before anything is looked up.
/// </summary>
/// <param name="length">Signs, the check among them; at most 16.</param>
/// <param name="longest">What is typed with spaces and hyphens is not read beyond this length.</param>
/// <param name="mendsLookAlikes">Z, S, B and V are read as the 2, 5, 8 and U that are meant.</param>
public sealed class ReadableCode(int length, int longest, bool mendsLookAlikes = false)
{
    private const string Signs = "23456789ACDEFGHJKMNPRTUWXY";
    private static readonly SearchValues<char> Readable = SearchValues.Create(Signs);

    // Odd and no multiple of 13: each has an inverse modulo 26, so that a wrong sign always changes the sum.
    private static readonly int[] Weights = [1, 3, 5, 7, 9, 11, 15, 17, 19, 21, 23, 25, 3, 7, 11];

    public string New()
    {
        Span<char> code = stackalloc char[length];
        for (var i = 0; i < length - 1; i++) code[i] = Signs[RandomNumberGenerator.GetInt32(Signs.Length)];
        code[^1] = Check(code[..^1]);
        return new string(code);
    }

    /// <summary>Reads a code as people type it: any case, full width, with spaces or hyphens.</summary>
    public bool TryParse(string? text, [NotNullWhen(true)] out string? code)
    {
        code = null;
        if (text is null || text.Length > longest) return false;
        var typed = Words.Plain(text).ToUpperInvariant().Replace("-", "", StringComparison.Ordinal);
        if (mendsLookAlikes) typed = typed.Replace('Z', '2').Replace('S', '5').Replace('B', '8').Replace('V', 'U');
        if (typed.Length != length || typed.AsSpan().ContainsAnyExcept(Readable) || typed[^1] != Check(typed.AsSpan(0, length - 1))) return false;
        code = typed;
        return true;
    }

    private static char Check(ReadOnlySpan<char> signs)
    {
        var sum = 0;
        for (var i = 0; i < signs.Length; i++) sum += Weights[i] * Signs.IndexOf(signs[i], StringComparison.Ordinal);
        return Signs[sum % Signs.Length];
    }
}
