using System.Buffers;

namespace OneWindow.Catalogue;

/// <summary>An item as the search knows it.</summary>
/// <param name="Others">Names of materials, result and themes.</param>
internal sealed record SearchEntry(
    string Item, string Name, long Place, IReadOnlyList<string> Synonyms, string Department, IReadOnlyList<string> Others)
{
    /// <summary>跨域通办: the region in or under which a window may receive it; null: none but its own place's.</summary>
    public long? CrossesWithin { get; init; }

    public bool ForPersons { get; init; } = true;

    public bool ForCompanies { get; init; } = true;
}

/// <summary>Where a question met an item.</summary>
internal enum MatchedBy
{
    Synonym,
    Name,
    Department,
    Other,
    Likeness,
    Sound,
}

/// <param name="Words">What was met: the synonym, or the question itself.</param>
/// <param name="Sure">It answers the question; else it is only the nearest there is.</param>
internal sealed record Found(SearchEntry Entry, float Score, MatchedBy By, string Words, bool Sure = true);

/// <summary>
/// Search over Chinese names without a dictionary: neighbouring characters and how they sound, weighed by how rare they are, and meanings from
/// the <see cref="Thesaurus"/>; the likeliest are then compared step by step. Items of the same words in many places are one text.
/// Immutable; built at publication.
/// </summary>
internal sealed class SearchIndex
{
    /// <summary>So many of the likeliest texts are compared step by step.</summary>
    private const int LookedAt = 60;

    private const float LeastOfBest = 0.2f;

    /// <summary>A department's name only reminds of its items.</summary>
    private const float DepartmentWeight = 0.5f;

    private readonly SearchEntry[] entries;
    private readonly SearchedText[] texts;
    private readonly GramIndex grams;
    private readonly Thesaurus words;
    private readonly SearchedDepartments departments;

    public SearchIndex(IReadOnlyList<SearchEntry> all, Thesaurus? thesaurus = null)
    {
        entries = [.. all];
        words = thesaurus ?? Thesaurus.Standing;
        texts = SearchedText.Of(entries, words);
        grams = new GramIndex(texts.Length, (text, add) => texts[text].Pieces(words, add));
        departments = new SearchedDepartments(entries, words);
    }

    public static SearchIndex Empty { get; } = new([]);

    public IReadOnlyList<SearchEntry> Entries => entries;

    /// <summary>What answers a question, the likeliest first; nothing where nothing does.</summary>
    public IReadOnlyList<Found> Find(string question, Func<SearchEntry, bool> where, int most) => [.. Rank(question, where, most).TakeWhile(f => f.Sure)];

    /// <summary>What comes nearest, though it may not be what was meant.</summary>
    public IReadOnlyList<Found> Nearest(string question, Func<SearchEntry, bool> where, int most) => Rank(question, where, most);

    private List<Found> Rank(string typed, Func<SearchEntry, bool> where, int most)
    {
        var question = new SearchQuestion(typed, words);
        if (question.Matter.Length == 0 || texts.Length == 0) return [];
        var sums = ArrayPool<float>.Shared.Rent(texts.Length);
        try
        {
            var covered = sums.AsSpan(0, texts.Length);
            covered.Clear();
            var total = Sum(question, covered);
            var asked = departments.Asked(question);
            var judged = new List<(int Text, Judgement Verdict)>(LookedAt);
            foreach (var text in Likeliest(covered, where)) judged.Add((text, texts[text].Judge(question, covered[text] / total)));
            if (judged.Count < LookedAt) judged.AddRange(departments.Texts(asked, texts, judged).Take(LookedAt).Select(t => (t, Judgement.None)));
            return Listed(judged, asked, question, where, most);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(sums);
        }
    }

