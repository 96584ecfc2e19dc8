using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using OneWindow.Ui;

namespace OneWindow.Messages;

/// <summary>核验码: by it anybody finds out whether a message is ours. Ten signs without look-alikes; the last one catches a mistyped sign.</summary>
internal static class MessageCode
{
    public const int Length = 10;
    private const string Signs = "23456789ACDEFGHJKMNPRTUWXY";
    private static readonly SearchValues<char> Readable = SearchValues.Create(Signs);

    // Odd and no multiple of 13: each has an inverse modulo 26, so that one wrong sign always changes the sum.
    private static readonly int[] Weights = [1, 3, 5, 7, 9, 11, 15, 17, 19];

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
        if (text is null or { Length: > 40 }) return false;
        var typed = Words.Plain(text).ToUpperInvariant().Replace("-", "", StringComparison.Ordinal);
        if (typed.Length != Length || typed.AsSpan().ContainsAnyExcept(Readable) || typed[^1] != Check(typed.AsSpan(0, Length - 1))) return false;
        code = typed;
        return true;
    }

    /// <summary>In two groups of five, for reading.</summary>
    public static string Grouped(string code) => $"{code[..5]} {code[5..]}";

    private static char Check(ReadOnlySpan<char> signs)
    {
        var sum = 0;
        for (var i = 0; i < signs.Length; i++) sum += Weights[i] * Signs.IndexOf(signs[i], StringComparison.Ordinal);
        return Signs[sum % Signs.Length];
    }
}
