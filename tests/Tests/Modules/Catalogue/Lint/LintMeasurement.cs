using System.Globalization;
using System.Text;
using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Tests.Documents;
using OneWindow.Tests.Modules.Catalogue.Planting;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Catalogue.Lint;

/// <summary>
/// The linter measured: planted faults found (recall a kind), harmless twins left alone, and every finding on the untouched guides judged once
/// (labels.csv). Printed to docs/generated/lint.md.
/// </summary>
public sealed class LintMeasurement
{
    private const int Seed = 20261122;

    /// <summary>Guides a kind is planted in, spread over the places.</summary>
    private const int Hosts = 24;

    private static LibraryIndex Library { get; } = SeedLibrary.Index(SeedItemsTests.Folder);

    private static string LabelsFile => Tree.PathOf("tests/Tests/Modules/Catalogue/Lint/labels.csv");

    /// <param name="Wrong">Twins of which something was said, with what.</param>
    private sealed record Recall(Planter Planter, int Planted, int Found, int Twins, IReadOnlyList<string> Missed, IReadOnlyList<string> Wrong)
    {
        public double Share => Planted == 0 ? 0 : (double)Found / Planted;
    }

    private sealed record Label(string Guide, string Rule, string Path, bool True, string Why);

    private static readonly Lazy<IReadOnlyList<Recall>> Measured = new(() => [.. Planters.All.Select(Measure)]);

    private static readonly Lazy<IReadOnlyList<LintFinding>> OnSeeds = new(() => [.. SeedItemsTests.All.SelectMany(g => Linter.Look(g, ContextOf(g, SiblingsOf(g))))]);

    internal static LintContext ContextOf(Guide guide, IReadOnlyList<Guide> siblings)
    {
        var law = TheLaw.Rules(guide.Place, guide.Type, "2024-03-04");
        var day = new DateOnly(2024, 3, 4);
        return new LintContext
        {
            Law = law,
            Proofs = [.. Library.Of(LibraryKind.Proof).Where(p => NewProof.MayBeAskedFor(p, law, day))],
            Intermediaries = [.. Library.Of(LibraryKind.Intermediary).Where(i => i.HoldsOn(day))],
            Library = Library,
            Siblings = siblings,
        };
    }

    private static IReadOnlyList<Guide> SiblingsOf(Guide guide)
    {
        if (guide.BasicCode is null || guide.Combination is not null) return [];
        var scope = LintContexts.ScopeOf(guide.Place, TheLaw.Rules(guide.Place, guide.Type, "2024-03-04").Find("guide.uniformStandard")?.Value);
        return [.. LintContexts.Ordered(guide, SeedItemsTests.All.Where(g => g.BasicCode == guide.BasicCode && g.Item != guide.Item && g.Combination is null && LintContexts.Binds(guide, g) && scope.Contains(g.Place)))];
    }

    [Fact]
    public void Of_every_kind_of_planted_fault_nine_tenths_are_found_and_twins_are_left_alone()
    {
        foreach (var r in Measured.Value)
            TestContext.Current.TestOutputHelper!.WriteLine($"{r.Planter.Kind}: {r.Found}/{r.Planted} twins wrong {r.Wrong.Count}/{r.Twins} | {string.Join(" ; ", r.Missed.Take(2))} | {string.Join(" ; ", r.Wrong.Take(2))}");
        Assert.Empty(Measured.Value.Where(r => r.Planted < 10).Select(r => $"{r.Planter.Kind}: planted in {r.Planted}"));
        Assert.Empty(Measured.Value.Where(r => r.Share < 0.9).Select(r => $"{r.Planter.Kind}: {r.Found}/{r.Planted}, missed {string.Join("; ", r.Missed.Take(3))}"));
        Assert.Empty(Measured.Value.Where(r => r.Wrong.Count > 0.1 * r.Twins).Select(r => $"{r.Planter.Kind}: {string.Join("; ", r.Wrong.Take(3))}"));
    }

    [Fact]
    public void Every_finding_on_the_untouched_guides_is_judged_and_at_most_one_a_guide_is_false()
    {
        var labels = ReadLabels();
        if (Environment.GetEnvironmentVariable("ONEWINDOW_LABELS") is { Length: > 0 } file)
            File.WriteAllLines(file, OnSeeds.Value.Select(f => $"{f.Guide},{f.Rule},{f.Path},{f.Severity},{f.Message.Replace(',', '，')}"));
        var judged = labels.ToDictionary(l => (l.Guide, l.Rule, l.Path));
        Assert.Empty(OnSeeds.Value.Where(f => !judged.ContainsKey((f.Guide, f.Rule, f.Path))).Select(f => $"{f.Guide},{f.Rule},{f.Path}: {f.Message}").Distinct().Take(40));
        var found = OnSeeds.Value.Select(f => (f.Guide, f.Rule, f.Path)).ToHashSet();
        Assert.Empty(judged.Keys.Where(k => !found.Contains(k)).Select(k => $"labelled, not found any more: {k}").Take(40));
        var wrong = labels.Where(l => !l.True).GroupBy(l => l.Guide).Where(g => g.Count() > 1).Select(g => $"{g.Key}: {g.Count()} false");
        Assert.Empty(wrong);
    }

    [Fact]
    public void The_measure_is_printed() => Printed.Check("docs/generated/lint.md", Document());

