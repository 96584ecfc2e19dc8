using System.Text.Json;
using OneWindow.Kernel;
using OneWindow.Storage;
using static OneWindow.Tests.Kernel.Years;

namespace OneWindow.Tests.Kernel;

/// <summary>docs/legal-clock.md by example: real years, and the figures of requirements.csv.</summary>
public sealed class LegalClockTests
{
    private static readonly Citation Basis = new("licensing-law-2019", "第四十二条");
    private static readonly Citation Excluding = new("licensing-law-2019", "第四十五条");

    [Theory]
    [InlineData("2025-09-26T09:00+08:00", "5 working-day", "2025-10-10")]      // 09-28, 29, 30, 10-09, 10.
    [InlineData("2025-09-26T09:00+08:00", "6 working-day", "2025-10-11")]
    [InlineData("2024-03-04T09:00+08:00", "5 working-day", "2024-03-11")]      // QD-27-1
    [InlineData("2024-03-04T09:00+08:00", "20 working-day", "2024-04-01")]     // QD-1-5
    [InlineData("2024-03-04T09:00+08:00", "15 working-day", "2024-03-25")]     // HY-7-5
    [InlineData("2024-03-08T15:00+08:00", "1 working-day", "2024-03-11")]      // CQ-17-4
    [InlineData("2024-04-03T15:00+08:00", "1 working-day", "2024-04-07")]      // CQ-17-4: a make-up Sunday
    [InlineData("2018-12-28T10:00+08:00", "3 working-day", "2019-01-03")]
    [InlineData("2020-01-23T10:00+08:00", "5 working-day", "2020-02-07")]
    [InlineData("2021-09-30T23:59+08:00", "2 working-day", "2021-10-09")]      // 10-08, and Saturday the 9th.
    [InlineData("2023-12-29T10:00+08:00", "1 working-day", "2024-01-02")]
    [InlineData("2026-02-13T10:00+08:00", "2 working-day", "2026-02-24")]      // Saturday the 14th works, then nine days off.
    [InlineData("2025-10-04T11:00+08:00", "1 working-day", "2025-10-09")]      // C8: filed in the holiday.
    [InlineData("2025-09-30T17:00Z", "1 working-day", "2025-10-09")]           // In China it is 10-01 already.
    [InlineData("2025-09-26T09:00+08:00", "5 calendar-day", "2025-10-09")]     // Ends in the holiday: rolls.
    [InlineData("2025-09-23T09:00+08:00", "5 calendar-day", "2025-09-28")]     // A make-up Sunday is a working day: no roll.
    [InlineData("2025-08-29T09:00+08:00", "30 calendar-day", "2025-09-28")]
    [InlineData("2025-01-31T09:00+08:00", "1 month", "2025-02-28")]
    [InlineData("2024-01-31T09:00+08:00", "1 month", "2024-02-29")]
    [InlineData("2024-02-29T09:00+08:00", "12 month", "2025-02-28")]
    [InlineData("2025-08-31T09:00+08:00", "1 month", "2025-09-30")]
    [InlineData("2025-09-05T09:00+08:00", "1 month", "2025-10-09")]            // 10-05 is in the holiday.
    [InlineData("2025-09-30T22:30+08:00", "24 hour", "2025-10-01")]            // C7: through the night into the holiday.
    [InlineData("2025-10-04T11:00+08:00", "on-the-spot", "2025-10-04")]        // C9
    public void Real_years_end_where_the_notices_say(string start, string limit, string due)
    {
        var deadline = Deadlines.After(Instant.Parse(start), TimeLimit.Parse(limit), Calendar);

        Assert.Equal(Day(due), deadline.Day);
        Assert.False(deadline.Provisional);
    }

    [Fact]
    public void A_last_day_ends_at_24_00_or_at_the_end_of_business()
    {
        var start = At("2024-03-04T09:00");
        var open = Deadlines.After(start, TimeLimit.WorkingDays(5), Calendar);
        var closing = Deadlines.After(start, TimeLimit.WorkingDays(5), Calendar, new TimeOnly(17, 0));

        Assert.Equal("2024-03-11T23:59:59.999999+08:00", open.At.ToString());
        Assert.Equal(At("2024-03-12T00:00"), open.Lapses);
        Assert.Equal(At("2024-03-11T17:00"), closing.At);
        Assert.False(closing.IsPast(At("2024-03-11T17:00")));
        Assert.True(closing.IsPast(closing.Lapses));
        // On the spot after hours: still today.
        Assert.Equal(Day("2024-03-04"), Deadlines.After(At("2024-03-04T18:00"), TimeLimit.OnTheSpot, Calendar, new TimeOnly(17, 0)).At.Date);
        Assert.True(Deadlines.After(At("2024-03-04T18:00"), TimeLimit.OnTheSpot, Calendar, new TimeOnly(17, 0)).At > At("2024-03-04T18:00"));
    }

