namespace OneWindow.Kernel;

/// <summary>A changed calendar moved a last day: what is journalled, so that the move is never silent (docs/legal-clock.md D4).</summary>
/// <param name="Reason">In Chinese, for the applicant: which days changed.</param>
/// <param name="Source">The addresses of the notices behind it, separated by blanks.</param>
public sealed record Reprojection(DateOnly From, DateOnly To, string Reason, string Source)
{
    private const int Named = 5;

    /// <param name="dayBefore">The days after it had a say in the last day.</param>
    internal static Reprojection Of(DateOnly dayBefore, DateOnly from, DateOnly to, WorkCalendar before, WorkCalendar after)
    {
        var last = from > to ? from : to;
        List<DateOnly> changed = [];
        for (var day = dayBefore.AddDays(1); day <= last; day = day.AddDays(1))
        {
            if (before.IsWorkingDay(day) != after.IsWorkingDay(day)) changed.Add(day);
        }

        var known = before.Years.ToDictionary(year => year.Year);
        var sources = after.Years
            .Where(year => changed.Exists(day => year.Names(day) || (known.TryGetValue(year.Year, out var old) && old.Names(day))))
            .ToArray();
        var notices = string.Join("、", sources.Select(year => $"{year.Year} 年放假安排{(known.ContainsKey(year.Year) ? "调整" : "公布")}"));
        var days = string.Join("、", changed.Take(Named).Select(day => $"{day:yyyy-MM-dd} {after.Why(day)}"));
        if (changed.Count > Named) days += $"等 {changed.Count} 日";
        return new Reprojection(
            from,
            to,
            $"{(notices.Length > 0 ? notices : "放假安排调整")}：{days}，期限届满日由 {from:yyyy-MM-dd} 改为 {to:yyyy-MM-dd}。",
            string.Join(' ', sources.SelectMany(year => year.Notices)));
    }
}
