namespace OneWindow.Catalogue;

/// <summary>The departments' names: "公安局" asks for all that the police handle.</summary>
internal sealed class SearchedDepartments
{
    private readonly string[] names;
    private readonly int[][] entries;
    private readonly GramIndex grams;

    public SearchedDepartments(IReadOnlyList<SearchEntry> all, Thesaurus words)
    {
        var groups = Enumerable.Range(0, all.Count).GroupBy(i => all[i].Department).Where(g => g.Key.Length > 0).ToList();
        names = [.. groups.Select(g => g.Key)];
        entries = [.. groups.Select(g => g.ToArray())];
        var meanings = new List<ushort>();
        grams = new GramIndex(names.Length, (name, add) =>
        {
            var plain = SearchText.Plain(names[name]);
            for (var i = 1; i < plain.Length; i++) add(Grams.Pair(plain[i - 1], plain[i]), 0);
            meanings.Clear();
            words.Meanings(plain, meanings);
            foreach (var meaning in meanings) add(Grams.Meaning(meaning), 0);
        });
    }

    /// <summary>How much of the question each department's name has.</summary>
    public IReadOnlyDictionary<string, float> Asked(SearchQuestion question)
    {
        var asked = new Dictionary<string, float>();
        if (names.Length == 0 || question.Matter.Length < 2) return asked;
        var sums = new float[names.Length];
        var pairs = question.Matter.Length - 1f;
        for (var i = 1; i < question.Matter.Length; i++) grams.AddTo(sums, Grams.Pair(question.Matter[i - 1], question.Matter[i]), 1 / pairs, [1]);
        foreach (var meaning in question.Meanings.Distinct()) grams.AddTo(sums, Grams.Meaning(meaning), Math.Min(1, 2 / pairs), [1]);
        for (var i = 0; i < sums.Length; i++)
        {
            if (sums[i] > 0) asked[names[i]] = Math.Min(1, sums[i]);
        }

        return asked;
    }

    /// <summary>The texts of departments that were clearly asked for, beside those judged already.</summary>
    public IEnumerable<int> Texts(IReadOnlyDictionary<string, float> asked, SearchedText[] texts, List<(int Text, Judgement Verdict)> judged)
    {
        if (!asked.Values.Any(v => v > 0.5f)) return [];
        var wanted = new HashSet<int>();
        for (var i = 0; i < names.Length; i++)
        {
            if (asked.GetValueOrDefault(names[i]) > 0.5f) wanted.UnionWith(entries[i]);
        }

        var known = judged.Select(j => j.Text).ToHashSet();
        return Enumerable.Range(0, texts.Length).Where(t => !known.Contains(t) && texts[t].Entries.Any(wanted.Contains));
    }
}
