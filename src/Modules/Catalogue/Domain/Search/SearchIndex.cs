using System.Buffers;
using System.Runtime.InteropServices;

namespace OneWindow.Catalogue;

/// <summary>An item as the search knows it.</summary>
/// <param name="Others">Names of materials, result and themes.</param>
internal sealed record SearchEntry(
    string Item, string Name, long Place, IReadOnlyList<string> Synonyms, string Department, IReadOnlyList<string> Others)
{
    /// <summary>跨域通办: the region in or under which a window may receive it; null: none but its own place's.</summary>
    public long? CrossesWithin { get; init; }
}

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

    /// <summary>So many of the most covered are looked at closely: comparing words is dearer than counting pairs.</summary>
    private const int LookedAt = 200;

    /// <summary>A posting is an entry's number and, in the lowest bits, the fields (<see cref="MatchedBy"/>) in which the pair stands.</summary>
    private const int FieldBits = 4;

    private readonly SearchEntry[] entries;
    private readonly Dictionary<uint, int[]> pairs;
    private readonly Dictionary<uint, int[]> singles;

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
        string matter, Dictionary<uint, int[]> index, Func<string, IEnumerable<uint>> grams, float least, Func<SearchEntry, bool> where, int most)
    {
        var covered = ArrayPool<float>.Shared.Rent(entries.Length);
        var fields = ArrayPool<byte>.Shared.Rent(entries.Length);
        covered.AsSpan(0, entries.Length).Clear();
        fields.AsSpan(0, entries.Length).Clear();
        try
        {
            var total = 0f;
            foreach (var gram in grams(matter).Distinct())
            {
                var postings = index.GetValueOrDefault(gram) ?? [];
                var rare = MathF.Log(1 + (entries.Length / (1f + postings.Length)));
                total += rare;
                foreach (var posting in postings)
                {
                    var (entry, bits) = (posting >> FieldBits, (byte)(posting & ((1 << FieldBits) - 1)));
                    covered[entry] += rare * Weights[bits];
                    fields[entry] |= bits;
                }
            }

            return [.. MostCovered(covered, least * total, where)
                .Select(entry => Judge(entries[entry], matter, covered[entry] / total, fields[entry]))
                .OrderByDescending(f => f.Score).ThenBy(f => f.Entry.Name.Length).ThenBy(f => f.Entry.Item, StringComparer.Ordinal)
                .Take(most)];
        }
        finally
        {
            ArrayPool<float>.Shared.Return(covered);
            ArrayPool<byte>.Shared.Return(fields);
        }
    }

    private List<int> MostCovered(float[] covered, float least, Func<SearchEntry, bool> where)
    {
        // Among equals the shorter name is the likelier one.
        var best = new PriorityQueue<int, float>();
        for (var entry = 0; entry < entries.Length; entry++)
        {
            if (covered[entry] < least || covered[entry] <= 0) continue;
            var rank = covered[entry] - (0.001f * entries[entry].Name.Length);
            if (best.Count == LookedAt && best.TryPeek(out _, out var worst) && rank <= worst) continue;
            if (!where(entries[entry])) continue;
            best.Enqueue(entry, rank);
            if (best.Count > LookedAt) best.Dequeue();
        }

        return [.. best.UnorderedItems.Select(b => b.Element)];
    }

    /// <summary>A name or a synonym is what people ask for; a department or a material may only remind of it.</summary>
    private static readonly float[] Weights = [.. Enumerable.Range(0, 1 << FieldBits).Select(fields =>
        (fields & (Bit(MatchedBy.Name) | Bit(MatchedBy.Synonym))) != 0 ? 1f : (fields & Bit(MatchedBy.Department)) != 0 ? 0.6f : 0.5f)];

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

    private Dictionary<uint, int[]> Build(Func<string, IEnumerable<uint>> grams)
    {
        var lists = new Dictionary<uint, List<int>>();
        var fields = new Dictionary<uint, byte>();
        for (var i = 0; i < entries.Length; i++)
        {
            fields.Clear();
            Take(entries[i].Name, MatchedBy.Name);
            foreach (var synonym in entries[i].Synonyms) Take(synonym, MatchedBy.Synonym);
            Take(entries[i].Department, MatchedBy.Department);
            foreach (var other in entries[i].Others) Take(other, MatchedBy.Other);
            foreach (var (gram, bits) in fields)
            {
                ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(lists, gram, out _);
                (list ??= []).Add((i << FieldBits) | bits);
            }
        }

        return lists.ToDictionary(l => l.Key, l => l.Value.ToArray());

        void Take(string text, MatchedBy field)
        {
            foreach (var gram in grams(SearchText.Plain(text))) fields[gram] = (byte)(fields.GetValueOrDefault(gram) | Bit(field));
        }
    }

    private static byte Bit(MatchedBy field) => (byte)(1 << (int)field);

    private static IEnumerable<uint> Pairs(string text)
    {
        for (var i = 1; i < text.Length; i++) yield return ((uint)text[i - 1] << 16) | text[i];
    }

    private static IEnumerable<uint> Singles(string text) => text.Select(c => (uint)c);
}
