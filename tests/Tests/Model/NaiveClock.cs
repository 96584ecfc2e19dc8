using OneWindow.Kernel;

namespace OneWindow.Tests.Model;

/// <summary>A limit counted on the fingers: one day after the other from the day after the start, crossing out the days that stood still.</summary>
/// <param name="works">The one thing that model and engine share: which days are worked, as known today.</param>
internal sealed class NaiveClock(DateOnly start, TimeLimit limit, Func<DateOnly, bool> works)
{
    private readonly HashSet<DateOnly> still = [];
    private int extra;

    /// <summary>行政许可法 第四十五条: these days are not counted, both ends included.</summary>
    public void StandStill(DateOnly from, DateOnly to)
    {
        for (var day = from; day <= to; day = day.AddDays(1)) still.Add(day);
    }

    public void Extend(int workingDays) => extra += workingDays;

    /// <summary>With an entry more: days that do not count, or, without an end, another start.</summary>
    public NaiveClock Corrected(DateOnly from, DateOnly? to)
    {
        var next = new NaiveClock(to is null ? from : start, limit, works) { extra = extra };
        next.still.UnionWith(still);
        if (to is { } last) next.StandStill(from, last);
        return next;
    }

    public DateOnly Due()
    {
        var day = start;
        for (var left = limit.Amount; left > 0;)
        {
            day = day.AddDays(1);
            if (!still.Contains(day) && (limit.Unit == LimitUnit.CalendarDay || works(day))) left--;
        }

        for (var left = extra; left > 0;)
        {
            day = day.AddDays(1);
            if (!still.Contains(day) && works(day)) left--;
        }

        // 民法典 第二百零三条: a last day that is a day off gives way to the next working day; on the spot (0) does not.
        while (limit.Unit == LimitUnit.CalendarDay && (!works(day) || still.Contains(day))) day = day.AddDays(1);
        return day;
    }
}
