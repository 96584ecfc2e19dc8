using System.Text;

namespace OneWindow.Notices;

/// <summary>
/// 断行 (避头尾): Chinese breaks between any two signs, but no line begins with a closing mark or ends with an opening one; Latin words and
/// numbers stay whole unless they are longer than a line.
/// </summary>
internal static class LineBreaking
{
    private const string NotFirst = "，。、；：！？）》」』】〕”’…%·)]},.;:!?";
    private const string NotLast = "（《「『【〔“‘([{¥";

    public static IReadOnlyList<string> Break(string text, double width, Func<string, double> measure)
    {
        List<string> lines = [];
        var line = new StringBuilder();
        var used = 0.0;
        foreach (var word in Words(text).SelectMany(w => measure(w) > width ? Signs(w) : [w]))
        {
            var size = measure(word);
            if (line.Length > 0 && used + size > width && word != " ")
            {
                lines.Add(line.ToString().TrimEnd());
                line.Clear();
                used = 0;
            }

            if (line.Length == 0 && word == " ") continue;
            line.Append(word);
            used += size;
        }

        if (line.Length > 0 || lines.Count == 0) lines.Add(line.ToString().TrimEnd());
        return lines;
    }

    /// <summary>What must not be torn apart: a sign with the closing marks after it and the opening ones before it, a Latin word, a blank.</summary>
    private static List<string> Words(string text)
    {
        List<string> words = [];
        foreach (var sign in Signs(text))
        {
            var last = words.Count > 0 ? words[^1] : "";
            var joins = last.Length > 0 && last != " " && sign != " "
                && (NotFirst.Contains(sign, StringComparison.Ordinal) || NotLast.Contains(last[^1]) || (IsLatin(sign[0]) && IsLatin(last[^1])));
            if (joins) words[^1] = last + sign;
            else words.Add(sign);
        }

        return words;
    }

    private static IEnumerable<string> Signs(string text) => text.EnumerateRunes().Select(r => r.ToString());

    private static bool IsLatin(char c) => c is > ' ' and < '\u2E80' && !NotLast.Contains(c);
}
