using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace OneWindow.Notices;

/// <summary>
/// A TrueType font (ISO/IEC 14496-22) as far as documents need it: which glyph a sign has, how wide it is, and the glyph's own bytes. The
/// small tables are kept; outlines (ten megabytes) are read from the file when a document uses them.
/// </summary>
internal sealed class TrueTypeFont
{
    private const int LocationOfLongFormat = 50;

    private readonly SafeFileHandle file;
    private readonly Dictionary<string, (int Offset, int Length)> tables = new(StringComparer.Ordinal);
    private readonly byte[] cmap;
    private readonly byte[] metrics;
    private readonly byte[] locations;
    private readonly int groups;
    private readonly int longMetrics;
    private readonly bool longLocations;

    private TrueTypeFont(SafeFileHandle file)
    {
        this.file = file;
        var head = Bytes(0, 12);
        var directory = Bytes(12, 16 * Word(head, 4));
        for (var at = 0; at < directory.Length; at += 16)
        {
            tables[Encoding.ASCII.GetString(directory, at, 4)] = (Long(directory, at + 8), Long(directory, at + 12));
        }

        Head = Table("head");
        Horizontal = Table("hhea");
        Maxima = Table("maxp");
        UnitsPerEm = Word(Head, 18);
        longLocations = Word(Head, LocationOfLongFormat) == 1;
        longMetrics = Word(Horizontal, 34);
        metrics = Table("hmtx");
        locations = Table("loca");
        cmap = Table("cmap");
        groups = FullUnicode();
    }

    public byte[] Head { get; }

    public byte[] Horizontal { get; }

    public byte[] Maxima { get; }

    public int UnitsPerEm { get; }

    public int Ascent => (short)Word(Horizontal, 4);

    public int Descent => (short)Word(Horizontal, 6);

    /// <exception cref="FileNotFoundException">The fonts are not beside the program.</exception>
    public static TrueTypeFont Open(string path) => new(File.OpenHandle(path));

    /// <summary>Null where the file is no font of outlines that we can take glyphs from.</summary>
    public static TrueTypeFont? TryOpen(string path)
    {
        try
        {
            return Open(path) is var font && font.tables.ContainsKey("glyf") ? font : null;
        }
        catch (Exception unusable) when (unusable is IOException or InvalidOperationException or KeyNotFoundException or OverflowException or ArgumentException or UnauthorizedAccessException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>0 where the font has none.</summary>
    public int GlyphOf(Rune sign)
    {
        // Groups of first sign, last sign, first glyph, in order of the signs.
        var (low, high) = (0, Long(cmap, groups + 12) - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var at = groups + 16 + (12 * middle);
            if (sign.Value < Long(cmap, at)) high = middle - 1;
            else if (sign.Value > Long(cmap, at + 4)) low = middle + 1;
            else return Long(cmap, at + 8) + sign.Value - Long(cmap, at);
        }

        return 0;
    }

    /// <summary>Width in the font's units.</summary>
    public int AdvanceOf(int glyph) => Word(metrics, 4 * Math.Min(glyph, longMetrics - 1));

    /// <summary>Where the outline begins, in the font's units: after the widths that differ, bearings alone follow.</summary>
    public int BearingOf(int glyph) =>
        (short)Word(metrics, glyph < longMetrics ? (4 * glyph) + 2 : (4 * longMetrics) + (2 * (glyph - longMetrics)));

    /// <summary>The outline's bytes; none for a blank.</summary>
    public byte[] Outline(int glyph)
    {
        var (from, to) = (Location(glyph), Location(glyph + 1));
        return from == to ? [] : Bytes(tables["glyf"].Offset + from, to - from);
    }

    /// <summary>A table that may be absent (prep, cvt, fpgm): hints of the outlines.</summary>
    public byte[]? Optional(string name) => tables.ContainsKey(name) ? Table(name) : null;

    private int Location(int glyph) => longLocations ? Long(locations, 4 * glyph) : 2 * Word(locations, 2 * glyph);

    private byte[] Table(string name) => Bytes(tables[name].Offset, tables[name].Length);

    /// <summary>Where the table of all Unicode (platform 3, encoding 10, format 12) begins.</summary>
    private int FullUnicode()
    {
        for (var i = 0; i < Word(cmap, 2); i++)
        {
            var at = 4 + (8 * i);
            var table = Long(cmap, at + 4);
            if (Word(cmap, at) == 3 && Word(cmap, at + 2) == 10 && Word(cmap, table) == 12) return table;
        }

        throw new InvalidOperationException("The font has no table of all Unicode.");
    }

    private byte[] Bytes(int offset, int length)
    {
        var bytes = new byte[length];
        var read = 0;
        while (read < length)
        {
            var some = RandomAccess.Read(file, bytes.AsSpan(read), offset + read);
            if (some == 0) throw new EndOfStreamException("The font ends too early.");
            read += some;
        }

        return bytes;
    }

    private static int Word(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at));

    private static int Long(byte[] bytes, int at) => checked((int)BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at)));
}
