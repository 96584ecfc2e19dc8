using System.Text.RegularExpressions;

namespace OneWindow.Tests.Documents;

/// <summary>A link in a document leads somewhere: a file moved or never written shows here, not to its reader.</summary>
public sealed partial class Links
{
    [Fact]
    public void No_relative_link_in_Markdown_is_dead()
    {
        var documents = Tree.FilesUnder("", ".md").ToList();
        Assert.NotEmpty(documents);
        Verdict.None(
            "These links lead nowhere.",
            documents.SelectMany(d => Dead(d, Tree.Read(d), p => Path.Exists(Tree.PathOf(p)))));
    }

    [Fact]
    public void Links_are_followed_from_the_folder_of_the_document()
    {
        const string text = """
            [a](../GLOSSARY.md#kernel) ![b](shot.png) [c](https://example.org/x) [d](#here) [e](</docs/x y.md>)
            `[f](no.md)`
            ```
            [g](no.md)
            ```
            [h]: gone.md
            """;
        Assert.Equal(
            ["docs/README.md: shot.png", "docs/README.md: gone.md"],
            Dead("docs/README.md", text, p => p is "GLOSSARY.md" or "docs/x y.md"));
    }

    private static IEnumerable<string> Dead(string document, string text, Func<string, bool> exists)
    {
        foreach (Match link in Link().Matches(Code().Replace(text, "")))
        {
            var written = link.Groups.Values.Skip(1).First(g => g.Success).Value;
            var target = Uri.UnescapeDataString(written.Split('#', '?')[0]);
            if (target.Length == 0 || Absolute().IsMatch(target)) continue;
            if (!exists(Resolve(document, target))) yield return $"{document}: {target}";
        }
    }

    /// <summary>A target that begins with `/` starts at the repository's root, as the forges read it.</summary>
    private static string Resolve(string document, string target)
    {
        Stack<string> parts = new(target.StartsWith('/') ? [] : document.Split('/')[..^1]);
        foreach (var part in target.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "..") parts.TryPop(out _);
            else if (part != ".") parts.Push(part);
        }

        return string.Join('/', parts.Reverse());
    }

    private const string InText = @"\]\(<([^>]+)>\)|\]\(([^)\s]+)(?:\s+""[^""]*"")?\)";

    private const string BelowText = @"^\[[^\]]+\]:\s*(\S+)";

    private const string InMarkup = @"<(?:img|a)\s[^>]*?(?:src|href)=""([^""]+)""";

    [GeneratedRegex($"{InText}|{BelowText}|{InMarkup}", RegexOptions.Multiline)]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```|`[^`\n]+`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"^(?:[a-z][a-z0-9+.-]*:|//)", RegexOptions.IgnoreCase)]
    private static partial Regex Absolute();
}
