using FsCheck;
using FsCheck.Fluent;
using OneWindow.Kernel;

namespace OneWindow.Tests.Kernel;

/// <summary>Random calendars around 2025, with dense holidays, make-up days, days outside the year and years left unannounced.</summary>
internal static class RandomLaw
{
    public static Gen<DateOnly> Days { get; } = Gen.Choose(-40, 1500).Select(n => new DateOnly(2023, 12, 1).AddDays(n));

    public static Gen<WorkCalendar> Calendars { get; } =
        from years in Gen.SubListOf(new[] { 2023, 2024, 2025, 2026, 2027 })
        from notices in Gen.CollectToSequence(years.Order(), Notice)
        select new WorkCalendar(notices);

    public static Gen<CalendarYear> Notice(int year) =>
        from offs in Gen.ListOf(Runs(year))
        from works in Gen.ListOf(Gen.Choose(-20, 380))
        let january = new DateOnly(year, 1, 1)
        let off = offs.SelectMany(run => run).Distinct().ToDictionary(n => january.AddDays(n), n => $"节{n / 50}")
        let work = works.Select(n => january.AddDays(n)).Distinct()
            .Where(day => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && !off.ContainsKey(day))
            .ToDictionary(day => day, _ => "补班")
        select new CalendarYear(year, [$"notice of {year}"], off, work);

    private static Gen<int[]> Runs(int year) =>
        from start in Gen.Choose(-20, 380 - 15)
        from length in Gen.Choose(1, 12)
        select Enumerable.Range(start, length).ToArray();
}
