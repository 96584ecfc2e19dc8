using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OneWindow.Catalogue;

/// <summary>The text of a workbook's cell: what XML cannot hold stands there as _xHHHH_ (ECMA-376 part 1, 22.4.2.4), and so does what only looks like that.</summary>
internal static partial class CellText
{
    public static string Encode(string text)
    {
        if (!text.Any(IsForeign) && !text.Contains("_x", StringComparison.Ordinal)) return text;
        var cell = new StringBuilder(text.Length);
        foreach (var c in Lookalike().Replace(text, "_x005F_"))
        {
            if (IsForeign(c)) cell.Append(CultureInfo.InvariantCulture, $"_x{(int)c:X4}_");
            else cell.Append(c);
        }

        return cell.ToString();
    }

    public static string Decode(string cell) => cell.Contains("_x", StringComparison.Ordinal)
        ? Escaped().Replace(cell, m => ((char)int.Parse(m.Groups["code"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())
        : cell;

    private static bool IsForeign(char c) => c is < ' ' and not ('\t' or '\n') or '\uFFFE' or '\uFFFF';

    [GeneratedRegex("_x(?<code>[0-9A-Fa-f]{4})_")]
    private static partial Regex Escaped();

    // Also without its last underscore: that may be the first one of the next, or of a character that is escaped there.
    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4})")]
    private static partial Regex Lookalike();
}
