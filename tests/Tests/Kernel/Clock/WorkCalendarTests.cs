using FsCheck;
using FsCheck.Fluent;
using OneWindow.Kernel;
using static OneWindow.Tests.Kernel.Years;

namespace OneWindow.Tests.Kernel;

public sealed class WorkCalendarTests
{
    [Fact]
    public void All_eight_notices_are_there_with_their_addresses_and_without_fault()
    {
        Assert.Equal(Enumerable.Range(2019, 8), Announced.Select(year => year.Year));
        Assert.All(Announced, year => Assert.Empty(year.Faults()));
        Assert.All(Announced, year => Assert.All(year.Notices, notice => Assert.Contains("gov.cn/", notice, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("2025-09-26", "工作日")]
    [InlineData("2025-09-27", "周六 休息")]
    [InlineData("2025-09-28", "国庆节、中秋节 调休上班")]
    [InlineData("2025-10-01", "国庆节、中秋节 放假")]
    [InlineData("2025-10-04", "国庆节、中秋节 放假")]
    [InlineData("2025-10-12", "周日 休息")]
    [InlineData("2025-10-11", "国庆节、中秋节 调休上班")]
    [InlineData("2018-12-29", "元旦 调休上班")]
    [InlineData("2018-12-31", "元旦 放假")]
    [InlineData("2022-12-31", "元旦 放假")]
    [InlineData("2020-01-31", "春节 放假")]
    [InlineData("2020-02-03", "工作日")]              // Named by the notice of 2020-01-27 only as the day work goes on.
    [InlineData("2027-01-01", "工作日（暂定）")]
    [InlineData("2027-01-02", "周六 休息（暂定）")]
    public void A_day_says_why_it_works_or_not(string day, string why) => Assert.Equal(why, Calendar.Why(Day(day)));

    [Theory]
    [InlineData("2019-04-26", 1, "2019-04-28")]     // The notice of March 2019 made Sunday the 28th a working day.
    [InlineData("2019-04-30", 1, "2019-05-05")]
    [InlineData("2018-12-28", 2, "2019-01-02")]     // 12-29 works, 12-30 to 01-01 off: all named by 2019's notice.
    [InlineData("2020-01-23", 1, "2020-02-03")]     // Spring Festival, lengthened by the notice of 2020-01-27.
    [InlineData("2021-02-10", 3, "2021-02-20")]     // 02-11 to 02-17 off, Saturday the 20th works.
    [InlineData("2022-04-02", 1, "2022-04-06")]
    [InlineData("2023-09-28", 2, "2023-10-08")]     // 09-29 to 10-06 off, Saturday the 7th and Sunday the 8th work.
    [InlineData("2024-04-03", 1, "2024-04-07")]     // CQ-17-4: a make-up Sunday.
    [InlineData("2024-03-08", 1, "2024-03-11")]
    [InlineData("2025-09-26", 5, "2025-10-10")]     // 09-28, 29, 30, 10-09, 10.
    [InlineData("2025-09-26", 6, "2025-10-11")]
    [InlineData("2025-09-26", 0, "2025-09-26")]
    [InlineData("2025-10-03", 1, "2025-10-09")]
    [InlineData("2025-10-11", -5, "2025-09-28")]    // 10-10, 10-09, 09-30, 09-29, 09-28.
    [InlineData("2026-02-14", 2, "2026-02-25")]
    public void Working_days_are_added_as_the_notices_say(string from, int n, string to) =>
        Assert.Equal(Day(to), Calendar.AddWorkingDays(Day(from), n));

    [Fact]
    public void The_days_of_a_year_add_up()
    {
        // 2025: 365 days, 104 weekend days, 28 declared off of which 9 fall on weekends, 5 make-up days.
        var weekend = Announced.Single(year => year.Year == 2025).Off.Keys.Count(day => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
        Assert.Equal(365 - 104 - (28 - weekend) + 5, Calendar.WorkingDaysBetween(Day("2024-12-31"), Day("2025-12-31")));
        Assert.Equal(248, Calendar.WorkingDaysBetween(Day("2024-12-31"), Day("2025-12-31")));
    }

    [Fact]
    public void Every_answer_equals_counting_day_by_day() =>
        Prop.ForAll(
            (from calendar in RandomLaw.Calendars from day in RandomLaw.Days from n in Gen.Choose(-60, 400) select (calendar, day, n)).ToArbitrary(),
            law =>
            {
                var (calendar, day, n) = law;
                var slow = new SlowCalendar(calendar.Years);
                var added = slow.Add(day, n);
                return calendar.IsWorkingDay(day) == slow.Works(day)
                    && calendar.IsProvisional(day) == slow.Provisional(day)
                    && calendar.AddWorkingDays(day, n) == added
                    && calendar.WorkingDaysBetween(day, added) == slow.Between(day, added)
                    && calendar.WorkingDayOnOrAfter(day) == (slow.Works(day) ? day : slow.Add(day, 1))
                    && calendar.NextWorkingDay(day) == slow.Add(day, 1)
                    && calendar.PreviousWorkingDay(day) == slow.Add(day, -1)
                    && calendar.AnyProvisional(day, added) == SlowCalendar.Span(day, added).Any(slow.Provisional)
                    && calendar.Why(day).StartsWith("工作日", StringComparison.Ordinal) == (slow.Works(day) && !slow.IsNamed(day));
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Adding_n_then_m_working_days_is_adding_n_and_m() =>
        Prop.ForAll(
            (from calendar in RandomLaw.Calendars
             from day in RandomLaw.Days
             from n in Gen.Choose(0, 300)
             from m in Gen.Choose(0, 300)
             from sign in Gen.Elements(1, -1)
             select (calendar, day, n: n * sign, m: m * sign)).ToArbitrary(),
            law => law.calendar.AddWorkingDays(law.calendar.AddWorkingDays(law.day, law.n), law.m)
                == law.calendar.AddWorkingDays(law.day, law.n + law.m)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_newly_announced_year_makes_a_new_calendar_and_leaves_the_old_one_alone()
    {
        var before = new WorkCalendar(Announced.Where(year => year.Year < 2026));
        var after = before.WithYear(Announced.Single(year => year.Year == 2026));

        Assert.True(before.IsProvisional(Day("2026-01-02")));
        Assert.Equal("工作日（暂定）", before.Why(Day("2026-01-02")));
        Assert.False(after.IsProvisional(Day("2026-01-02")));
        Assert.Equal("元旦 放假", after.Why(Day("2026-01-02")));
        Assert.Equal(8, after.Years.Count);
    }

    [Fact]
    public void A_year_announced_anew_replaces_its_notice()
    {
        var first = new CalendarYear(2019, ["a"], new Dictionary<DateOnly, string> { [Day("2019-05-01")] = "劳动节" }, new Dictionary<DateOnly, string>());
        var calendar = Calendar.WithYear(first);

        Assert.True(calendar.IsWorkingDay(Day("2019-05-02")));
        Assert.False(calendar.WithYear(Announced[0]).IsWorkingDay(Day("2019-05-02")));
    }

    [Fact]
    public void A_day_named_by_the_next_years_notice_is_settled_even_if_its_own_year_is_not()
    {
        Assert.False(Calendar.IsProvisional(Day("2018-12-31")));
        Assert.True(Calendar.IsProvisional(Day("2018-12-28")));
    }

    [Fact]
    public void A_notice_that_cannot_be_right_is_told_in_words_and_not_taken()
    {
        var wrong = new CalendarYear(
            2025,
            [],
            new Dictionary<DateOnly, string> { [Day("2025-10-11")] = "国庆节", [Day("2023-10-01")] = "国庆节" },
            new Dictionary<DateOnly, string> { [Day("2025-10-11")] = "国庆节" });

        Assert.Collection(
            wrong.Faults(),
            fault => Assert.Contains("出处", fault, StringComparison.Ordinal),
            fault => Assert.Contains("2023-10-01", fault, StringComparison.Ordinal),
            fault => Assert.Contains("2025-10-11", fault, StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(() => new WorkCalendar([wrong]));
        Assert.Throws<ArgumentException>(() => new WorkCalendar([Announced[0], Announced[0]]));
    }
}
