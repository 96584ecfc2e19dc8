using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace OneWindow.Notices;

/// <summary>
/// A PDF 1.7 (ISO 32000-1) of pages with text and lines: objects, their table, compressed streams, and embedded Chinese fonts with what
/// makes their text searchable. No more of the format than our documents need.
/// </summary>
internal sealed class PdfFile(string title, string author, DateTimeOffset made)
{
    // Objects 1 to 3: catalogue, page tree, information.
    private const int Catalogue = 1;
    private const int Tree = 2;
    private const int Information = 3;

    private readonly List<byte[]> objects = [[], [], []];

    /// <param name="pages">The drawing operators of each page.</param>
    /// <param name="fonts">By the names that the operators use.</param>
    public byte[] Write(IReadOnlyList<string> pages, IReadOnlyDictionary<string, FontSubset> fonts)
    {
        var resources = Add($"<< /Font << {string.Join(' ', fonts.Select(f => $"/{f.Key} {AddFont(f.Key, f.Value)} 0 R"))} >> >>");
        var kids = pages.Select(p => AddStream(Encoding.ASCII.GetBytes(p)))
            .Select(content => Add(string.Create(
                CultureInfo.InvariantCulture,
                $"<< /Type /Page /Parent {Tree} 0 R /MediaBox [0 0 {PdfCanvas.Width} {PdfCanvas.Height}] /Resources {resources} 0 R /Contents {content} 0 R >>")))
            .ToList();
        Set(Catalogue, $"<< /Type /Catalog /Pages {Tree} 0 R /Lang (zh-CN) /ViewerPreferences << /DisplayDocTitle true >> >>");
        Set(Tree, $"<< /Type /Pages /Count {kids.Count} /Kids [{string.Join(' ', kids.Select(k => $"{k} 0 R"))}] >>");
        Set(Information, $"<< /Title {Text(title)} /Author {Text(author)} /Producer (OneWindow) /CreationDate ({Date()}) /ModDate ({Date()}) >>");
        return Assemble();
    }

    private int AddFont(string name, FontSubset subset)
    {
        var font = subset.ToBytes();
        var file = AddStream(font, $"/Length1 {font.Length}");
        var (ascent, descent) = (subset.Font.Ascent * 1000 / subset.Font.UnitsPerEm, subset.Font.Descent * 1000 / subset.Font.UnitsPerEm);
        // Six letters before the name say that it is a subset (9.6.4).
        var called = $"ONEWIN+OneWindow-{name}";
        var descriptor = Add(
            $"<< /Type /FontDescriptor /FontName /{called} /Flags 4 /FontBBox [-1000 {descent} 3000 {ascent}] /ItalicAngle 0 /Ascent {ascent} /Descent {descent} /CapHeight 733 /StemV 80 /FontFile2 {file} 0 R >>");
        var widths = string.Join(' ', Enumerable.Range(0, subset.Count).Select(subset.WidthOf));
        var descendant = Add(
            $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{called} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R /DW 1000 /W [0 [{widths}]] /CIDToGIDMap /Identity >>");
        var unicode = AddStream(Encoding.ASCII.GetBytes(ToUnicode(subset)));
        return Add($"<< /Type /Font /Subtype /Type0 /BaseFont /{called} /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] /ToUnicode {unicode} 0 R >>");
    }

    /// <summary>Which text each glyph stands for (9.10.3), in blocks of at most a hundred.</summary>
    private static string ToUnicode(FontSubset subset)
    {
        var map = new StringBuilder(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /OneWindow def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        foreach (var block in subset.Signs.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (number, sign) in block) map.Append(CultureInfo.InvariantCulture, $"<{number:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(sign))}>\n");
            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }

    private byte[] Assemble()
    {
        var into = new MemoryStream();
        var offsets = new List<long>();
        // The second line's high bytes tell transports that the file is not text.
        into.Write([.. "%PDF-1.7\n%"u8, 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
        for (var i = 0; i < objects.Count; i++)
        {
            offsets.Add(into.Position);
            Line($"{i + 1} 0 obj");
            into.Write(objects[i]);
            Line($"\nendobj");
        }

        var table = into.Position;
        Line($"xref\n0 {objects.Count + 1}\n0000000000 65535 f ");
        foreach (var offset in offsets) Line($"{offset:D10} 00000 n ");
        Line($"trailer\n<< /Size {objects.Count + 1} /Root {Catalogue} 0 R /Info {Information} 0 R >>\nstartxref\n{table}\n%%EOF");
        return into.ToArray();

        void Line(FormattableString text) => into.Write(Encoding.ASCII.GetBytes(FormattableString.Invariant(text) + "\n"));
    }

    private int Add(string body) => Add(Encoding.ASCII.GetBytes(body));

    private int Add(byte[] body)
    {
        objects.Add(body);
        return objects.Count;
    }

    private int AddStream(byte[] bytes, string more = "")
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zip.Write(bytes);
        return Add([.. Encoding.ASCII.GetBytes($"<< /Length {packed.Length} /Filter /FlateDecode {more} >>\nstream\n"), .. packed.ToArray(), .. "\nendstream"u8]);
    }

    private void Set(int number, string body) => objects[number - 1] = Encoding.ASCII.GetBytes(body);

    private string Date() => made.ToString("'D:'yyyyMMddHHmmsszzz", CultureInfo.InvariantCulture).Replace(":", "'", StringComparison.Ordinal).Replace("D'", "D:", StringComparison.Ordinal) + "'";

    private static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";
}
