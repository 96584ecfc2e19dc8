namespace OneWindow.Catalogue;

/// <summary>What was typed, understood: its matter, the ways to read it, and what is to be done to what.</summary>
internal sealed class SearchQuestion
{
    /// <summary>More than this is a story: its first part is compared step by step, all of it is looked up.</summary>
    private const int MostSteps = 20;

    private readonly List<QuestionUnit[]> readings = [];

    public SearchQuestion(string typed, Thesaurus words)
    {
        Matter = SearchText.Matter(typed);
        Plain = SearchText.Plain(typed);
        words.Meanings(Plain, Meanings);
        Acts = words.Acts(Plain);
        HasLetters = Matter.Any(char.IsAsciiLetterLower);
        Add(PinyinReading.Read);
        if (!HasLetters) return;
        Add(PinyinReading.Initials);
        Add((_) => null);
    }

    private delegate IReadOnlyList<QuestionUnit>? Reader(ReadOnlySpan<char> letters);

    public string Plain { get; }

    public string Matter { get; }

    public List<ushort> Meanings { get; } = [];

    /// <summary><see cref="Thesaurus.Acts"/></summary>
    public uint Acts { get; }

    /// <summary>Letters may be pinyin, initials, or themselves.</summary>
    public bool HasLetters { get; }

    public IReadOnlyList<QuestionUnit[]> Readings => readings;

    private void Add(Reader reader)
    {
        var units = new List<QuestionUnit>(Matter.Length);
        for (var i = 0; i < Matter.Length && units.Count < MostSteps;)
        {
            var end = i;
            while (end < Matter.Length && char.IsAsciiLetterLower(Matter[end])) end++;
            if (end > i && reader(Matter.AsSpan(i, Math.Min(end - i, 48))) is { } read)
            {
                units.AddRange(read);
                i = end;
                continue;
            }

            units.Add(QuestionUnit.Of(Matter[i++]));
        }

        if (units.Count > 0 && !readings.Any(r => r.AsSpan().SequenceEqual(units.ToArray()))) readings.Add([.. units]);
    }
}