    private static Recall Measure(Planter planter)
    {
        var (planted, found, twins) = (0, 0, 0);
        var (missed, wrong) = (new List<string>(), new List<string>());
        foreach (var (host, n) in Spread(planter))
        {
            var before = Keys(Linter.Look(host, ContextOf(host, [])));
            var sown = planter.Plant(host, Corpus.Shipped, Seed + n)!;
            planted++;
            var news = Linter.Look(sown.Guide, ContextOf(sown.Guide, sown.Siblings)).Where(f => !before.Contains(Key(f))).ToList();
            if (news.Exists(f => f.Severity != Severity.Hint && (Beside(Head(f.Path), planter.Element) || Beside(Head(f.Path), sown.At.Split('/')[0])))) found++;
            else missed.Add($"{host.Item} {sown.At}{(news.Count > 0 ? $" (said only {news[0].Path} {news[0].Rule})" : "")}");
            if (planter.Twin(host, Corpus.Shipped, Seed + n) is not { } twin) continue;
            twins++;
            if (Linter.Look(twin.Guide, ContextOf(twin.Guide, twin.Siblings)).FirstOrDefault(f => f.Severity != Severity.Hint && !before.Contains(Key(f))) is { } said)
                wrong.Add($"{host.Item} {said.Path} {said.Rule}: {said.Message}");
        }

        return new Recall(planter, planted, found, twins, missed, wrong);
    }

    /// <summary>As many as there are to be, in turns from each place.</summary>
    private static IEnumerable<(Guide Host, int N)> Spread(Planter planter)
    {
        var all = Corpus.Shipped.Hosts.Select((h, n) => (Host: h, N: n)).Where(h => planter.Plant(h.Host, Corpus.Shipped, Seed + h.N) is not null).ToList();
        return all.GroupBy(h => Corpus.PlaceOf(h.Host)).SelectMany(g => g.Select((h, i) => (h, i))).OrderBy(h => h.i).Take(Hosts).Select(h => h.h);
    }

    /// <summary>Elements that a contradiction lies between: naming either is naming it.</summary>
    private static readonly string[][] Together =
        [["onTheSpot", "promisedLimit", "statutoryLimit"], ["visits", "deliveries", "channels", "channelReason", "inPerson", "crossRegion"], ["type", "result"], ["steps", "process"]];

    private static bool Beside(string one, string other) => one == other || Together.Any(t => t.Contains(one) && t.Contains(other));

    private static string Head(string path) => path.IndexOfAny(['.', '[']) is >= 0 and var end ? path[..end] : path;

    private static HashSet<(string, string, string)> Keys(IEnumerable<LintFinding> findings) => [.. findings.Select(Key)];

    private static (string, string, string) Key(LintFinding f) => (f.Path, f.Rule, f.Message);

    private static IReadOnlyList<Label> ReadLabels() => !File.Exists(LabelsFile) ? [] :
    [
        .. from line in File.ReadLines(LabelsFile).Skip(1)
           let cells = line.Split(',', 5)
           select new Label(cells[0], cells[1], cells[2], cells[3] == "true", cells[4]),
    ];

    private static string Document()
    {
        var labels = ReadLabels();
        var text = new StringBuilder();
        var right = labels.Count(l => l.True);
        text.AppendLine("# The linter, measured").AppendLine();
        text.AppendLine("Printed by `LintMeasurement`. Faults are planted by operators that were committed before the rules, by another hand (tests/Tests/Modules/Catalogue/Planting);");
        text.AppendLine("a fault counts as found where a new error or warning is said at its element, or at the one that it contradicts; a twin is a harmless change of the same kind, and wrong where an error or a warning is said of it.").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Kinds: {Measured.Value.Count}. Planted: {Measured.Value.Sum(r => r.Planted)}. Found: {Measured.Value.Sum(r => r.Found)}. Lowest recall of a kind: {Measured.Value.Min(r => r.Share):0.00}. Twins: {Measured.Value.Sum(r => r.Twins)}, complained of: {Measured.Value.Sum(r => r.Wrong.Count)}.");
        text.AppendLine(CultureInfo.InvariantCulture, $"Untouched guides: {SeedItemsTests.All.Count}. Findings: {labels.Count}, each judged once (labels.csv): {right} true, {labels.Count - right} false; precision {(labels.Count == 0 ? 1 : (double)right / labels.Count):0.000}; most false ones in a guide: {labels.Where(l => !l.True).GroupBy(l => l.Guide).Select(g => g.Count()).DefaultIfEmpty(0).Max()}.").AppendLine();
        text.AppendLine("| kind | where it is from | planted | found | recall | twins | complained of |").AppendLine("|---|---|---|---|---|---|---|");
        foreach (var r in Measured.Value)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {r.Planter.Kind} | {r.Planter.Source.Replace('|', '/')} | {r.Planted} | {r.Found} | {r.Share:0.00} | {r.Twins} | {r.Wrong.Count} |");
        text.AppendLine().AppendLine("| rule | findings on untouched guides | true | false |").AppendLine("|---|---|---|---|");
        foreach (var rule in labels.GroupBy(l => l.Rule).OrderBy(g => g.Key, StringComparer.Ordinal))
            text.AppendLine(CultureInfo.InvariantCulture, $"| {rule.Key} | {rule.Count()} | {rule.Count(l => l.True)} | {rule.Count(l => !l.True)} |");
        return text.ToString();
    }
}
