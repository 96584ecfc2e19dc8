namespace OneWindow.Catalogue;

/// <summary>One step of what was typed: a character, a syllable in letters, the beginning of one, or an initial only.</summary>
internal readonly record struct QuestionUnit(char Character, ushort Syllable, string? Beginning, char Initial)
{
    public static QuestionUnit Of(char c) => new(c, Characters.Reading(c), null, Characters.Reading(c) is var r and not 0 ? Syllables.Initial(r) : c);

    public static QuestionUnit OfSyllable(ushort id) => new(default, id, null, Syllables.Initial(id));

    public static QuestionUnit OfBeginning(string letters) => new(default, 0, letters, letters[0]);

    public static QuestionUnit OfInitial(char c) => new(default, 0, null, c);

    /// <summary>How like it a character of a text is: 1 the same, 0 not at all.</summary>
    public float Likeness(char text)
    {
        if (Character == text) return 1;
        var readings = Characters.Readings(text);
        if (readings[0] == 0) return 0;
        var best = 0f;
        foreach (var reading in readings)
        {
            if (reading == 0) break;
            best = Math.Max(best, Likeness(reading));
        }

        return best == 0 && Character != default && Characters.LookAlike(Character, text) ? 0.6f : best;
    }

    private float Likeness(ushort reading)
    {
        if (Syllable != 0) return Syllable == reading ? (Character == default ? 0.95f : 0.85f) : Syllables.Alike(Syllable) == Syllables.Alike(reading) ? 0.7f : 0;
        if (Beginning is not null) return Syllables.Name(reading).StartsWith(Beginning, StringComparison.Ordinal) ? 0.85f : 0;
        return Character == default && Initial == Syllables.Initial(reading) ? 0.75f : 0;
    }
}
