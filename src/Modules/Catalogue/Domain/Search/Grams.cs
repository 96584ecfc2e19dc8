using System.Runtime.InteropServices;

namespace OneWindow.Catalogue;

/// <summary>The small pieces by which texts are found: a kind in the high bits, what it is in the low ones.</summary>
internal static class Grams
{
    public const float PairWeight = 1;
    public const float SingleWeight = 0.35f;
    public const float SoundWeight = 0.5f;
    public const float MeaningWeight = 1.3f;

    public static ulong Pair(char a, char b) => (1ul << 32) | ((ulong)a << 16) | b;

    public static ulong Single(char c) => (2ul << 32) | c;

    /// <summary>Two neighbouring syllables, as one hears them.</summary>
    public static ulong Sound(ushort a, ushort b) => (3ul << 32) | ((ulong)Syllables.Alike(a) << 16) | Syllables.Alike(b);

    public static ulong Initials(char a, char b, char c) => (4ul << 32) | ((ulong)(byte)a << 16) | ((ulong)(byte)b << 8) | (byte)c;

    /// <summary>The first initial of a text, or the first two.</summary>
    public static ulong Start(char a, char b) => (5ul << 32) | ((ulong)(byte)a << 8) | (byte)b;

    public static ulong Meaning(ushort meaning) => (6ul << 32) | meaning;

    /// <summary>A text's pieces: characters, and how they sound.</summary>
    public static void OfText(string plain, bool sounds, Action<ulong> add)
    {
        for (var i = 0; i < plain.Length; i++)
        {
            add(Single(plain[i]));
            if (i > 0) add(Pair(plain[i - 1], plain[i]));
        }

        if (!sounds) return;
        for (var i = 1; i < plain.Length; i++)
        {
            foreach (var a in Characters.Readings(plain[i - 1]))
            {
                if (a == 0) break;
                foreach (var b in Characters.Readings(plain[i]))
                {
                    if (b == 0) break;
                    add(Sound(a, b));
                }
            }
        }

        if (plain.Length == 0) return;
        add(Start(Initial(plain[0]), default));
        if (plain.Length > 1) add(Start(Initial(plain[0]), Initial(plain[1])));
        for (var i = 2; i < plain.Length; i++) add(Initials(Initial(plain[i - 2]), Initial(plain[i - 1]), Initial(plain[i])));
    }

    /// <summary>Of the most usual reading; letters and digits are their own.</summary>
    private static char Initial(char c) => Characters.Reading(c) is var reading and not 0 ? Syllables.Initial(reading) : c;
}

/// <summary>Which texts have which piece, in one array: a posting is a text's number and, in the lowest bits, the field it stands in.</summary>
internal sealed class GramIndex
{
    private const int FieldBits = 2;

    private readonly Dictionary<ulong, (int Start, int Count)> places = [];
    private readonly int[] postings;

    /// <param name="each">Gives the pieces of a text with their field, the weightiest field having the least number.</param>
    public GramIndex(int texts, Action<int, Action<ulong, int>> each)
    {
        var met = new Dictionary<ulong, int>();
        var total = 0;
        for (var text = 0; text < texts; text++)
        {
            foreach (var gram in Of(text).Keys)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(places, gram, out _).Count++;
                total++;
            }
        }

        var start = 0;
        foreach (var gram in places.Keys)
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrNullRef(places, gram);
            (place.Start, start, place.Count) = (start, start + place.Count, 0);
        }

        postings = new int[total];
        for (var text = 0; text < texts; text++)
        {
            foreach (var (gram, field) in Of(text))
            {
                ref var place = ref CollectionsMarshal.GetValueRefOrNullRef(places, gram);
                postings[place.Start + place.Count++] = (text << FieldBits) | field;
            }
        }

        Dictionary<ulong, int> Of(int text)
        {
            met.Clear();
            each(text, (gram, field) =>
            {
                ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(met, gram, out var exists);
                known = exists ? Math.Min(known, field) : field;
            });
            return met;
        }
    }

    public int Count(ulong gram) => places.GetValueOrDefault(gram).Count;

    /// <summary>Adds a weight to all texts that have a piece, less where it stands in a lesser field.</summary>
    public void AddTo(Span<float> sums, ulong gram, float weight, ReadOnlySpan<float> fields)
    {
        var (start, count) = places.GetValueOrDefault(gram);
        foreach (var posting in postings.AsSpan(start, count)) sums[posting >> FieldBits] += weight * fields[posting & ((1 << FieldBits) - 1)];
    }
}
