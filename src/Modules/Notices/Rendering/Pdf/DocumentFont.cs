using System.Text;

namespace OneWindow.Notices;

/// <summary>
/// Noto Sans SC in one document: from beside the program, so that papers look alike on every machine, whatever fonts it has. A sign that it lacks
/// comes from the <see cref="FontShelf"/>; one that nobody has stops the document.
/// </summary>
internal sealed class DocumentFont
{
    private static readonly Lazy<TrueTypeFont> Normal = new(() => Open("NotoSansSC-Regular.ttf"));
    private static readonly Lazy<TrueTypeFont> Heavy = new(() => Open("NotoSansSC-Bold.ttf"));

    private readonly Dictionary<string, FontSubset> used = new(StringComparer.Ordinal);

    /// <summary>Asked for once a document, and only by one that needs it.</summary>
    private IReadOnlyList<(string Name, TrueTypeFont Font)>? shelf;

    private DocumentFont(string name, TrueTypeFont font) => (Name, Subset) = (name, new FontSubset(font));

    public string Name { get; }

    public FontSubset Subset { get; }

    /// <summary>This font and those that stood in for it, by the names that the pages use.</summary>
    public IEnumerable<KeyValuePair<string, FontSubset>> Subsets => used.Prepend(new(Name, Subset));

    public static DocumentFont Regular() => new("Regular", Normal.Value);

    public static DocumentFont Bold() => new("Bold", Heavy.Value);

    /// <summary>Width in points.</summary>
    /// <exception cref="MissingGlyphException">No font has a sign of it.</exception>
    public double Measure(string text, double size)
    {
        var width = 0.0;
        foreach (var sign in text.EnumerateRunes())
        {
            if (Drawn(sign) is not { } drawn) continue;
            var font = FaceOf(drawn).Subset.Font;
            width += font.AdvanceOf(font.GlyphOf(drawn)) * size / font.UnitsPerEm;
        }

        return width;
    }

    /// <summary>The text in pieces of one font each, as numbers of its glyphs.</summary>
    /// <exception cref="MissingGlyphException">No font has a sign of it.</exception>
    public IReadOnlyList<(string Name, List<int> Glyphs)> Use(string text)
    {
        List<(string Name, List<int> Glyphs)> pieces = [];
        foreach (var sign in text.EnumerateRunes())
        {
            if (Drawn(sign) is not { } drawn) continue;
            var (name, subset) = FaceOf(drawn);
            if (pieces.Count == 0 || pieces[^1].Name != name) pieces.Add((name, []));
            pieces[^1].Glyphs.Add(subset.Use(drawn));
        }

        return pieces;
    }

    /// <summary>A line end within a text is a blank, and what only steers is nothing, where the font has no sign for it.</summary>
    private Rune? Drawn(Rune sign) => Subset.Font.GlyphOf(sign) != 0 || !FontShelf.IsSilent(sign) ? sign : Rune.IsWhiteSpace(sign) ? new Rune(' ') : null;

    private (string Name, FontSubset Subset) FaceOf(Rune sign)
    {
        if (Subset.Font.GlyphOf(sign) != 0) return (Name, Subset);
        shelf ??= FontShelf.Now();
        foreach (var (name, font) in shelf)
        {
            if (font.GlyphOf(sign) == 0) continue;
            var called = Name + name;
            if (!used.TryGetValue(called, out var subset)) used[called] = subset = new FontSubset(font);
            return (called, subset);
        }

        throw new MissingGlyphException([sign]);
    }

    private static TrueTypeFont Open(string file) => TrueTypeFont.Open(Path.Combine(AppContext.BaseDirectory, "fonts", file));
}
