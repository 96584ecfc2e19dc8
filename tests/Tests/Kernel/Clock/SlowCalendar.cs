using OneWindow.Kernel;

namespace OneWindow.Tests.Kernel;

/// <summary>The calendar as a person reads it: one day at a time, straight from the notices. docs/legal-clock.md D1–D3.</summary>
internal sealed class SlowCalendar(IReadOnlyCollection<CalendarYear> years)
{
    public bool IsNamed(DateOnly day) => years.Any(year => year.Off.ContainsKey(day) || year.Work.ContainsKey(day));

    public bool Provisional(DateOnly day) => !IsNamed(day) && years.All(year => year.Year != day.Year);

    public bool Works(DateOnly day)
    {
        foreach (var year in years.OrderByDescending(year => year.Year))
        {
            if (year.Off.ContainsKey(day)) return false;
            if (year.Work.ContainsKey(day)) return true;
        }

        return day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
    }

    public DateOnly Add(DateOnly day, int n)
    {
        for (var left = Math.Abs(n); left > 0;)
        {
            day = day.AddDays(Math.Sign(n));
            if (Works(day)) left--;
        }

        return day;
    }

    /// <summary>The days after <paramref name="from"/> up to and with <paramref name="to"/>.</summary>
    public static IEnumerable<DateOnly> Span(DateOnly from, DateOnly to)
    {
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1)) yield return day;
    }

    public int Between(DateOnly from, DateOnly to) => from <= to ? Span(from, to).Count(Works) : -Span(to, from).Count(Works);
}
