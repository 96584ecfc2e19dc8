using OneWindow.Kernel;
using OneWindow.Tests.Kernel;
using OneWindow.Ui;

namespace OneWindow.Tests.Ui;

public sealed class ClockModelTests
{
    private static readonly Citation Basis = new("licensing-law-2019", "第四十二条");
    private static readonly LightRule Rule = new(AmberPercent: 40, RedPercent: 0);

    private static LegalClock Clock(int workingDays) =>
        LegalClock.Of(TimeLimit.WorkingDays(workingDays), Basis).Start(Day(3));

    private static Instant Day(int day) => Instant.At(new DateOnly(2025, 3, day), new TimeOnly(10, 0));

    [Theory]
    [InlineData(4, Lamp.Green, 1, "承诺期限还剩 4 个工作日")]
    [InlineData(6, Lamp.Amber, 3, "承诺期限还剩 2 个工作日")]
    [InlineData(11, Lamp.Red, 6, "承诺期限已超期 1 个工作日")]
    public void One_bar_carries_both_clocks(int today, Lamp lamp, double used, string words)
    {
        var bar = ClockBarModel.Of(Clock(5), Clock(20), Day(today), Years.Calendar, Rule)!;
        Assert.Equal(new DateOnly(2025, 3, 3), bar.Start);
        Assert.Equal(new DateOnly(2025, 3, 10), bar.PromisedDue);
        Assert.Equal(new DateOnly(2025, 3, 31), bar.StatutoryDue);
        Assert.Equal((lamp, used, 5.0, 20.0, words), (bar.Lamp, bar.Used, bar.Promised, bar.Statutory, bar.Remaining));
    }

    [Fact]
    public void Clocks_of_different_units_are_laid_out_in_calendar_days()
    {
        var law = LegalClock.Of(new TimeLimit(1, LimitUnit.Month), Basis).Start(Day(3));
        var bar = ClockBarModel.Of(Clock(5), law, Day(5), Years.Calendar, Rule)!;
        Assert.Equal((2.0, 7.0, 31.0), (bar.Used, bar.Promised, bar.Statutory));
    }

    [Fact]
    public void A_standstill_leaves_the_day_open_and_no_light_burning()
    {
        var stands = Clock(5).Suspend(Day(5), default, Basis);
        var bar = ClockBarModel.Of(stands, stands, Day(20), Years.Calendar, Rule)!;
        Assert.Null(bar.PromisedDue);
        Assert.Equal(Lamp.Paused, bar.Lamp);
    }

    [Fact]
    public void A_clock_that_has_not_started_has_no_bar() =>
        Assert.Null(ClockBarModel.Of(LegalClock.Of(TimeLimit.WorkingDays(5), Basis), Clock(20), Day(4), Years.Calendar, Rule));

    [Fact]
    public void The_proof_lists_counted_and_skipped_days_in_their_order()
    {
        var why = WhyDateModel.Of(Clock(5).Explain(Years.Calendar), LimitUnit.WorkingDay);
        Assert.Equal(why.Days.OrderBy(d => d.Date), why.Days);
        Assert.Equal([1, 2, 3, 4, 5], why.Days.Select(d => d.Number).OfType<int>());
        Assert.Contains(why.Days, d => d.Number is null && d.Date == new DateOnly(2025, 3, 8));
        Assert.Equal(Basis, why.Basis);
        Assert.Contains("2025年3月10日（周一）", why.Sum, StringComparison.Ordinal);
    }
}
