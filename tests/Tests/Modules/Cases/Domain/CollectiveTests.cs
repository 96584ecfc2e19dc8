using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

public sealed class CollectiveTests
{
    private static Minutes Said(MinutesOutcome outcome) => new("〔2024〕3 号", new DateOnly(2024, 3, 5), 3, outcome);

    private static Story Accepted(bool collective = true) =>
        Story.Filed(TheLaw.Huyi, "2024-03-04 09:00", guide: g => g with { Review = new ReviewPlan { Collective = collective } }).Accepted();

    [Fact]
    public void Nobody_signs_alone_what_is_decided_together_and_the_decision_is_what_the_minutes_say()
    {
        var story = Accepted();
        story.Then(story.Reviewer, new BeginReview());
        Assert.Equal("cases.review-missing", story.Refused(story.Reviewer, new RecordMinutes(Said(MinutesOutcome.Approve)) { Paper = "p" }, "2024-03-06 09:00").Code);
        story.Then(story.Reviewer, new RecordReview([.. ReviewRules.CheckItems(story.Context)]));
        Assert.Equal("cases.minutes-missing", story.Refused(story.Reviewer, new Approve()).Code);
        Assert.Equal("cases.minutes-missing", story.Refused(story.Reviewer, new Refuse { Paper = "p" }).Code);
        (Minutes Wrong, string Code)[] wrongs =
        [
            (Said(MinutesOutcome.Approve) with { Number = " " }, "cases.minutes-number-missing"), (Said(MinutesOutcome.Approve) with { On = new DateOnly(2024, 3, 7) }, "cases.minutes-day"),
            (Said(MinutesOutcome.Approve) with { On = new DateOnly(2024, 3, 1) }, "cases.minutes-day"), (Said(MinutesOutcome.Approve) with { Attendees = 1 }, "cases.attendees-too-few"),
        ];
        foreach (var (wrong, code) in wrongs) Assert.Equal(code, story.Refused(story.Reviewer, new RecordMinutes(wrong) { Paper = "p" }).Code);
        Assert.Equal("cases.reasons-missing", story.Refused(story.Reviewer, new RecordMinutes(Said(MinutesOutcome.Refuse))).Code);
        story.Then(story.Reviewer, new RecordMinutes(Said(MinutesOutcome.Refuse)) { Paper = "p" });
        Assert.Contains("〔2024〕3 号", story.Refused(story.Reviewer, new Approve()).Message, StringComparison.Ordinal);
        story.Then(story.Reviewer, new SendBack(null) { Paper = "p" }).Then(story.Reviewer, new RecordReview([.. ReviewRules.CheckItems(story.Context)]));
        Assert.Equal("cases.minutes-missing", story.Refused(story.Reviewer, new Refuse { Paper = "p" }).Code);
        story.Then(story.Reviewer, new RecordMinutes(Said(MinutesOutcome.Refuse)) { Paper = "p" }).Then(story.Reviewer, new Refuse { Paper = "p" });
    }

    [Fact]
    public void A_supplement_that_never_came_is_studied_and_refused_without_a_review_and_what_is_ordered_anew_is_studied_anew()
    {
        var story = Story.Filed(TheLaw.Huyi, "2024-03-04 09:00", ["m1", "m2"], guide: g => g with { Review = new ReviewPlan { Collective = true } });
        story.Then(story.Clerk, new AcceptTolerantly(["m3"], new DateOnly(2024, 3, 5), true)).Then(story.Reviewer, new BeginReview()).SilenceUntil("2024-03-06 09:00");
        Assert.Equal(CaseStatus.RefusalDue, story.State.Status);
        Assert.Equal("cases.minutes-missing", story.Refused(story.Reviewer, new Refuse { Paper = "p" }).Code);
        story.Then(story.Reviewer, new RecordMinutes(Said(MinutesOutcome.Refuse)) { Paper = "p" }).Then(story.Reviewer, new Refuse { Paper = "p" });
        story.Then(story.Reviewer, new Reopen(OrderSource.Court, "行初1号", "西安铁路运输法院", new DateOnly(2024, 3, 6), null, [new FiledFile("order", "f", 1, "00")]) { Paper = "p" });
        Assert.Equal("cases.minutes-missing", story.Refused(story.Reviewer, new Refuse { Paper = "p" }).Code);
    }

    [Fact]
    public void A_chief_representative_decides_ordinary_items_and_never_a_collective_one()
    {
        foreach (var collective in new[] { false, true })
        {
            var story = Accepted(collective).Reviewed();
            var chief = story.Reviewer with { Id = "chief-1", Role = Role.ChiefRepresentative };
            if (collective)
            {
                story.Then(story.Reviewer, new RecordMinutes(Said(MinutesOutcome.Approve)) { Paper = "p" }, "2024-03-06 09:00");
                Assert.Equal(("cases.collective-forbidden", "第二十六条"), (story.Refused(chief, new Approve()).Code, story.Refused(chief, new Approve()).Basis.Article));
            }
            else
            {
                Assert.Equal("cases.not-collective", story.Refused(story.Reviewer, new RecordMinutes(Said(MinutesOutcome.Approve)) { Paper = "p" }).Code);
                story.Then(chief, new Approve());
            }
        }
    }
}
