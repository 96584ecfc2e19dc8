using System.Globalization;

namespace OneWindow.Catalogue;

/// <summary>
/// How characters sound and what they look like: readings, traditional forms and shapes, from the table characters.tsv (Unihan, see NOTICE).
/// Read once; answers from arrays.
/// </summary>
internal static class Characters
{
    /// <summary>A character has at most so many readings here: the ones that are heard.</summary>
    public const int MostReadings = 3;

    private static readonly Table Known = Read();

    private readonly record struct Form(ushort FourCorner, byte Strokes, string Cangjie);

    private sealed record Table(char[] Today, ushort[] Readings, Form[] Forms);

    /// <summary>What a traditional character is written as today; every other one is itself.</summary>
    public static char Today(char c) => Known.Today[c] is var today && today == default ? c : today;

    /// <summary>The ids of its readings (<see cref="Syllables"/>), the most usual first; 0 stands for none.</summary>
    public static ReadOnlySpan<ushort> Readings(char c) => Known.Readings.AsSpan(c * MostReadings, MostReadings);

    public static ushort Reading(char c) => Known.Readings[c * MostReadings];

    /// <summary>
    /// Are they mistaken for each other on paper: 未 and 末, 己 and 已, 籍 and 藉. The corners and the number of strokes agree, or the
    /// parts but one.
    /// </summary>
    public static bool LookAlike(char a, char b)
    {
        var (x, y) = (Known.Forms[a], Known.Forms[b]);
        if (x.Cangjie is null || y.Cangjie is null) return false;
        var strokes = Math.Abs(x.Strokes - y.Strokes);
        return (strokes <= 1 && x.FourCorner != 0 && SameCorners(x.FourCorner, y.FourCorner) >= 4)
            || (strokes <= 2 && x.FourCorner != 0 && SameCorners(x.FourCorner, y.FourCorner) >= 3 && x.Cangjie[0] == y.Cangjie[0] && x.Cangjie[^1] == y.Cangjie[^1])
            || (strokes <= 3 && x.Cangjie.Length >= 3 && OneApart(x.Cangjie, y.Cangjie));
    }

    private static int SameCorners(int a, int b)
    {
        var same = 0;
        for (var i = 0; i < 4; i++, a /= 10, b /= 10) same += a % 10 == b % 10 ? 1 : 0;
        return same;
    }

    private static bool OneApart(string a, string b)
    {
        if (a.Length != b.Length) return false;
        var apart = 0;
        for (var i = 0; i < a.Length; i++) apart += a[i] == b[i] ? 0 : 1;
        return apart <= 1;
    }

    private static Table Read()
    {
        var table = new Table(new char[char.MaxValue + 1], new ushort[(char.MaxValue + 1) * MostReadings], new Form[char.MaxValue + 1]);
        foreach (var line in SearchData.Lines("characters.tsv"))
        {
            if (line[0] == '>')
            {
                for (var i = 1; i + 1 < line.Length; i += 2) table.Today[line[i]] = line[i + 1];
                continue;
            }

            var parts = line.Split('\t');
            var c = parts[0][0];
            var readings = parts[1].Split(',');
            for (var i = 0; i < readings.Length && i < MostReadings; i++) table.Readings[(c * MostReadings) + i] = Syllables.Id(readings[i]);
            table.Forms[c] = new Form(
                ushort.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var corners) ? corners : (ushort)0,
                byte.Parse(parts[4], CultureInfo.InvariantCulture), parts[3]);
        }

        return table;
    }
}
