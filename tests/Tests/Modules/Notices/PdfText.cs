using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace OneWindow.Tests.Modules.Notices;

/// <summary>The text of our PDFs as a reader copies it: glyph by glyph through each font's table of what it stands for.</summary>
internal static partial class PdfText
{
    /// <summary>Without white space and line ends, which the layout sets.</summary>
    public static string Of(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var objects = Object().Matches(text).ToDictionary(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture), m => m.Groups[2].Value);
        var fonts = FontName().Matches(Resources().Match(text).Groups[1].Value).ToDictionary(
            m => m.Groups[1].Value, m => Table(Stream(objects[Number(ToUnicode().Match(objects[Number(m.Groups[2])]).Groups[1])])));
        var read = new StringBuilder();
        foreach (Match page in Contents().Matches(text))
        {
            var font = fonts.Values.First();
            foreach (Match piece in Piece().Matches(Stream(objects[Number(page.Groups[1])])))
            {
                if (piece.Groups[1].Success) font = fonts[piece.Groups[1].Value];
                else read.Append(string.Concat(piece.Groups[2].Value.Chunk(4).Select(glyph => font[new string(glyph)])));
            }
        }

        return string.Concat(read.ToString().Where(c => !char.IsWhiteSpace(c)));
    }

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    private static Dictionary<string, string> Table(string map) =>
        Entry().Matches(map).ToDictionary(m => m.Groups[1].Value, m => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(m.Groups[2].Value)));

    private static string Stream(string body)
    {
        var (from, to) = (body.IndexOf("stream\n", StringComparison.Ordinal) + 7, body.LastIndexOf("endstream", StringComparison.Ordinal));
        using var zip = new ZLibStream(new MemoryStream(Encoding.Latin1.GetBytes(body[from..to])), CompressionMode.Decompress);
        using var reader = new StreamReader(zip, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"(?<=\n)(\d+) 0 obj\n(.*?)\nendobj\n", RegexOptions.Singleline)]
    private static partial Regex Object();

    [GeneratedRegex("<< /Font << (.*?) >> >>")]
    private static partial Regex Resources();

    [GeneratedRegex(@"/(\w+) (\d+) 0 R")]
    private static partial Regex FontName();

    [GeneratedRegex(@"/ToUnicode (\d+) 0 R")]
    private static partial Regex ToUnicode();

    [GeneratedRegex(@"/Contents (\d+) 0 R")]
    private static partial Regex Contents();

    [GeneratedRegex(@"/(\w+) [\d.]+ Tf|<([0-9A-F]+)> Tj")]
    private static partial Regex Piece();

    [GeneratedRegex("<([0-9A-F]{4})> <([0-9A-F]{4,})>")]
    private static partial Regex Entry();
}
