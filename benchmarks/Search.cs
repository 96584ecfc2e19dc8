using System.Diagnostics;
using System.Text;
using OneWindow.Catalogue;
using OneWindow.Kernel;

namespace OneWindow.Bench;

/// <summary>
/// Everyday questions against real items, beside SQLite FTS5 on the same set: mean reciprocal rank and recall among five, for the half of the
/// questions that the search was tuned on and for the half that nobody looked at (the first bit of SM3 of the question is one). Then the
/// latency at 100,000 items.
/// </summary>
internal static class Search
{
    private const int Asked = 5;
    private const int Many = 100_000;

    private sealed record Item(string Code, string Name, string Department);

    private sealed record Case(string Query, IReadOnlySet<string> Codes, string Kind)
    {
        public bool Locked => (Sm3.Of(Encoding.UTF8.GetBytes(Query))[0] & 0x80) != 0;
    }

    /// <param name="open">Prints what fails of the open half.</param>
    public static void Run(bool open)
    {
        var items = Read("items.csv", r => new Item(r["code"], r["name"], r["department"]));
        var cases = Read("questions.csv", r => new Case(
            r["query"], r["codes"].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(), r["kind"]));
        var index = new SearchIndex([.. items.Select(i => new SearchEntry(i.Code, i.Name, 0, [], i.Department, []))]);
        using var full = new FullText([.. items.Select(i => (i.Code, i.Name, i.Department))]);
        List<string> Ours(string q) => [.. index.Nearest(q, _ => true, 10).Select(f => f.Entry.Item)];
        foreach (var (half, of) in new[] { ("open", cases.Where(c => !c.Locked).ToList()), ("locked", cases.Where(c => c.Locked).ToList()) })
        {
            var (mine, chars, trigram) = (Judge(of, Ours), Judge(of, full.ByPairs), Judge(of, full.ByTrigram));
            var (name, limit) = chars.Recall >= trigram.Recall ? ("SQLite FTS5, pairs of characters", chars) : ("SQLite FTS5, trigram", trigram);
            new Figure("search", $"recall among {Asked}, {half} half, {of.Count} questions", mine.Recall, "", limit.Recall, name).Print();
            new Figure("search", $"mean reciprocal rank, {half} half", mine.Rank, "", limit.Rank, name).Print();
            if (half == "open" || !open)
            {
                foreach (var kind in of.GroupBy(c => c.Kind).OrderBy(k => k.Key, StringComparer.Ordinal))
                    new Figure("search", $"recall among {Asked}, {half} half, {kind.Key}, {kind.Count()}", Judge([.. kind], Ours).Recall, "", Judge([.. kind], full.ByPairs).Recall, name).Print();
            }
        }

        if (open)
        {
            Failures(cases.Where(c => !c.Locked), index, items);
            return;
        }

        Latency(items, cases);
    }

    private static void Failures(IEnumerable<Case> cases, SearchIndex index, IReadOnlyList<Item> items)
    {
        var names = items.ToLookup(i => i.Code, i => i.Name);
        foreach (var c in cases)
        {
            var found = index.Nearest(c.Query, _ => true, 10).ToList();
            var place = found.FindIndex(f => c.Codes.Contains(f.Entry.Item)) + 1;
            if (place == 1 && found[0].Sure) continue;
            Console.Error.WriteLine($"{(place is 0 or > Asked ? "MISSED" : place == 1 ? "unsure" : $"{place,6}")} {c.Kind}: {c.Query} -> {string.Join(" | ", c.Codes.SelectMany(k => names[k]).Take(3))}");
            if (place is 1 or 0 or > 1) Console.Error.WriteLine($"          got {string.Join(" | ", found.Take(3).Select(f => $"{f.Entry.Name} {f.Score:0.00}"))}");
        }
    }

    private static (double Recall, double Rank) Judge(IReadOnlyList<Case> cases, Func<string, List<string>> find)
    {
        var (met, rank) = (0, 0.0);
        foreach (var c in cases)
        {
            var place = find(c.Query).FindIndex(c.Codes.Contains) + 1;
            if (place is > 0 and <= Asked) met++;
            if (place > 0) rank += 1.0 / place;
        }

        return cases.Count == 0 ? (0, 0) : ((double)met / cases.Count, rank / cases.Count);
    }

    /// <summary>125 districts of 800 items each; three names in ten are worded otherwise in each place, as lists of places are.</summary>
    private static void Latency(IReadOnlyList<Item> items, IReadOnlyList<Case> cases)
    {
        string[] ends = ["", "", "", "", "", "", "", "（区级权限）", "（县级）", "（委托办理）"];
        var entries = Enumerable.Range(0, Many).Select(n =>
        {
            var (item, district) = (items[n % items.Count], n / items.Count);
            var end = ends[(n * 7) % 10];
            return new SearchEntry(
                $"{district:000}-{item.Code}", end.Length == 0 ? item.Name : $"{item.Name}{end[..^1]}{district:000}）", 100_000_000_000 + (district * 1_000_000L), [], $"第{district}{item.Department}", []);
        }).ToList();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();
        var index = new SearchIndex(entries);
        new Figure("search", $"rebuild at {Many:N0} items", clock.Elapsed.TotalMilliseconds, "ms", null, null).Print();
        new Figure("search", "memory of the index", (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6, "MB", null, null).Print();
        using var full = new FullText([.. entries.Select(e => (e.Item, e.Name, e.Department))]);

        // The machine is shared: a run that waited for a core says nothing of the search, so a question's time is the median of its runs.
        var everywhere = Times(cases, 9, q => index.Find(q, _ => true, 30).Count);
        var here = Times(cases, 9, q => index.Find(q, e => e.Place == 100_060_000_000, 30).Count);
        var theirs = Times([.. cases.Where((_, i) => i % 6 == 0)], 3, q => full.ByPairs(q).Count);
        new Figure("search", $"median question among {Many:N0} items, one place", here[here.Count / 2], "ms", theirs[theirs.Count / 2], "SQLite FTS5").Print();
        new Figure("search", "99th percentile of questions, one place", At99(here), "ms", At99(theirs), "SQLite FTS5").Print();
        new Figure("search", "99th percentile of questions, all places", At99(everywhere), "ms", At99(theirs), "SQLite FTS5").Print();
    }

    private static double At99(List<double> sorted) => sorted[(int)(sorted.Count * 0.99)];

    private static List<double> Times(IReadOnlyList<Case> cases, int runs, Func<string, int> find)
    {
        foreach (var c in cases) find(c.Query);
        return [.. cases.Select(c => Figure.Median(Enumerable.Range(0, runs).Select(_ =>
        {
            var start = Stopwatch.GetTimestamp();
            find(c.Query);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }))).Order()];
    }

    /// <summary>Comma separated, quotes where a field has a comma; the first line names the columns.</summary>
    private static List<T> Read<T>(string file, Func<Dictionary<string, string>, T> row)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "search", file)).Where(l => l.Length > 0).Select(Fields).ToList();
        return [.. lines.Skip(1).Select(l => row(lines[0].Zip(l).ToDictionary(p => p.First, p => p.Second)))];
    }

    private static List<string> Fields(string line)
    {
        var (fields, field, quoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var c in line.TrimStart('\uFEFF'))
        {
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted) (fields, field) = ([.. fields, field.ToString()], new StringBuilder());
            else field.Append(c);
        }

        return [.. fields, field.ToString()];
    }
}
