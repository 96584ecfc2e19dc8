namespace OneWindow.Catalogue;

/// <summary>The syllables of pinyin without tones, numbered as they are met, and which of them are taken for one another.</summary>
internal static class Syllables
{
    /// <summary>More than there are (404 in the table of characters), so that arrays need not grow.</summary>
    private const int Most = 1024;

    private static readonly Lock Adding = new();
    private static readonly Dictionary<string, ushort> Ids = [];
    private static readonly Dictionary<string, ushort> Rough = [];
    private static readonly string[] Names = new string[Most];
    private static readonly ushort[] RoughIds = new ushort[Most];

    /// <summary>The number of a syllable of the table; only while the table is read.</summary>
    public static ushort Id(string syllable)
    {
        lock (Adding)
        {
            if (Ids.TryGetValue(syllable, out var id)) return id;
            id = (ushort)(Ids.Count + 1);
            var alike = Blur(syllable);
            if (!Rough.TryGetValue(alike, out var rough)) Rough.Add(alike, rough = (ushort)(Rough.Count + 1));
            (Names[id], RoughIds[id]) = (syllable, rough);
            Ids.Add(syllable, id);
            return id;
        }
    }

    /// <summary>0 where it is none.</summary>
    public static ushort Known(ReadOnlySpan<char> letters)
    {
        // The table of characters brings the syllables.
        _ = Characters.Reading('一');
        return Ids.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(letters, out var id) ? id : (ushort)0;
    }

    public static string Name(ushort id) => Names[id];

    /// <summary>The same for syllables that speakers of many dialects do not tell apart: zh and z, ch and c, sh and s, n and l, ang and an, eng and en, ing and in, ü and u.</summary>
    public static ushort Alike(ushort id) => RoughIds[id];

    /// <summary>The letter people type for it when they type initials only: s for shen.</summary>
    public static char Initial(ushort id) => id == 0 ? default : Names[id][0];

    public static bool BeginsAny(ReadOnlySpan<char> letters)
    {
        _ = Characters.Reading('一');
        foreach (var name in Ids.Keys)
        {
            if (name.AsSpan().StartsWith(letters)) return true;
        }

        return false;
    }

    private static string Blur(string syllable)
    {
        var blurred = syllable.Replace('v', 'u');
        if (blurred.Length > 2 && blurred[1] == 'h' && blurred[0] is 'z' or 'c' or 's') blurred = blurred[0] + blurred[2..];
        if (blurred[0] == 'n' && blurred.Length > 1) blurred = 'l' + blurred[1..];
        return blurred.EndsWith("ang", StringComparison.Ordinal) || blurred.EndsWith("eng", StringComparison.Ordinal) || blurred.EndsWith("ing", StringComparison.Ordinal)
            ? blurred[..^1]
            : blurred;
    }
}
