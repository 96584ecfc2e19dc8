using System.Text;
using System.Text.RegularExpressions;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Tests.Documents;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Architecture;

/// <summary>
/// One register of figures: whatever number a page shows comes from a metric with its meaning and formula, and is computed in a module's Figures
/// folder. Two pages that count for themselves sooner or later say two numbers for one thing.
/// </summary>
public sealed partial class Figures
{
    /// <summary>Counts that nobody is shown, and what they are for.</summary>
    private static readonly Dictionary<string, string> NotShown = new()
    {
        ["src/Modules/Rulebooks/LawInForce.cs"] = "Whether anything changed since the last reading.",
    };

    [Fact]
    public void No_page_computes_a_figure_of_its_own()
    {
        var sources = Tree.FilesUnder("src/Modules/", ".cs").ToList();
        Assert.Contains(sources, f => IsRegister(f) && Counting().IsMatch(Tree.Read(f)));
        Assert.Matches(Counting(), "var n = await db.Cases.CountAsync(cancel);");
        Assert.Matches(Counting(), ".Select(g => new { g.Key, Count = g.Count() })");
        Verdict.None(
            "A figure is computed in its module's Figures folder and bears its metric (src/Contracts/Analytics/Metrics.cs).",
            sources.Where(f => !IsRegister(f) && !NotShown.ContainsKey(f) && Counting().IsMatch(Tree.Read(f))));
        Verdict.None(
            "A page writes a Figure (Words.Of), not a bare number (Words.Count).",
            Tree.FilesUnder("src/Modules/", ".razor").Where(f => Tree.Read(f).Contains("Words.Count(", StringComparison.Ordinal)));
        Verdict.None("An exception that counts no more.", NotShown.Keys.Where(f => !Counting().IsMatch(Tree.Read(f))));
    }

    [Fact]
    public void Every_metric_is_whole_cites_an_article_and_is_shown_somewhere()
    {
        Assert.Equal(Metrics.All.Count, Metrics.All.Select(m => m.Key).Distinct().Count());
        var declared = typeof(Metrics).GetProperties().Where(p => p.PropertyType == typeof(Metric)).ToDictionary(p => p.Name, p => (Metric)p.GetValue(null)!);
        Assert.Equal(Metrics.All.Select(m => m.Key).Order(), declared.Values.Select(m => m.Key).Order());
        var code = string.Join('\n', Tree.FilesUnder("src/Modules/", ".cs", ".razor").Select(Tree.Read));
        Verdict.None("A metric that nothing shows.", declared.Keys.Where(name => !code.Contains($"Metrics.{name}", StringComparison.Ordinal)));
        Verdict.None("A metric says what it means, how it is counted, in which unit.", Metrics.All.Where(m => m.Version < 1 || m.Meaning.Length < 10 || m.Formula.Length < 5 || m.Unit.Length == 0).Select(m => m.Key));
        Verdict.None("A metric cites an article that is there.", Metrics.All.Where(m => TheLaw.Shelf.ArticleOf(m.Basis) is null).Select(m => $"{m.Key}: {m.Basis}"));
        var known = CaseEventNames.All.Append("rating.given/1").ToHashSet();
        Verdict.None(
            "A formula names events that are written.",
            Metrics.All.SelectMany(m => EventName().Matches(m.Formula).Select(e => (m.Key, Event: e.Value))).Where(e => !known.Contains(e.Event)).Select(e => $"{e.Key}: {e.Event}"));
    }

    [Fact]
    public void The_register_is_printed()
    {
        var text = new StringBuilder("# 指标登记\n\n由测试打印：任何页面上的数字都出自这里的指标，口径变了就是新的版本。\n\n| 指标 | 版本 | 名称 | 含义 | 口径 | 单位 | 依据 |\n|---|---|---|---|---|---|---|\n");
        foreach (var m in Metrics.All) text.Append($"| `{m.Key}` | {m.Version} | {m.Name} | {m.Meaning} | {m.Formula} | {m.Unit} | {m.Basis} |\n");
        Printed.Check("docs/generated/metrics.md", text.ToString());
    }

    private static bool IsRegister(string file) => file.Contains("/Figures/", StringComparison.Ordinal);

    [GeneratedRegex(@"\b(Long)?CountAsync\(|\bSumAsync\(|\bAverageAsync\(|\.Average\(|=\s*\w+\.(Long)?Count\(\)\s*[,}]")]
    private static partial Regex Counting();

    [GeneratedRegex(@"\b[a-z]+\.[a-z][a-z-]*/\d+")]
    private static partial Regex EventName();
}
