namespace OneWindow.Catalogue;

/// <summary>Letters read as pinyin: whole syllables, initials, or both; the last syllable may be only begun, as while typing.</summary>
internal static class PinyinReading
{
    private const int LongestSyllable = 6;

    /// <summary>The reading with the fewest and fullest syllables; null where letters remain that begin nothing.</summary>
    public static IReadOnlyList<QuestionUnit>? Read(ReadOnlySpan<char> letters)
    {
        Span<float> cost = stackalloc float[letters.Length + 1];
        Span<int> from = stackalloc int[letters.Length + 1];
        cost.Fill(float.MaxValue);
        cost[0] = 0;
        for (var i = 0; i < letters.Length; i++)
        {
            if (cost[i] == float.MaxValue) continue;
            for (var length = 1; length <= LongestSyllable && i + length <= letters.Length; length++)
            {
                var price = Price(letters.Slice(i, length), last: i + length == letters.Length);
                if (cost[i] + price >= cost[i + length]) continue;
                (cost[i + length], from[i + length]) = (cost[i] + price, i);
            }
        }

        if (cost[^1] == float.MaxValue) return null;
        var units = new List<QuestionUnit>();
        for (var end = letters.Length; end > 0; end = from[end])
        {
            var part = letters[from[end]..end];
            var last = end == letters.Length;
            var id = Syllables.Known(part);
            // The last syllable may go on: zhe is on its way to zheng.
            units.Add(id != 0 && !last ? QuestionUnit.OfSyllable(id) : part.Length == 1 && id == 0 ? QuestionUnit.OfInitial(part[0])
                : last && id == 0 ? QuestionUnit.OfBeginning(part.ToString())
                : id != 0 ? QuestionUnit.OfSyllable(id) : QuestionUnit.OfInitial(part[0]));
        }

        units.Reverse();
        return units;
    }

    /// <summary>Every letter an initial: sh is 社会 then, not the beginning of a syllable.</summary>
    public static IReadOnlyList<QuestionUnit>? Initials(ReadOnlySpan<char> letters)
    {
        var units = new List<QuestionUnit>(letters.Length);
        foreach (var c in letters)
        {
            if (c is 'i' or 'u' or 'v') return null;
            units.Add(QuestionUnit.OfInitial(c));
        }

        return units;
    }

    private static float Price(ReadOnlySpan<char> part, bool last)
    {
        if (Syllables.Known(part) != 0) return part.Length == 1 ? 1.5f : 1;
        if (part.Length == 1) return part[0] is 'i' or 'u' or 'v' ? float.MaxValue : 1.6f;
        if (part is "zh" or "ch" or "sh") return 1.7f;
        return last && Syllables.BeginsAny(part) ? 1.3f : float.MaxValue;
    }
}
