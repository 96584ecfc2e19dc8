using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace OneWindow.Notices;

/// <summary>
/// 备用字体: fonts of the machine for signs that the program's own font lacks (Debian: fonts-hanazono, extension B and beyond). Looked for at
/// each document, so that a font that was added helps without a new start.
/// </summary>
internal static class FontShelf
{
    private static readonly string[] Folders = ["/usr/share/fonts/truetype/hanazono", "/usr/local/share/fonts"];
    private static readonly ConcurrentDictionary<string, TrueTypeFont?> Opened = new(StringComparer.Ordinal);

    /// <summary>In the order in which they are asked.</summary>
    public static IReadOnlyList<(string Name, TrueTypeFont Font)> Now() =>
        [.. Folders.Where(Directory.Exists).SelectMany(f => Directory.GetFiles(f, "*.ttf").Order(StringComparer.Ordinal))
            .Select(path => (Path: path, Font: Opened.GetOrAdd(path, TrueTypeFont.TryOpen))).Where(f => f.Font is not null)
            .Select((f, i) => (string.Create(CultureInfo.InvariantCulture, $"Shelf{i}"), f.Font!))];

    /// <summary>Draws nothing of its own: white space, and marks that only steer.</summary>
    public static bool IsSilent(Rune sign) => Rune.IsWhiteSpace(sign) || Rune.GetUnicodeCategory(sign) is UnicodeCategory.Control or UnicodeCategory.Format;

    /// <summary>The signs of these texts that no font has, each once.</summary>
    public static IReadOnlyList<Rune> Missing(IEnumerable<string> texts)
    {
        var (own, shelf) = (DocumentFont.Regular(), new Lazy<IReadOnlyList<(string Name, TrueTypeFont Font)>>(Now));
        return [.. texts.SelectMany(t => t.EnumerateRunes()).Distinct()
            .Where(s => !IsSilent(s) && own.Subset.Font.GlyphOf(s) == 0 && shelf.Value.All(f => f.Font.GlyphOf(s) == 0))];
    }
}

/// <summary>缺字: a document stops rather than print an empty box. Names the signs by their code points.</summary>
internal sealed class MissingGlyphException(IReadOnlyList<Rune> signs) : Exception($"No font has {Words(signs)}.")
{
    public string Points { get; } = Words(signs);

    /// <summary>U+2B386 U+E000.</summary>
    public static string Words(IEnumerable<Rune> signs) => string.Join(' ', signs.Select(s => $"U+{s.Value:X4}"));
}
