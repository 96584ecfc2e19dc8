using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>减材料、减时限、减环节、减跑动 of a guide against the one before it (鄠邑细则 第十七条). Negative: less than before.</summary>
/// <param name="Days">Promised, in the unit of both; null where the units differ or one is done on the spot beside a unit that is no day.</param>
internal sealed record Simplification(int Materials, int? Days, int Steps, int Visits)
{
    public static Simplification Of(Guide before, Guide after) => new(
        after.Materials.Count - before.Materials.Count, DaysOf(before, after), after.Steps.Count - before.Steps.Count, after.Visits - before.Visits);

    public bool Nothing => this is { Materials: 0, Days: 0 or null, Steps: 0, Visits: 0 };

    /// <summary>"材料 -2，承诺时限 -3 天".</summary>
    public string Words => string.Join('，', new[] { ("材料", Materials, "项"), ("承诺时限", Days ?? 0, "天"), ("环节", Steps, "个"), ("跑动", Visits, "次") }
        .Where(p => p.Item2 != 0).Select(p => $"{p.Item1} {p.Item2:+0;-0} {p.Item3}"));

    private static int? DaysOf(Guide before, Guide after)
    {
        var (was, now) = (before.PromisedLimit, after.PromisedLimit);
        if (was == TimeLimit.OnTheSpot && now == TimeLimit.OnTheSpot) return 0;
        if (was == TimeLimit.OnTheSpot) return now.Unit is LimitUnit.WorkingDay or LimitUnit.CalendarDay ? now.Amount : null;
        if (now == TimeLimit.OnTheSpot) return was.Unit is LimitUnit.WorkingDay or LimitUnit.CalendarDay ? -was.Amount : null;
        return was.Unit == now.Unit ? now.Amount - was.Amount : null;
    }
}
