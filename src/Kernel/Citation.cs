namespace OneWindow.Kernel;

/// <summary>依据: where a rule stands. The rulebook's short key ("qingdao-2023", "licensing-law-2019") and the article as the law prints it ("第十七条").</summary>
/// <remarks>A class on purpose: a struct would allow an empty default, and a "no" without a basis must not compile.</remarks>
public sealed record Citation(string Rulebook, string Article)
{
    public override string ToString() => $"{Rulebook}/{Article}";

    /// <summary>Reads what <see cref="ToString"/> prints. Throws <see cref="FormatException"/> on anything else.</summary>
    public static Citation Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < text.Length - 1
            ? new Citation(text[..slash], text[(slash + 1)..])
            : throw new FormatException($"Not a citation: {text}");
    }
}
