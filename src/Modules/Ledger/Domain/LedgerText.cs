using System.Globalization;
using System.Text;

namespace OneWindow.Ledger;

/// <summary>
/// What is signed: plain lines, a heading with its version, then "name value". Whoever has the text, the signature and the public key
/// checks it with any SM2 tool; two kinds of text can never be taken for each other, because the heading is signed with them.
/// </summary>
internal sealed class LedgerText
{
    private readonly List<(string Name, string Value)> lines;

    private LedgerText(List<(string, string)> lines) => this.lines = lines;

    public string this[string name] => lines.First(l => l.Name == name).Value;

    public IEnumerable<string> All(string name) => lines.Where(l => l.Name == name).Select(l => l.Value);

    public long Number(string name) => long.Parse(this[name], NumberStyles.None, CultureInfo.InvariantCulture);

    public static string Write(string heading, params IEnumerable<(string Name, object Value)> lines)
    {
        var text = new StringBuilder(heading).Append('\n');
        foreach (var (name, value) in lines)
        {
            var words = Convert.ToString(value, CultureInfo.InvariantCulture)!;
            if (words.AsSpan().ContainsAny('\n', '\r')) throw new ArgumentException($"{name} has a line break.", nameof(lines));
            text.Append(name).Append(' ').Append(words).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Null: not a text under this heading.</summary>
    public static LedgerText? Read(string text, string heading)
    {
        var all = text.Split('\n');
        if (all.Length < 2 || all[0] != heading || all[^1].Length != 0) return null;
        var lines = new List<(string, string)>(all.Length);
        foreach (var line in all[1..^1])
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            if (space <= 0) return null;
            lines.Add((line[..space], line[(space + 1)..]));
        }

        return new LedgerText(lines);
    }
}
