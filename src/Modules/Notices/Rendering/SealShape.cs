namespace OneWindow.Notices;

/// <summary>
/// 印章图样: a circle, the body's name along its upper edge, a star, the seal's kind below. One geometry for page and PDF, in units of a
/// circle with radius 100 around 0, 0. It shows where a seal stands; what proves the document is the signature behind its code.
/// </summary>
internal static class SealShape
{
    public const double Edge = 96;
    public const double LetterRadius = 74;
    public const double Star = 28;
    public const double KindAt = 62;

    /// <summary>Degrees that the name may take: less where the kind stands below.</summary>
    private const double WholeArc = 290;
    private const double ArcAboveKind = 236;
    private const double StepWanted = 24;

    /// <summary>Each letter of the name with its turn in degrees, clockwise from the top, and the size of all.</summary>
    public static (IReadOnlyList<(string Letter, double Turn)> Letters, double Size) Letters(NoticeSealModel seal)
    {
        var letters = seal.Organisation.EnumerateRunes().Select(r => r.ToString()).ToList();
        var step = Math.Min(StepWanted, (seal.Kind is null ? WholeArc : ArcAboveKind) / Math.Max(1, letters.Count));
        var first = -step * (letters.Count - 1) / 2;
        return ([.. letters.Select((letter, i) => (letter, first + (i * step)))], Math.Min(26, 2 * Math.PI * LetterRadius * step / 360 * 0.92));
    }

    /// <summary>The star's ten corners.</summary>
    public static IReadOnlyList<(double X, double Y)> StarCorners { get; } =
        [.. Enumerable.Range(0, 10).Select(i => (i % 2 == 0 ? Star : Star * 0.382, i * Math.PI / 5)).Select(c => (c.Item1 * Math.Sin(c.Item2), -c.Item1 * Math.Cos(c.Item2)))];

    public static double KindSize(string kind) => Math.Min(18, 100.0 / Math.Max(1, kind.Length));
}