    [Fact]
    public void Hours_end_to_the_minute_and_lose_only_the_time_that_stood_still()
    {
        var start = At("2025-09-30T22:30");
        Assert.Equal(At("2025-10-01T22:30"), Deadlines.After(start, new TimeLimit(24, LimitUnit.Hour), Calendar).At);
        Suspension night = new(At("2025-10-01T01:10"), At("2025-10-01T02:25"));
        Assert.Equal(At("2025-10-01T23:45"), Deadlines.After(start, new TimeLimit(24, LimitUnit.Hour), Calendar, [night])!.Value.At);

        Suspension atTheEnd = new(At("2025-10-01T22:30"), null);
        Assert.Equal(At("2025-10-01T22:30"), Deadlines.After(start, new TimeLimit(24, LimitUnit.Hour), Calendar, [atTheEnd])!.Value.At);

        var proof = Deadlines.Explain(start, new TimeLimit(4, LimitUnit.Hour), Calendar, [night], Basis);
        Assert.Equal(["22:30–23:30", "23:30–00:30", "00:30–02:45（其间暂停）", "02:45–03:45"], proof.Counted.Select(hour => hour.Why));
        Assert.Equal("03:45 届满", proof.Lines[^1][^8..]);
    }

    [Theory]
    [InlineData("2024-06-30", "30 calendar-day", "2024-05-31")]     // B1: 届满三十日前
    [InlineData("2025-11-02", "30 calendar-day", "2025-10-03")]     // B2: into the holiday, and stays there.
    [InlineData("2025-05-31", "3 month", "2025-02-28")]
    [InlineData("2025-10-13", "7 working-day", "2025-09-26")]       // 10-11, 10, 09, 09-30, 29, 28, 26.
    [InlineData("2025-10-09", "24 hour", "2025-10-08")]
    [InlineData("2025-10-05", "on-the-spot", "2025-10-05")]
    public void Limits_before_a_day_count_back_and_do_not_roll(string day, string limit, string last)
    {
        var before = Deadlines.Before(Day(day), TimeLimit.Parse(limit), Calendar);

        Assert.Equal(Day(last), before.Day);
        Assert.False(before.Provisional);
    }

    [Fact]
    public void A_year_not_announced_makes_a_deadline_provisional_only_where_the_calendar_was_asked()
    {
        var start = At("2026-12-30T09:00");
        Assert.True(Deadlines.After(start, TimeLimit.WorkingDays(2), Calendar).Provisional);
        Assert.False(Deadlines.After(start, TimeLimit.WorkingDays(1), Calendar).Provisional);
        Assert.True(Deadlines.After(start, new TimeLimit(2, LimitUnit.CalendarDay), Calendar).Provisional);
        Assert.False(Deadlines.After(start, new TimeLimit(90, LimitUnit.Hour), Calendar).Provisional);
        Assert.True(Deadlines.Before(Day("2027-01-04"), TimeLimit.WorkingDays(2), Calendar).Provisional);
        Assert.False(Deadlines.Before(Day("2027-01-04"), new TimeLimit(2, LimitUnit.CalendarDay), Calendar).Provisional);
    }

    [Fact]
    public void Three_days_of_testing_move_the_statutory_deadline_by_three_days()   // QD-1-6
    {
        var clock = Licence().Suspend(At("2024-03-05T09:00"), StandstillCause.SpecialProcedure, Excluding, "检测");
        Assert.Null(clock.Due(Calendar));
        Assert.Equal(ClockState.Suspended, clock.StandAt(At("2024-03-06T09:00"), Calendar).State);
        Assert.Equal(Day("2024-04-03"), clock.StandAt(At("2024-03-06T09:00"), Calendar).Earliest!.Value.Day);

        clock = clock.Resume(At("2024-03-07T16:00"), StandstillCause.SpecialProcedure);
        Assert.Equal(Day("2024-04-07"), clock.Due(Calendar)!.Value.Day);
        Assert.Equal(ClockState.Running, clock.StandAt(At("2024-03-08T09:00"), Calendar).State);
        Assert.Contains("03-06（周三）检测期间，计时暂停，不计入", clock.Explain(Calendar).Lines);
        Assert.Contains("第20日 04-07（周日）清明节调休上班，计入", clock.Explain(Calendar).Lines);
    }