    private List<Found> Listed(
        List<(int Text, Judgement Verdict)> judged, IReadOnlyDictionary<string, float> asked, SearchQuestion question, Func<SearchEntry, bool> where, int most)
    {
        var found = new List<Found>();
        foreach (var (text, verdict) in judged)
        {
            foreach (var entry in texts[text].Entries)
            {
                var entryOf = entries[entry];
                if (!where(entryOf)) continue;
                var share = asked.GetValueOrDefault(entryOf.Department);
                var byDepartment = share > 0.5f && !verdict.Sure;
                found.Add(new Found(
                    entryOf, verdict.Score + (DepartmentWeight * share), byDepartment ? MatchedBy.Department : verdict.By,
                    byDepartment ? entryOf.Department : verdict.Words ?? question.Matter, verdict.Sure || byDepartment));
            }
        }

        found.Sort(static (a, b) =>
        {
            var by = b.Sure.CompareTo(a.Sure);
            if (by == 0) by = b.Score.CompareTo(a.Score);
            if (by == 0) by = a.Entry.Name.Length.CompareTo(b.Entry.Name.Length);
            return by != 0 ? by : string.CompareOrdinal(a.Entry.Item, b.Entry.Item);
        });
        if (found.Count > most) found.RemoveRange(most, found.Count - most);
        return found;
    }

    /// <summary>How much of the question each text has, and how much there was to have.</summary>
    private float Sum(SearchQuestion question, Span<float> covered)
    {
        var (total, met) = (0f, new HashSet<ulong>());
        foreach (var units in question.Readings)
        {
            var here = 0f;
            for (var i = 0; i < units.Length; i++)
            {
                var unit = units[i];
                if (unit.Character != default) here += Take(Grams.Single(unit.Character), Grams.SingleWeight, covered, met);
                if (i > 0)
                {
                    var last = units[i - 1];
                    if (unit.Character != default && last.Character != default) here += Take(Grams.Pair(last.Character, unit.Character), Grams.PairWeight, covered, met);
                    if (unit.Syllable != 0 && last.Syllable != 0) here += Take(Grams.Sound(last.Syllable, unit.Syllable), Grams.SoundWeight, covered, met);
                }

                if (question.HasLetters && i > 1) here += Take(Grams.Initials(units[i - 2].Initial, units[i - 1].Initial, unit.Initial), Grams.SoundWeight, covered, met);
            }

            if (question.HasLetters && units.Length <= 2) here += Take(Grams.Start(units[0].Initial, units.Length > 1 ? units[1].Initial : default), Grams.PairWeight, covered, met);
            total = Math.Max(total, here);
        }

        foreach (var meaning in question.Meanings) total += Take(Grams.Meaning(meaning), Grams.MeaningWeight, covered, met);
        return Math.Max(total, 0.01f);
    }

    private float Take(ulong gram, float weight, Span<float> covered, HashSet<ulong> met)
    {
        if (!met.Add(gram)) return 0;
        var count = grams.Count(gram);
        var rare = weight * MathF.Log(1 + (texts.Length / (1f + count)));
        // What no text has says little: people wrap a matter in many words.
        if (count == 0) return 0.6f * rare;
        grams.AddTo(covered, gram, rare, SearchedText.FieldWeights);
        return rare;
    }

    private List<int> Likeliest(ReadOnlySpan<float> covered, Func<SearchEntry, bool> where)
    {
        var best = new PriorityQueue<int, float>(LookedAt + 1);
        var worst = 0f;
        // What has little of the question beside the best of all places is not asked whether it serves this one: that is the dear part.
        var least = LeastOfBest * Greatest(covered);
        for (var text = 0; text < covered.Length; text++)
        {
            if (covered[text] <= least) continue;
            // Among equals the shorter name is the likelier one.
            var rank = covered[text] / texts[text].Length;
            if (rank <= worst || !Any(texts[text], where)) continue;
            if (best.Count < LookedAt)
            {
                best.Enqueue(text, rank);
            }
            else
            {
                best.EnqueueDequeue(text, rank);
            }

            if (best.Count == LookedAt) best.TryPeek(out _, out worst);
        }

        return [.. best.UnorderedItems.Select(b => b.Element)];
    }

    private static float Greatest(ReadOnlySpan<float> covered)
    {
        var greatest = 0f;
        foreach (var sum in covered) greatest = Math.Max(greatest, sum);
        return greatest;
    }

    private bool Any(SearchedText text, Func<SearchEntry, bool> where)
    {
        foreach (var entry in text.Entries)
        {
            if (where(entries[entry])) return true;
        }

        return false;
    }
}
