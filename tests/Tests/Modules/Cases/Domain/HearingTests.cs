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
        Assert.Equal(("cases.chair-is-reviewer", "第四十八条"), Of(heard.Refused(heard.Reviewer, new HoldHearing { Paper = "p" })));
        var chair = heard.Reviewer with { Id = "chair-1" };
        Assert.Equal("cases.report-missing", heard.Refused(chair, new HoldHearing()).Code);
        heard.Then(chair, new HoldHearing { Paper = "p" }).Then(heard.Reviewer, new Approve());
    }

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