    [Fact]
    public void An_extension_of_ten_days_is_counted_with_the_twenty()   // QD-1-5
    {
        var clock = Licence().Extend(At("2024-03-29T10:00"), TimeLimit.WorkingDays(10), Basis);

        Assert.Equal(Day("2024-04-16"), clock.Due(Calendar)!.Value.Day);
        Assert.Equal(30, clock.Explain(Calendar).Counted.Count);
        Assert.Throws<ArgumentException>(() => clock.Extend(At("2024-03-29T10:00"), new TimeLimit(5, LimitUnit.Hour), Basis));
    }

    [Fact]
    public void A_suspension_inside_day_zero_or_after_the_last_day_changes_nothing()
    {
        var dayZero = Licence().Exclude(At("2024-03-04T18:00"), At("2024-03-04T10:00"), At("2024-03-05T00:00"), StandstillCause.OnHold, Excluding);
        var tooLate = Licence().Suspend(At("2024-04-02T09:00"), StandstillCause.OnHold, Excluding);

        Assert.Equal(Licence().Due(Calendar), dayZero.Due(Calendar));
        Assert.Equal(Licence().Due(Calendar), tooLate.Due(Calendar));
        Assert.True(tooLate.StandAt(At("2024-04-03T09:00"), Calendar).IsOverdue);
    }

    [Fact]
    public void A_last_day_rolls_on_past_a_standstill()   // S6
    {
        var clock = LegalClock.Of(new TimeLimit(5, LimitUnit.CalendarDay), Basis).Start(At("2024-03-04T09:00"))
            .Exclude(At("2024-03-11T09:00"), At("2024-03-11T09:00"), At("2024-03-12T10:00"), StandstillCause.Hearing, Excluding);
        Assert.Equal(Day("2024-03-13"), clock.Extend(At("2024-03-05T09:00"), new TimeLimit(1, LimitUnit.CalendarDay), Basis).Due(Calendar)!.Value.Day);
    }

    [Fact]
    public void Two_causes_at_once_run_again_only_when_both_have_ended()   // S4
    {
        var clock = Licence()
            .Suspend(At("2024-03-05T09:00"), StandstillCause.Hearing, Excluding)
            .Suspend(At("2024-03-06T09:00"), StandstillCause.SpecialProcedure, Excluding)
            .Resume(At("2024-03-07T09:00"), StandstillCause.Hearing);

        Assert.Equal(ClockState.Suspended, clock.StandAt(At("2024-03-07T10:00"), Calendar).State);
        Assert.Null(clock.Due(Calendar));
        Assert.Null(clock.Resume(At("2024-03-08T09:00"), StandstillCause.Correction).Due(Calendar));
        Assert.Equal(Day("2024-04-08"), clock.Resume(At("2024-03-08T09:00"), StandstillCause.SpecialProcedure).Due(Calendar)!.Value.Day);
    }

    [Fact]
    public void A_second_start_begins_anew_with_the_full_budget()   // E3
    {
        var clock = Licence()
            .Extend(At("2024-03-05T09:00"), TimeLimit.WorkingDays(10), Basis)
            .Suspend(At("2024-03-06T09:00"), StandstillCause.OnHold, Excluding)
            .Start(At("2024-04-03T09:00"));

        Assert.Equal(Calendar.AddWorkingDays(Day("2024-04-03"), 20), clock.Due(Calendar)!.Value.Day);
        Assert.Equal(At("2024-04-03T09:00"), clock.StartedAt);
    }

    [Fact]
    public void A_stopped_clock_keeps_its_deadline_and_says_whether_it_was_in_time()
    {
        var promised = LegalClock.Of(TimeLimit.WorkingDays(5), Basis).Start(At("2024-03-04T09:00"));
        var inTime = promised.Stop(At("2024-03-11T17:59"));
        var late = promised.Stop(At("2024-03-12T09:00"));   // HY-14-1

        Assert.False(inTime.StandAt(At("2024-05-01T09:00"), Calendar).IsOverdue);
        Assert.Equal("计时结束，用时 5 个工作日", inTime.StandAt(At("2024-05-01T09:00"), Calendar).InWords());
        Assert.Equal(1, late.StandAt(At("2024-05-01T09:00"), Calendar).Late);
        Assert.Equal("计时结束，超期 1 个工作日", late.StandAt(At("2024-05-01T09:00"), Calendar).InWords());
        Assert.Equal(inTime.Due(Calendar), inTime.Suspend(At("2024-03-11T18:00"), StandstillCause.OnHold, Excluding).Due(Calendar));
    }

