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

    public static Gen<Instant> Instants { get; } =
        from day in Days
        from minute in Gen.Frequency((1, Gen.Constant(0)), (4, Gen.Choose(0, (24 * 60) - 1)))
        select Instant.At(day, TimeOnly.MinValue.AddMinutes(minute));

    /// <summary>Near the start, so that they matter: before it, touching it, nested, overlapping, empty, backwards, now and then without end.</summary>
    public static Gen<Suspension> SuspensionsNear(Instant start) =>
        from begin in Near(start, -5, 60)
        from length in Gen.Frequency((6, Gen.Choose(0, 12 * 24 * 60)), (1, Gen.Constant(0)), (1, Gen.Constant(24 * 60)), (1, Gen.Choose(-3000, 0)))
        from open in Gen.Frequency((15, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new Suspension(begin, open ? null : begin.Plus(TimeSpan.FromMinutes(length)));

    public static Gen<TimeLimit> Limits { get; } = Gen.OneOf(
        Gen.Choose(0, 60).Select(TimeLimit.WorkingDays),
        Gen.Choose(0, 90).Select(n => new TimeLimit(n, LimitUnit.CalendarDay)),
        Gen.Choose(0, 14).Select(n => new TimeLimit(n, LimitUnit.Month)),
        Gen.Choose(0, 100).Select(n => new TimeLimit(n, LimitUnit.Hour)));

    public static Gen<RandomClock> Clocks { get; } =
        from calendar in Calendars
        from start in Instants
        from budget in Limits
        from extensions in Gen.ListOf(Limits, 2)
        from extended in Gen.Choose(0, 2)
        from count in Gen.Choose(0, 5)
        from suspensions in Gen.ListOf(SuspensionsNear(start), count)
        from causes in Gen.ListOf(Gen.Elements(Enum.GetValues<StandstillCause>()), count)
        from asExcluded in Gen.ListOf(Gen.Elements(true, false), count)
        from closes in Gen.Elements<TimeOnly?>(null, new TimeOnly(17, 0))
        from now in Near(start, -1, 120)
        from amended in Notice(start.Date.Year)
        select new RandomClock(
            calendar,
            start,
            budget,
            [.. extensions.Take(extended).Where(more => (more.Unit == LimitUnit.Hour) == (budget.Unit == LimitUnit.Hour))],
            [.. suspensions],
            [.. causes],
            [.. asExcluded],
            closes,
            now,
            amended);

    private static Gen<Instant> Near(Instant start, int fromDay, int toDay) =>
        from day in Gen.Choose(fromDay, toDay)
        from minute in Gen.Frequency((1, Gen.Constant(0)), (4, Gen.Choose(0, (24 * 60) - 1)))
        from exact in Gen.Frequency((12, Gen.Constant(false)), (1, Gen.Constant(true)))
        select exact ? start : Instant.At(start.Date.AddDays(day), TimeOnly.MinValue.AddMinutes(minute));
}

/// <summary>The same facts, told to both models.</summary>
internal sealed record RandomClock(
    WorkCalendar Calendar, Instant Start, TimeLimit Budget, IReadOnlyList<TimeLimit> Extensions, IReadOnlyList<Suspension> Suspensions,
    IReadOnlyList<StandstillCause> Causes, IReadOnlyList<bool> AsExcluded, TimeOnly? ClosesAt, Instant Now, CalendarYear Amended)
{
    private static readonly Citation Basis = new("test", "第一条");

    /// <summary>What a failing property prints.</summary>
    public override string ToString() =>
        $"{Start} + {string.Join(" + ", Extensions.Prepend(Budget))}; still {string.Join(", ", Suspensions)}; now {Now}; announced {string.Join(' ', Calendar.Years.Select(year => year.Year))}";

    public SlowClock Slow => new(Calendar, Start, [Budget, .. Extensions], Suspensions, ClosesAt);

    /// <summary>Suspensions and resumptions entered in the order in which they happen; excluded times at once; extensions last.</summary>
    public LegalClock Clock
    {
        get
        {
            var clock = LegalClock.Of(Budget, Basis, ClosesAt).Start(Start);
            List<(Instant At, bool Ends, StandstillCause Cause)> moments = [];
            for (var i = 0; i < Suspensions.Count; i++)
            {
                var (from, to) = Suspensions[i];
                if (AsExcluded[i] && to is { } end) clock = clock.Exclude(from, from, end, Causes[i], Basis);
                else if (to is null || to > from)
                {
                    moments.Add((from, false, Causes[i]));
                    if (to is { } resumed) moments.Add((resumed, true, Causes[i]));
                }
            }

            foreach (var (at, ends, cause) in moments.OrderBy(moment => moment.At.Microseconds).ThenBy(moment => moment.Ends))
            {
                clock = ends ? clock.Resume(at, cause) : clock.Suspend(at, cause, Basis);
            }

            return Extensions.Aggregate(clock, (grown, by) => grown.Extend(Start, by, Basis));
        }
    }
}
