namespace OneWindow.Kernel;

/// <summary>Codes as people type and paste them: a Chinese keyboard's full-width signs, small letters, spaces and hyphens to read by.</summary>
internal static class TypedCode
{
    private const int Longest = 80;

    /// <summary>Half width, capitals, no spaces or hyphens. Null for nothing, and for what is too long to be any code.</summary>
    public static string? Tidy(string? text)
    {
        if (text is null or { Length: > Longest }) return null;
        Span<char> tidy = stackalloc char[Longest];
        var length = 0;
        foreach (var typed in text)
        {
            var c = typed is >= '\uFF01' and <= '\uFF5E' ? (char)(typed - 0xFEE0) : typed;
            if (c == '-' || char.IsWhiteSpace(c)) continue;
            tidy[length++] = char.IsAsciiLetterLower(c) ? (char)(c - 'a' + 'A') : c;
        }

        return length == 0 ? null : new string(tidy[..length]);
    }
}