    [Theory]
    [InlineData("2024-03-04T10:00", "还剩 5 个工作日", Light.Green, 0)]
    [InlineData("2024-03-06T10:00", "还剩 3 个工作日", Light.Green, 0)]
    [InlineData("2024-03-07T10:00", "还剩 2 个工作日", Light.Amber, 0)]
    [InlineData("2024-03-08T10:00", "还剩 1 个工作日", Light.Red, 0)]
    [InlineData("2024-03-10T10:00", "还剩 1 个工作日", Light.Red, 0)]
    [InlineData("2024-03-11T23:59", "今日到期", Light.Red, 0)]
    [InlineData("2024-03-12T00:00", "已超期 1 个工作日", Light.Red, 1)]
    [InlineData("2024-03-13T10:00", "已超期 2 个工作日", Light.Red, 2)]
    public void A_running_clock_says_what_remains_and_shows_its_light(string now, string words, Light light, int late)
    {
        var standing = LegalClock.Of(TimeLimit.WorkingDays(5), Basis).Start(At("2024-03-04T09:00")).StandAt(At(now), Calendar);

        Assert.Equal(words, standing.InWords());
        Assert.Equal(light, standing.LightBy(new LightRule(AmberPercent: 40, RedPercent: 20)));
        Assert.Equal(late, standing.Late);
    }

    [Fact]
    public void A_clock_that_has_not_started_has_no_deadline()
    {
        var clock = LegalClock.Of(TimeLimit.WorkingDays(5), Basis);

        Assert.Null(clock.Due(Calendar));
        Assert.Null(clock.StartedAt);
        Assert.Equal("尚未计时", clock.StandAt(At("2024-03-04T09:00"), Calendar).InWords());
        Assert.Empty(clock.Explain(Calendar).Counted);
        Assert.Null(clock.Suspend(At("2024-03-04T09:00"), StandstillCause.OnHold, Excluding).Due(Calendar));
    }

    [Fact]
    public void The_proof_tells_each_day_in_chinese()
    {
        var proof = LegalClock.Of(TimeLimit.WorkingDays(6), Basis).Start(At("2025-09-26T09:00")).Explain(Calendar);

        Assert.Equal(
            [
                "09-26（周五）起算当日，不计入",
                "09-27（周六）休息日，不计入",
                "第1日 09-28（周日）国庆节、中秋节调休上班，计入",
                "第2日 09-29（周一）工作日，计入",
                "第3日 09-30（周二）工作日，计入",
            ],
            proof.Lines.Take(5));
        Assert.Equal("10-08（周三）国庆节、中秋节放假，不计入", proof.Lines[12]);
        Assert.Equal("第6日 10-11（周六）国庆节、中秋节调休上班，计入", proof.Lines[^2]);
        Assert.Equal("10-11（周六）24:00 届满", proof.Lines[^1]);
        Assert.Equal(new CountedDay(Day("2025-09-28"), 1, "国庆节、中秋节 调休上班"), proof.Counted[0]);
        Assert.Equal(new SkippedDay(Day("2025-09-27"), "周六 休息"), proof.Skipped[1]);
    }

    [Fact]
    public void A_rolled_last_day_shows_the_days_it_rolled_over()
    {
        var proof = Deadlines.Explain(At("2025-09-26T09:00"), new TimeLimit(5, LimitUnit.CalendarDay), Calendar, [], Basis);

        Assert.Equal(5, proof.Counted.Count);
        Assert.Equal(new CountedDay(Day("2025-10-09"), 5, "自然日"), proof.Counted[^1]);
        Assert.Equal(8, proof.Skipped.Count(day => day.Why == "国庆节、中秋节 放假，末日顺延"));
    }

