using System.Runtime.InteropServices;

namespace OneWindow.Catalogue;

/// <summary>An item as the search knows it.</summary>
/// <param name="Others">Names of materials, result and themes.</param>
internal sealed record SearchEntry(
    string Item, string Name, long Place, IReadOnlyList<string> Synonyms, string Department, IReadOnlyList<string> Others);

/// <summary>Where a question met an item.</summary>
internal enum MatchedBy
{
    Synonym,
    Name,
    Department,
    Other,
    Likeness,
}

/// <param name="Words">What was met: the synonym, or the question itself.</param>
internal sealed record Found(SearchEntry Entry, float Score, MatchedBy By, string Words);

/// <summary>
/// Search over Chinese names without a dictionary: pairs of neighbouring characters, weighed by how rare they are. A wrong or exchanged
/// character spoils two pairs of many, so small slips still find their item; for very short questions single characters help.
/// Immutable; built at publication.
/// </summary>
internal sealed class SearchIndex
{
    private const float LeastCoverage = 0.34f;
    private const float LeastSingles = 0.38f;

    private readonly SearchEntry[] entries;
    private readonly Dictionary<uint, Posting[]> pairs;
    private readonly Dictionary<uint, Posting[]> singles;

    /// <param name="Fields">Bits of <see cref="MatchedBy"/>.</param>
    private readonly record struct Posting(int Entry, byte Fields);

    private readonly record struct Hit(float Covered, byte Fields);

    public SearchIndex(IReadOnlyList<SearchEntry> all)
    {
        entries = [.. all];
        (pairs, singles) = (Build(Pairs), Build(Singles));
    }

    public static SearchIndex Empty { get; } = new([]);

    public IReadOnlyList<SearchEntry> Entries => entries;

    public IReadOnlyList<Found> Find(string question, Func<SearchEntry, bool> where, int most)
    {
        var matter = SearchText.Matter(question);
        if (matter.Length == 0) return [];
        var found = Rank(matter, pairs, Pairs, LeastCoverage, where, most);
        return found.Count > 0 ? found : Rank(matter, singles, Singles, LeastSingles, where, most);
    }

    private List<Found> Rank(
        string matter, Dictionary<uint, Posting[]> index, Func<string, IEnumerable<uint>> grams, float least, Func<SearchEntry, bool> where, int most)
    {
        var hits = new Dictionary<int, Hit>();
        var total = 0f;
        foreach (var gram in grams(matter).Distinct())
        {
            var postings = index.GetValueOrDefault(gram) ?? [];
            var rare = MathF.Log(1 + (entries.Length / (1f + postings.Length)));
            total += rare;
            foreach (var posting in postings)
            {
                ref var hit = ref CollectionsMarshal.GetValueRefOrAddDefault(hits, posting.Entry, out _);
                hit = new Hit(hit.Covered + (rare * Weight(posting.Fields)), (byte)(hit.Fields | posting.Fields));
            }
        }

        return [.. hits
            .Where(h => h.Value.Covered >= least * total && where(entries[h.Key]))
            .Select(h => Judge(entries[h.Key], matter, h.Value.Covered / total, h.Value.Fields))
            .OrderByDescending(f => f.Score).ThenBy(f => f.Entry.Item, StringComparer.Ordinal)
            .Take(most)];
    }

    /// <summary>A name or a synonym is what people ask for; a department or a material may only remind of it.</summary>
    private static float Weight(byte fields) =>
        (fields & (Bit(MatchedBy.Name) | Bit(MatchedBy.Synonym))) != 0 ? 1f : (fields & Bit(MatchedBy.Department)) != 0 ? 0.6f : 0.5f;

    private static Found Judge(SearchEntry entry, string matter, float coverage, byte fields)
    {
        var synonym = entry.Synonyms.FirstOrDefault(s => SearchText.Plain(s) == matter)
            ?? entry.Synonyms.FirstOrDefault(s => SearchText.Plain(s) is var plain && (matter.Contains(plain, StringComparison.Ordinal) || plain.Contains(matter, StringComparison.Ordinal)));
        var name = SearchText.Plain(entry.Name);
        if (name == matter) return new Found(entry, 4, MatchedBy.Name, matter);
        if (synonym is not null && SearchText.Plain(synonym) == matter) return new Found(entry, 3.5f, MatchedBy.Synonym, synonym);
        if (name.StartsWith(matter, StringComparison.Ordinal)) return new Found(entry, 3 + (matter.Length / (float)name.Length), MatchedBy.Name, matter);
        if (name.Contains(matter, StringComparison.Ordinal)) return new Found(entry, 2 + (matter.Length / (float)name.Length), MatchedBy.Name, matter);
        if (synonym is not null) return new Found(entry, 1.5f + (0.4f * coverage), MatchedBy.Synonym, synonym);
        if ((fields & (Bit(MatchedBy.Name) | Bit(MatchedBy.Synonym))) != 0) return new Found(entry, coverage, MatchedBy.Likeness, matter);
        return (fields & Bit(MatchedBy.Department)) != 0
            ? new Found(entry, coverage, MatchedBy.Department, entry.Department)
            : new Found(entry, coverage, MatchedBy.Other, entry.Others.FirstOrDefault(o => SearchText.Plain(o).Contains(matter, StringComparison.Ordinal)) ?? matter);
    }

    private Dictionary<uint, Posting[]> Build(Func<string, IEnumerable<uint>> grams)
    {
        var lists = new Dictionary<uint, List<Posting>>();
        for (var i = 0; i < entries.Length; i++)
        {
            var fields = new Dictionary<uint, byte>();
            void Take(string text, MatchedBy field)
            {
                foreach (var gram in grams(SearchText.Plain(text))) fields[gram] = (byte)(fields.GetValueOrDefault(gram) | Bit(field));
            }

            Take(entries[i].Name, MatchedBy.Name);
            foreach (var synonym in entries[i].Synonyms) Take(synonym, MatchedBy.Synonym);
            Take(entries[i].Department, MatchedBy.Department);
            foreach (var other in entries[i].Others) Take(other, MatchedBy.Other);
            foreach (var (gram, bits) in fields)
            {
                ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(lists, gram, out _);
                (list ??= []).Add(new Posting(i, bits));
            }
        }

        return lists.ToDictionary(l => l.Key, l => l.Value.ToArray());
    }

    private static byte Bit(MatchedBy field) => (byte)(1 << (int)field);

    private static IEnumerable<uint> Pairs(string text)
    {
        for (var i = 1; i < text.Length; i++) yield return ((uint)text[i - 1] << 16) | text[i];
    }

    private static IEnumerable<uint> Singles(string text) => text.Select(c => (uint)c);
}
