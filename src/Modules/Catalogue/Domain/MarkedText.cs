using System.Net;

namespace OneWindow.Catalogue;

/// <summary>
/// The texts of a rendered page that are marked with the path of their element (data-e), as a reader sees them. Marks stand on leaves only: the text
/// ends at the next tag.
/// </summary>
internal static class MarkedText
{
    private const string Mark = " data-e=\"";

    public static ILookup<string, string> Of(string html)
    {
        var found = new List<(string Path, string Text)>();
        for (var at = html.IndexOf(Mark, StringComparison.Ordinal); at >= 0; at = html.IndexOf(Mark, at, StringComparison.Ordinal))
        {
            at += Mark.Length;
            var quote = html.IndexOf('"', at);
            var begin = quote < 0 ? -1 : html.IndexOf('>', quote);
            var end = begin < 0 ? -1 : html.IndexOf('<', begin);
            if (end < 0) break;
            found.Add((WebUtility.HtmlDecode(html[at..quote]), Plain(WebUtility.HtmlDecode(html[(begin + 1)..end]))));
        }

        return found.ToLookup(f => f.Path, f => f.Text);
    }

    /// <summary>White space as browsers show it.</summary>
    public static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
