using OneWindow.Cases;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

public sealed class HearingTests
{
    private static Story Reviewed(bool concernsOthers = true)
    {
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00", guide: g => g with { ConcernsOthers = concernsOthers }).Accepted();
        return story.Then(story.Reviewer, new BeginReview()).Then(story.Reviewer, new RecordReview([.. ReviewRules.CheckItems(story.Context)]));
    }

    [Fact]
    [Clause("QD-1-10")]
    public void Nobody_decides_before_those_concerned_were_told_and_the_period_or_the_hearing_is_over()
    {
        var story = Reviewed();
        Assert.Equal(("cases.hearing-not-told", "第四十七条"), Of(story.Refused(story.Reviewer, new Approve())));
        story.Then(story.Reviewer, new TellHearingRight());
        var early = story.Refused(story.Reviewer, new Approve(), "2024-03-06 10:00");
        Assert.Equal("cases.hearing-period", early.Code);
        Assert.Contains("2024年3月11日", early.Message, StringComparison.Ordinal);
        Assert.Equal("cases.hearing-period", story.Refused(story.Reviewer, new Refuse { Paper = "p" }, "2024-03-11 23:00").Code);
        story.Then(story.Reviewer, new Approve(), "2024-03-12 08:30");

        var heard = Reviewed();
        heard.Then(heard.Reviewer, new TellHearingRight()).Then(Story.Applicant, new RequestHearing(), "2024-03-08 10:00");
        Assert.Equal(TheLaw.Calendar.AddWorkingDays(new DateOnly(2024, 3, 8), 20), heard.State.Hearing!.HoldBy!.Value.Day);
        Assert.Equal("cases.hearing-not-held", heard.Refused(heard.Reviewer, new Approve(), "2024-03-13 10:00").Code);
        var chair = heard.Reviewer with { Id = "chair-1" };
        heard.Then(heard.Reviewer, Call("2024-03-22"), "2024-03-13 10:00").SilenceUntil("2024-03-22 10:00");
        Assert.Equal(("cases.chair-is-reviewer", "第四十八条"), Of(heard.Refused(heard.Reviewer, new HoldHearing { Paper = "p" }, "2024-03-22 10:00")));
        Assert.Equal("cases.report-missing", heard.Refused(chair, new HoldHearing()).Code);
        heard.Then(chair, new HoldHearing { Paper = "p" }).Then(heard.Reviewer, new Approve());
    }

    /// <summary>行政许可法 第四十八条第一项: 七日前 (working days, 第八十二条), the applicant and those concerned, the public where needed.</summary>
    [Fact]
    [Clause("QD-1-10")]
    public void A_hearing_is_announced_seven_working_days_ahead_to_all_concerned_and_held_no_earlier_than_told()
    {
        var story = Reviewed();
        story.Then(story.Reviewer, new TellHearingRight());
        Assert.Equal("cases.no-hearing-requested", story.Refused(story.Reviewer, Call("2024-03-22")).Code);
        story.Then(Story.Applicant, new RequestHearing(), "2024-03-08 10:00");
        var chair = story.Reviewer with { Id = "chair-1" };
        Assert.Equal(("cases.hearing-not-announced", "第四十八条"), Of(story.Refused(chair, new HoldHearing { Paper = "p" }, "2024-03-13 09:00")));
        // Wednesday 13 March: the seventh working day after it is Friday 22.
        var soon = story.Refused(story.Reviewer, Call("2024-03-21"));
        Assert.Equal(("cases.hearing-too-soon", "第四十八条"), Of(soon));
        Assert.Contains("2024年3月22日", soon.Message, StringComparison.Ordinal);
        Assert.Equal(("cases.hearing-too-far", "第四十七条"), Of(story.Refused(story.Reviewer, Call("2024-04-30"))));
        Assert.Equal("cases.hearing-place", story.Refused(story.Reviewer, Call("2024-03-22") with { Place = " " }).Code);
        Assert.Equal("cases.others-not-told", story.Refused(story.Reviewer, Call("2024-03-22") with { Paper = null }).Code);
        story.Then(story.Reviewer, Call("2024-03-22") with { Paper = null, Public = true });
        Assert.Equal("cases.hearing-day", story.Refused(chair, new HoldHearing { Paper = "p" }, "2024-03-22 09:29").Code);
        // Moved: told again, seven days again.
        Assert.Equal("cases.hearing-too-soon", story.Refused(story.Reviewer, Call("2024-03-25"), "2024-03-22 09:29").Code);
        story.Then(story.Reviewer, Call("2024-04-02"), "2024-03-22 09:29");
        Assert.Equal("cases.hearing-day", story.Refused(chair, new HoldHearing { Paper = "p" }, "2024-03-22 10:00").Code);
        story.Then(chair, new HoldHearing { Paper = "p" }, "2024-04-02 09:30");
        Assert.True(story.State.Hearing!.Held);
    }

    [Fact]
    public void A_hearing_that_can_no_longer_be_held_in_time_is_announced_all_the_same()
    {
        var story = Reviewed();
        story.Then(story.Reviewer, new TellHearingRight()).Then(Story.Applicant, new RequestHearing(), "2024-03-08 10:00");
        var late = story.State.Hearing!.HoldBy!.Value.Day;
        story.SilenceUntil("2024-04-03 09:00").Then(story.Reviewer, Call("2024-04-17"), "2024-04-03 09:00");
        Assert.True(story.State.Hearing!.Call!.On > late);
    }

    private static AnnounceHearing Call(string on) => new(DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture), new TimeOnly(9, 30), "三楼 302", Public: false) { Paper = "p" };

    [Fact]
    public void Who_asks_too_late_is_told_so_and_a_hearing_that_is_late_stays_an_alert()
    {
        var story = Reviewed();
        story.Then(story.Reviewer, new TellHearingRight());
        Assert.Equal("cases.hearing-too-late", story.Refused(Story.Applicant, new RequestHearing(), "2024-03-12 00:00").Code);
        var slow = Reviewed();
        slow.Then(slow.Reviewer, new TellHearingRight()).Then(Story.Applicant, new RequestHearing(), "2024-03-08 10:00");
        Assert.Equal("cases.hearing-requested", slow.Refused(slow.Clerk, new RequestHearing()).Code);
        slow.SilenceUntil("2024-04-30 09:00");
        Assert.Contains(Alert.HearingLate, slow.State.Alerts);
    }

    [Fact]
    public void An_item_that_concerns_nobody_else_knows_no_hearing()
    {
        var story = Reviewed(concernsOthers: false);
        Assert.Equal("cases.no-hearing", story.Refused(story.Reviewer, new TellHearingRight()).Code);
        story.Then(story.Reviewer, new Approve());
    }

    private static (string, string) Of(Refusal refusal) => (refusal.Code, refusal.Basis.Article);
}