    [Fact]
    public void A_notice_that_comes_later_moves_the_deadline_and_says_why()
    {
        var before = new WorkCalendar(Announced.Where(year => year.Year < 2026));
        var clock = LegalClock.Of(TimeLimit.WorkingDays(5), Basis).Start(At("2025-12-26T09:00"));
        Assert.True(clock.Due(before)!.Value.Provisional);

        var move = clock.Reproject(before, Calendar)!;

        Assert.Equal((Day("2026-01-02"), Day("2026-01-05")), (move.From, move.To));
        Assert.Contains("2026 年放假安排公布", move.Reason, StringComparison.Ordinal);
        Assert.Contains("2026-01-02 元旦 放假", move.Reason, StringComparison.Ordinal);
        Assert.Equal(Announced[^1].Notices[0], move.Source);
        Assert.Null(clock.Reproject(Calendar, Calendar));
        Assert.Null(LegalClock.Of(TimeLimit.WorkingDays(1), Basis).Start(At("2025-12-26T09:00")).Reproject(before, Calendar));
    }

    [Fact]
    public void A_clock_is_stored_as_json_and_comes_back_the_same()
    {
        var clock = (Licence() with { ClosesAt = new TimeOnly(17, 30) })
            .Suspend(At("2024-03-05T09:00"), StandstillCause.SpecialProcedure, Excluding, "检测")
            .Resume(At("2024-03-07T16:00"), StandstillCause.SpecialProcedure)
            .Exclude(At("2024-03-08T09:00"), At("2024-03-09T00:00"), At("2024-03-10T00:00"), StandstillCause.CalendarChange, Excluding)
            .Extend(At("2024-03-29T10:00"), TimeLimit.WorkingDays(10), Basis)
            .Journal(At("2024-03-30T10:00"), new Reprojection(Day("2024-04-18"), Day("2024-04-19"), "放假安排调整", "https://www.gov.cn/"))
            .Stop(At("2024-04-01T10:00"));

        var text = JsonSerializer.Serialize(clock, Json.Options);
        var back = JsonSerializer.Deserialize<LegalClock>(text, Json.Options)!;

        Assert.Equal(clock, back);
        Assert.Equal(text, JsonSerializer.Serialize(back, Json.Options));
        Assert.Equal(clock.Due(Calendar), back.Due(Calendar));
        // The stored words: a change here breaks what is in the logs.
        Assert.StartsWith(
            """{"budget":"20 working-day","basis":"licensing-law-2019/第四十二条","ledger":[{"kind":"started","at":"2024-03-04T09:00:00.000000+08:00"},"""
            + """{"kind":"suspended","cause":"special-procedure","basis":"licensing-law-2019/第四十五条","note":"检测","at":""",
            text,
            StringComparison.Ordinal);
        foreach (var kind in new[] { "started", "suspended", "resumed", "excluded", "extended", "reprojected", "stopped" })
        {
            Assert.Contains($"\"kind\":\"{kind}\"", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("2025-09-28/2025-09-29", "2025-09-28T00:00", "2025-09-30T00:00")]
    [InlineData("2025-09-28T09:00+08:00/2025-09-29T10:00+08:00", "2025-09-28T09:00", "2025-09-29T10:00")]
    [InlineData("2025-09-28T09:00/2025-09-28T04:00Z", "2025-09-28T09:00", "2025-09-28T12:00")]
    [InlineData("2025-09-28/", "2025-09-28T00:00", null)]
    public void A_suspension_is_read_from_dates_or_instants(string text, string from, string? to)
    {
        Assert.True(Suspension.TryParse(text, out var suspension));
        Assert.Equal(new Suspension(At(from), to is null ? null : At(to)), suspension);
    }

    [Theory]
    [InlineData("2025-09-28")]
    [InlineData("2025-09-29/2025-09-28T09:00")]
    [InlineData("28.09.2025/29.09.2025")]
    [InlineData("2025-09-28T25:00/")]
    [InlineData("2025-02-30/2025-03-01")]
    public void A_malformed_suspension_is_not_read(string text) => Assert.False(Suspension.TryParse(text, out _));

    [Fact]
    public void An_amount_beyond_a_century_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Deadlines.After(At("2024-03-04T09:00"), TimeLimit.WorkingDays(int.MaxValue), Calendar));
        Assert.Throws<ArgumentOutOfRangeException>(() => LegalClock.Of(TimeLimit.WorkingDays(-1), Basis));
    }

    private static LegalClock Licence() => LegalClock.Of(TimeLimit.WorkingDays(20), Basis).Start(At("2024-03-04T09:00"));

    private static Instant At(string time) => Instant.Parse(time + ":00+08:00");
}
