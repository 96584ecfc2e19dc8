namespace OneWindow.Catalogue;

/// <param name="Score">Higher is likelier; above 3 only for the very words.</param>
/// <param name="Words">The synonym that was met; null: the question itself.</param>
internal readonly record struct Judgement(float Score, MatchedBy By, string? Words, bool Sure)
{
    public static Judgement None { get; } = new(0, MatchedBy.Department, null, Sure: false);
}

/// <summary>The words of one or more items that are called the same: name, synonyms, what people say, and what it is about.</summary>
internal sealed class SearchedText
{
    private const int NameField = 0;
    private const int SynonymField = 1;
    private const int SayingField = 2;
    private const int OtherField = 3;

    /// <summary>A name or a synonym is what people ask for; a material may only remind of it.</summary>
    internal static ReadOnlySpan<float> FieldWeights => [1f, 1f, 0.95f, 0.45f];

    /// <summary>From this share of what there was to meet on, it answers the question.</summary>
    private const float SureCoverage = 0.26f;
    private const float SureLikeness = 0.74f;

    /// <summary>All that was typed stands there but for a slip.</summary>
    private const float NearlyWhole = 0.8f;

    private readonly string name;
    private readonly string[] called;
    private readonly string[] said;
    private readonly string[] others;
    private readonly string[] shown;
    private readonly uint acts;

    private SearchedText(SearchEntry entry, int[] entries, Thesaurus words)
    {
        Entries = entries;
        shown = [.. entry.Synonyms];
        name = SearchText.Plain(entry.Name);
        called = [.. shown.Select(SearchText.Plain)];
        said = [.. words.Phrases(name)];
        others = [.. entry.Others.Select(SearchText.Plain)];
        acts = words.Acts(name);
        Length = 1 + (0.012f * Math.Min(name.Length, 60));
    }

    /// <summary>Numbers of the items.</summary>
    public int[] Entries { get; }

    /// <summary>By which a long name is less likely than a short one that has the same of the question.</summary>
    public float Length { get; }

    public static SearchedText[] Of(IReadOnlyList<SearchEntry> entries, Thesaurus words) =>
    [
        .. Enumerable.Range(0, entries.Count)
            .GroupBy(i => $"{entries[i].Name}\n{string.Join('\t', entries[i].Synonyms)}\n{string.Join('\t', entries[i].Others)}", StringComparer.Ordinal)
            .Select(g => new SearchedText(entries[g.First()], [.. g], words)),
    ];

    /// <summary>By which it is found.</summary>
    public void Pieces(Thesaurus words, Action<ulong, int> add)
    {
        var meanings = new List<ushort>();
        Take([name], NameField, sounds: true);
        Take(called, SynonymField, sounds: true);
        Take(said, SayingField, sounds: true);
        Take(others, OtherField, sounds: false);

        void Take(string[] texts, int field, bool sounds)
        {
            foreach (var text in texts)
            {
                Grams.OfText(text, sounds, gram => add(gram, field));
                meanings.Clear();
                words.Meanings(text, meanings);
                foreach (var meaning in meanings) add(Grams.Meaning(meaning), field);
            }
        }
    }

    public Judgement Judge(SearchQuestion question, float coverage)
    {
        var matter = question.Matter;
        if (name == question.Plain || name == matter) return new Judgement(5, MatchedBy.Name, null, Sure: true);
        var (score, by, words) = (coverage, MatchedBy.Likeness, (string?)null);
        var ((nearest, typed), text) = (Like(question, name), name);
        foreach (var other in called.Concat(said))
        {
            var here = Like(question, other);
            if (here.Likeness > nearest) ((nearest, typed), text) = (here, other);
        }

        score += (0.6f * nearest) + (nearest > NearlyWhole ? 0.3f : 0);
        if (Exactly(question, out var synonym, out var whole)) (score, by, words) = (score + (whole ? 2f : 0.5f * synonym.Length / matter.Length), MatchedBy.Synonym, Shown(synonym));
        if (name.StartsWith(matter, StringComparison.Ordinal)) (score, by, words) = (score + 0.9f, MatchedBy.Name, null);
        else if (name.Contains(matter, StringComparison.Ordinal)) (score, by, words) = (score + 0.7f, MatchedBy.Name, null);
        if (by == MatchedBy.Likeness && question.HasLetters && nearest > 0) (by, words) = (MatchedBy.Sound, text == name ? null : Shown(text));
        var sure = by is not (MatchedBy.Likeness or MatchedBy.Sound) || typed >= SureLikeness || (!question.HasLetters && coverage >= SureCoverage);
        if (by == MatchedBy.Likeness && others.FirstOrDefault(o => o.Contains(matter, StringComparison.Ordinal)) is { } other2) (by, words, sure) = (MatchedBy.Other, other2, true);
        return new Judgement(score * Fit(question), by, words, sure);
    }

    /// <summary>An item that changes or ends something is not meant by who does not speak of it, nor the other way round.</summary>
    private float Fit(SearchQuestion question)
    {
        var (asked, does) = (question.Acts & ~Thesaurus.Beginning, acts & ~Thesaurus.Beginning);
        if (asked == 0) return does == 0 ? 1 : (question.Acts & Thesaurus.Beginning) != 0 ? 0.75f : 0.85f;
        if ((asked & does) != 0) return 1.12f;
        return does == 0 ? 1 : 0.75f;
    }

    private static (float Likeness, float Typed) Like(SearchQuestion question, string text)
    {
        var (best, most) = (0f, 0f);
        foreach (var units in question.Readings)
        {
            var (typed, covered) = Alignment.Best(units, text);
            (best, most) = (Math.Max(best, typed * (0.8f + (0.2f * covered))), Math.Max(most, typed));
        }

        return (best, most);
    }

    /// <summary>Is a synonym the matter, or does one stand in the other.</summary>
    private bool Exactly(SearchQuestion question, out string synonym, out bool whole)
    {
        (synonym, whole) = ("", false);
        foreach (var text in called.Concat(said))
        {
            if (text == question.Matter || text == question.Plain)
            {
                (synonym, whole) = (text, true);
                return true;
            }

            if (text.Length > synonym.Length && (question.Matter.Contains(text, StringComparison.Ordinal) || (question.Matter.Length > 1 && text.Contains(question.Matter, StringComparison.Ordinal))))
                synonym = text.Length > question.Matter.Length ? question.Matter : text;
        }

        return synonym.Length > 1;
    }

    /// <summary>As it is written in the guide.</summary>
    private string Shown(string plain) => Array.FindIndex(called, c => c.Contains(plain, StringComparison.Ordinal)) is var at and >= 0
        ? shown[at]
        : said.FirstOrDefault(s => s.Contains(plain, StringComparison.Ordinal)) ?? plain;
}
