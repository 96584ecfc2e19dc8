namespace OneWindow.Catalogue;

/// <summary>
/// What people say and what the lists call it, from words.txt: words that mean the same, what is done to a thing that one has already, and
/// what an item of a certain name is called at home. General knowledge, not the words of one place.
/// </summary>
internal sealed class Thesaurus
{
    private static readonly Lazy<Thesaurus> Read = new(() => new Thesaurus(SearchData.Lines("words.txt")));

    private readonly Dictionary<string, ushort[]> meanings = [];
    private readonly Dictionary<string, uint> acts = [];
    private readonly Dictionary<uint, List<Rule>> rules = [];
    private readonly int longest;

    private sealed record Rule(string[] All, string[] None, string[] Phrases);

    /// <param name="lines">
    /// "~ words" mean the same; "@ words" are one act on what one has already (注销, 补办 …), "+ words" the act of beginning;
    /// "words !words = phrases" names what an item is called whose name has all the words and none after a "!".
    /// </param>
    /// <exception cref="FormatException">A line says nothing of this.</exception>
    public Thesaurus(IEnumerable<string> lines)
    {
        ushort meaning = 0;
        var act = 0;
        foreach (var line in lines)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is ["~" or "@" or "+", _, ..])
            {
                meaning++;
                var bit = words[0] switch { "+" => Beginning, "@" => 1u << ++act, _ => 0u };
                foreach (var word in words.Skip(1).Select(SearchText.Plain))
                {
                    meanings[word] = [.. meanings.GetValueOrDefault(word) ?? [], meaning];
                    longest = Math.Max(longest, word.Length);
                    if (bit != 0) acts[word] = acts.GetValueOrDefault(word) | bit;
                }
            }
            else if (Array.IndexOf(words, "=") is var at and > 0 && at < words.Length - 1)
            {
                var conditions = words[..at];
                var rule = new Rule(
                    [.. conditions.Where(c => c[0] != '!').Select(SearchText.Plain)], [.. conditions.Where(c => c[0] == '!').Select(SearchText.Plain)],
                    [.. words[(at + 1)..].Select(SearchText.Plain)]);
                if (rule.All is not [{ Length: >= 2 }, ..]) throw new FormatException($"a rule begins with two characters at least: {line}");
                Key(rules, rule.All[0]).Add(rule);
            }
            else
            {
                throw new FormatException($"not a line of words: {line}");
            }
        }
    }

    /// <summary>The act of beginning: 开, 办, 申领. An item that does nothing else is what is meant then.</summary>
    public const uint Beginning = 1;

    public static Thesaurus Standing => Read.Value;

    /// <summary>What an item of this name is called otherwise.</summary>
    /// <param name="name">Plain (<see cref="SearchText.Plain"/>).</param>
    public IEnumerable<string> Phrases(string name)
    {
        var met = new HashSet<string>();
        for (var i = 1; i < name.Length; i++)
        {
            if (!rules.TryGetValue(Pair(name, i - 1), out var candidates)) continue;
            foreach (var rule in candidates)
            {
                if (rule.All.All(w => name.Contains(w, StringComparison.Ordinal)) && !rule.None.Any(w => name.Contains(w, StringComparison.Ordinal))) met.UnionWith(rule.Phrases);
            }
        }

        return met;
    }

    /// <summary>The meanings that a plain text has, the longest word at each place; some may come twice.</summary>
    public void Meanings(string plain, List<ushort> into)
    {
        var lookup = meanings.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 0; i < plain.Length; i++)
        {
            for (var length = Math.Min(longest, plain.Length - i); length > 0; length--)
            {
                if (!lookup.TryGetValue(plain.AsSpan(i, length), out var found)) continue;
                into.AddRange(found);
                break;
            }
        }
    }

    /// <summary>Which acts a plain text speaks of, a bit each; 0: none.</summary>
    public uint Acts(string plain)
    {
        var found = 0u;
        var lookup = acts.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 0; i < plain.Length; i++)
        {
            for (var length = Math.Min(longest, plain.Length - i); length > 0; length--)
            {
                if (!lookup.TryGetValue(plain.AsSpan(i, length), out var bits)) continue;
                found |= bits;
                break;
            }
        }

        return found;
    }

    private static List<Rule> Key(Dictionary<uint, List<Rule>> rules, string word)
    {
        var pair = Pair(word, 0);
        if (!rules.TryGetValue(pair, out var list)) rules.Add(pair, list = []);
        return list;
    }

    private static uint Pair(string text, int at) => ((uint)text[at] << 16) | text[at + 1];
}
