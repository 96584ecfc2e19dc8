using OneWindow.Contracts;

namespace OneWindow.Catalogue;

/// <summary>The figures under a guide: of the cases decided last, never of fewer than <see cref="Least"/>, so that nobody can be recognised. Pure.</summary>
internal static class GuideFigures
{
    public const int Least = 20;

    /// <summary>同批: at the most so many of the cases decided last.</summary>
    public const int Cohort = 200;

    private const int MostCorrected = 3;
    private const int MinutesOfADay = 24 * 60;

    /// <param name="cases">Measured, of one item, the newest first.</param>
    public static GuideFiguresModel? Of(IReadOnlyList<DecidedCaseRow> cases, Guide guide)
    {
        if (cases.Count < Least) return null;
        var own = cases.Where(c => c.OwnMinutes > 0).Select(c => c.OwnMinutes).ToList();
        return new GuideFiguresModel(
            Metrics.GuideCases.Of(cases.Count), cases[^1].DecidedAt.Date, cases[0].DecidedAt.Date,
            Metrics.GuideMedian.Of(Days(Percentile([.. cases.Select(c => c.OfficeMinutes ?? 0)], 50))),
            Metrics.GuideNinetieth.Of(Days(Percentile([.. cases.Select(c => c.OfficeMinutes ?? 0)], 90))),
            // The share of those who were asked for anything must not show single people either.
            own.Count < Least ? null : Metrics.GuideOwnTime.Of(Days(Percentile(own, 50))),
            Metrics.GuideOnTime.Of(cases.Count(c => c.OnTime) * 100 / cases.Count), Metrics.GuideOnline.Of(cases.Count(c => c.Online) * 100 / cases.Count),
            [.. Corrected(cases, guide)]);
    }

    /// <summary>The least value that so many hundredths of the values do not exceed.</summary>
    public static int Percentile(IReadOnlyCollection<int> values, int hundredths) => values.Order().ElementAt(((values.Count * hundredths) + 99) / 100 - 1);

    /// <summary>Whole days, the begun one counts: what took an hour took one day at the most.</summary>
    private static int Days(int minutes) => Math.Max(1, (minutes + MinutesOfADay - 1) / MinutesOfADay);

    private static IEnumerable<CorrectedModel> Corrected(IReadOnlyList<DecidedCaseRow> cases, Guide guide) => cases
        .SelectMany(c => (c.Corrected ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct())
        .GroupBy(line => line).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(MostCorrected)
        .Select(g => g.Key.Split('|', 3) is [var kind, var id, var what] ? Line(kind, id, what, g.Count(), guide) : null).OfType<CorrectedModel>();

    private static CorrectedModel? Line(string kind, string id, string what, int times, Guide guide)
    {
        var wrong = Defects.Words.GetValueOrDefault(what, "内容要改");
        if (kind == "material" && guide.Material(id) is { } material)
            return new CorrectedModel(material.Name, wrong, Metrics.GuideCorrected.Of(times), material.Standard ?? Good(what, material.Name), $"{material.Name}{wrong}");
        return kind == "field" && guide.Fields.FirstOrDefault(f => f.Id == id) is { } field
            ? new CorrectedModel(field.Label, wrong, Metrics.GuideCorrected.Of(times), field.Hint ?? Good(what, field.Label), $"“{field.Label}”{wrong}") : null;
    }

    /// <summary>Where the guide says no standard: the opposite of what was wrong.</summary>
    private static string Good(string what, string name) => what switch
    {
        "missing" => $"{name}已附上，一页不少",
        "unreadable" => $"{name}四角齐全、文字能看清",
        "out-of-date" => $"{name}在有效期内",
        "not-sealed" => $"{name}已签字或者盖章",
        "contradicts" => $"{name}与申请表、证照上写的一致",
        "wrong-form" => $"{name}用本指南的空表填写",
        _ => $"{name}按样本逐项填写",
    };
}
