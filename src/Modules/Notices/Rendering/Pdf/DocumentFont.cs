namespace OneWindow.Notices;

/// <summary>Noto Sans SC in one document: from beside the program, so that papers look alike on every machine, whatever fonts it has.</summary>
internal sealed class DocumentFont
{
    private static readonly Lazy<TrueTypeFont> Normal = new(() => Open("NotoSansSC-Regular.ttf"));
    private static readonly Lazy<TrueTypeFont> Heavy = new(() => Open("NotoSansSC-Bold.ttf"));

    private DocumentFont(string name, TrueTypeFont font) => (Name, Subset) = (name, new FontSubset(font));

    public string Name { get; }

    public FontSubset Subset { get; }

    public static DocumentFont Regular() => new("Regular", Normal.Value);

    public static DocumentFont Bold() => new("Bold", Heavy.Value);

    /// <summary>Width in points.</summary>
    public double Measure(string text, double size)
    {
        var units = 0;
        foreach (var sign in text.EnumerateRunes()) units += Subset.Font.AdvanceOf(Subset.Font.GlyphOf(sign));
        return units * size / Subset.Font.UnitsPerEm;
    }

    private static TrueTypeFont Open(string file) => TrueTypeFont.Open(Path.Combine(AppContext.BaseDirectory, "fonts", file));
}
