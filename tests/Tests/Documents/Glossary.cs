using System.Reflection;
using System.Text.RegularExpressions;
using OneWindow.Tests.Architecture;

namespace OneWindow.Tests.Documents;

/// <summary>GLOSSARY.md joins the Chinese word, the English word and the name in code: here each name is looked up.</summary>
public sealed partial class Glossary
{
    private const string File = "GLOSSARY.md";

    private const string Header = "| 中文 | English | code name | avoid |";

    internal sealed record Word(string Section, string Chinese, string English, string CodeName, string Avoid);

    [Fact]
    public void Every_module_has_its_section()
    {
        var sections = Sections(Tree.Read(File)).Select(s => s.Name).ToList();
        string[] asked = ["Kernel", .. Projects.Modules.Select(m => m.Name), "Ui"];
        Assert.Empty(asked.Except(sections));
        Assert.Empty(sections.Except([.. asked, "Contracts", "Storage", "Host"]));
    }

    [Fact]
    public void Every_code_name_exists()
    {
        var names = CodeNames();
        var words = Words(Tree.Read(File));
        Assert.NotEmpty(words);
        Verdict.None(
            "The glossary speaks of names that the code does not have (or no longer): mend the one or the other.",
            words.Where(w => !names.Contains(w.CodeName)).Select(w => $"{w.Section}: {w.Chinese}, {w.CodeName}"));
    }

    [Fact]
    public void No_word_is_explained_twice_in_a_section() => Verdict.None(
        "One word, one meaning.",
        Words(Tree.Read(File)).GroupBy(w => $"{w.Section}: {w.Chinese}").Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void No_type_bears_a_name_to_avoid()
    {
        var avoided = Words(Tree.Read(File)).SelectMany(w => CodeSpan().Matches(w.Avoid)).Select(m => m.Groups[1].Value);
        Verdict.None("The glossary has a better word for these types.", avoided.Intersect(Projects.Types.Select(Bare)));
    }

    [Fact]
    public void A_table_is_read_row_by_row_and_a_broken_row_is_named()
    {
        const string text = $"# G\n\n## Kernel\n\n{Header}\n|---|---|---|---|\n| 依据 | citation | `Citation` | |\n";
        Assert.Equal([new("Kernel", "依据", "citation", "Citation", "")], Words(text));
        var broken = Assert.Throws<FormatException>(() => Words(text + "| 时限 |\n"));
        Assert.Contains("| 时限 |", broken.Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => Words("## Kernel\n\n| a | b |\n|---|---|\n"));
    }

    private static List<Word> Words(string text) => [.. Sections(text).SelectMany(s => Rows(s.Name, s.Lines))];

    private static IEnumerable<(string Name, string[] Lines)> Sections(string text) =>
        text.Split("\n## ").Skip(text.StartsWith("## ", StringComparison.Ordinal) ? 0 : 1)
            .Select(s => s.Split('\n')).Select(lines => (lines[0].TrimStart('#', ' ').Trim(), lines[1..]));

    private static IEnumerable<Word> Rows(string section, string[] lines)
    {
        var table = lines.Where(l => l.StartsWith('|')).ToList();
        if (table is not [Header, ['|', '-', ..], ..])
            throw new FormatException($"{File}, {section}: the table begins “{Header}”.");
        foreach (var line in table.Skip(2))
        {
            var cells = line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries);
            if (cells is not [{ Length: > 0 } chinese, { Length: > 0 } english, ['`', .. var code, '`'], var avoid])
                throw new FormatException($"{File}, {section}: four cells, the code name in backticks: {line}");
            yield return new Word(section, chinese, english, code, avoid);
        }
    }

    /// <summary>Types as `Outcome`, members as `Sign` and `LegalClock.Due`.</summary>
    private static HashSet<string> CodeNames()
    {
        const BindingFlags every =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in Projects.Types)
        {
            names.Add(Bare(type));
            if (type.DeclaringType is { } outer) names.Add($"{Bare(outer)}.{Bare(type)}");
            foreach (var member in type.GetMembers(every))
            {
                names.Add(member.Name);
                names.Add($"{Bare(type)}.{member.Name}");
            }
        }

        return names;
    }

    private static string Bare(Type type) => type.Name.Split('`')[0];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpan();
}
