using System.Globalization;
using System.Text.RegularExpressions;

namespace OneWindow.Tests.Documents;

/// <summary>docs/security.md: nothing is called done without a file that shows it, every file named is there, and the count at the top is the count below.</summary>
public sealed partial class SecurityChecklist
{
    private const string Document = "docs/security.md";

    private static readonly string[] Standings = ["yes", "partly", "not yet", "n/a"];

    private sealed record Line(string Id, string Standing, IReadOnlyList<string> Shown, string Note);

    [Fact]
    public void Each_line_is_numbered_once_and_what_stands_is_shown_by_a_file_that_exists()
    {
        var lines = Lines(Tree.Read(Document));
        Assert.True(lines.Count > 200);
        Verdict.None("One line a requirement.", lines.GroupBy(l => l.Id).Where(g => g.Count() > 1).Select(g => g.Key));
        Verdict.None("Chapter, section, number.", lines.Where(l => !Number().IsMatch(l.Id)).Select(l => l.Id));
        Verdict.None("A standing is one of four.", lines.Where(l => !Standings.Contains(l.Standing)).Select(l => $"{l.Id}: {l.Standing}"));
        Verdict.None("What stands is shown.", lines.Where(l => l.Standing is "yes" or "partly" && l.Shown.Count == 0).Select(l => l.Id));
        Verdict.None("What is only partly so, or does not apply, says which.", lines.Where(l => l.Standing == "n/a" && l.Note.Length == 0).Select(l => l.Id));
        Verdict.None("These files are not there.", lines.SelectMany(l => l.Shown).Distinct().Where(f => !Path.Exists(Tree.PathOf(f))));
        // A test file that has lost its tests shows nothing.
        Verdict.None("These files hold no test.", lines.SelectMany(l => l.Shown).Distinct().Where(f => f.EndsWith("Tests.cs", StringComparison.Ordinal) && !TestMark().IsMatch(Tree.Read(f))));
    }

    [Fact]
    public void The_count_at_the_top_is_the_count_below()
    {
        var text = Tree.Read(Document);
        var lines = Lines(text);
        var counts = Standings.Select(s => string.Create(CultureInfo.InvariantCulture, $"{lines.Count(l => l.Standing == s)} {s}"));
        Assert.Contains($"Now: {string.Join(", ", counts)}.", text, StringComparison.Ordinal);
    }

    private static List<Line> Lines(string text) =>
    [
        .. from line in text.Split('\n')
           let cells = line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries)
           where line.StartsWith('|') && cells.Length == 6 && char.IsAsciiDigit(cells[0].FirstOrDefault())
           select new Line(cells[0], cells[3], [.. Link().Matches(cells[4]).Select(m => m.Groups[1].Value)], cells[5]),
    ];

    [GeneratedRegex(@"^\d{1,2}(\.\d{1,2}\.\d{1,2})?$")]
    private static partial Regex Number();

    [GeneratedRegex(@"\]\(\.\./([^)]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\[(Fact|Theory)\]")]
    private static partial Regex TestMark();
}
