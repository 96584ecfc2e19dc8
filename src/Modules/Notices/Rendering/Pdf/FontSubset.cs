using System.Buffers.Binary;
using System.Text;

namespace OneWindow.Notices;

/// <summary>
/// The signs that one document uses, as a font of its own: glyphs numbered anew in the order of their first use, outlines copied, parts of
/// composite glyphs taken along.
/// </summary>
internal sealed class FontSubset(TrueTypeFont font)
{
    private readonly Dictionary<int, int> numberOf = new() { [0] = 0 };
    private readonly Dictionary<Rune, int> numberOfSign = [];
    private readonly List<int> glyphs = [0];
    private readonly SortedDictionary<int, string> signs = [];

    public TrueTypeFont Font => font;

    /// <summary>How many glyphs; the first is the empty box.</summary>
    public int Count => glyphs.Count;

    /// <summary>For copying and reading aloud: which text each glyph stands for.</summary>
    public IReadOnlyDictionary<int, string> Signs => signs;

    /// <summary>The sign's number in this document. Signs that share a glyph (dots, compatibility ideographs) get a number each, so that each is copied as it was written.</summary>
    public int Use(Rune sign)
    {
        if (numberOfSign.TryGetValue(sign, out var number)) return number;
        number = Take(font.GlyphOf(sign));
        if (signs.ContainsKey(number))
        {
            number = glyphs.Count;
            glyphs.Add(glyphs[numberOf[font.GlyphOf(sign)]]);
        }

        signs[number] = sign.ToString();
        numberOfSign[sign] = number;
        return number;
    }

    /// <summary>Width in thousandths of the size.</summary>
    public int WidthOf(int number) => font.AdvanceOf(glyphs[number]) * 1000 / font.UnitsPerEm;

    public byte[] ToBytes()
    {
        // Parts are appended while we go: the list grows.
        var outlines = new MemoryStream();
        var locations = new List<int>();
        for (var i = 0; i < glyphs.Count; i++)
        {
            locations.Add((int)outlines.Length);
            outlines.Write(Renumbered(font.Outline(glyphs[i])));
            while (outlines.Length % 4 != 0) outlines.WriteByte(0);
        }

        locations.Add((int)outlines.Length);
        var (head, horizontal, maxima) = ((byte[])font.Head.Clone(), (byte[])font.Horizontal.Clone(), (byte[])font.Maxima.Clone());
        Put(head, 50, 1);
        Put(horizontal, 34, glyphs.Count);
        Put(maxima, 4, glyphs.Count);
        List<(string, byte[])> tables =
        [
            ("glyf", outlines.ToArray()),
            ("head", head),
            ("hhea", horizontal),
            ("hmtx", [.. glyphs.SelectMany(g => Words(font.AdvanceOf(g), font.BearingOf(g)))]),
            ("loca", [.. locations.SelectMany(Bytes)]),
            ("maxp", maxima),
        ];
        foreach (var hints in (string[])["cvt ", "fpgm", "prep"])
        {
            if (font.Optional(hints) is { } table) tables.Add((hints, table));
        }

        return Assemble([.. tables.OrderBy(t => t.Item1, StringComparer.Ordinal)]);
    }

    private int Take(int glyph)
    {
        if (numberOf.TryGetValue(glyph, out var number)) return number;
        number = glyphs.Count;
        numberOf[glyph] = number;
        glyphs.Add(glyph);
        return number;
    }

    /// <summary>A composite glyph names its parts by number: they come along under their new ones.</summary>
    private byte[] Renumbered(byte[] outline)
    {
        const int words = 1, scale = 8, more = 0x20, twoScales = 0x40, matrix = 0x80;
        if (outline.Length == 0 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0) return outline;
        for (var at = 10; ;)
        {
            var flags = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at));
            Put(outline, at + 2, Take(BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at + 2))));
            if ((flags & more) == 0) return outline;
            at += 4 + ((flags & words) != 0 ? 4 : 2)
                + ((flags & scale) != 0 ? 2 : (flags & twoScales) != 0 ? 4 : (flags & matrix) != 0 ? 8 : 0);
        }
    }

    private static byte[] Assemble((string Name, byte[] Bytes)[] tables)
    {
        var into = new MemoryStream();
        var power = 1;
        while (power * 2 <= tables.Length) power *= 2;
        into.Write([0, 1, 0, 0]);
        into.Write([.. Words(tables.Length, power * 16, int.Log2(power), (tables.Length - power) * 16)]);
        var offset = 12 + (16 * tables.Length);
        foreach (var (name, bytes) in tables)
        {
            into.Write(Encoding.ASCII.GetBytes(name));
            into.Write([.. Bytes(unchecked((int)Sum(bytes))), .. Bytes(offset), .. Bytes(bytes.Length)]);
            offset += (bytes.Length + 3) / 4 * 4;
        }

        foreach (var (_, bytes) in tables)
        {
            into.Write(bytes);
            while (into.Length % 4 != 0) into.WriteByte(0);
        }

        return into.ToArray();
    }

    private static uint Sum(byte[] bytes)
    {
        var sum = 0u;
        for (var at = 0; at < bytes.Length; at++) sum += (uint)bytes[at] << (8 * (3 - (at % 4)));
        return sum;
    }

    private static void Put(byte[] bytes, int at, int word) => BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at), (ushort)word);

    private static IEnumerable<byte> Words(params int[] words) => words.SelectMany(w => new[] { (byte)(w >> 8), (byte)w });

    private static byte[] Bytes(int number) => [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];
}
