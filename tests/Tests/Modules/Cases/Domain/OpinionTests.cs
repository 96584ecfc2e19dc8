using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

public sealed class OpinionTests
{
    private static readonly ReviewPlan Plan = new()
    {
        Units = [new ReviewUnit("food", "食品监管科", "场所是否合格？", TimeLimit.WorkingDays(2), true), new ReviewUnit("law", "法规科", "是否合法？", TimeLimit.WorkingDays(2), false)],
    };

    private static Actor Unit(RegionCode place) => new("unit-1", "科员", Role.UnitOfficer, place, "org", null) { Unit = "食品监管科" };

    private static Story Begun(RegionCode? place = null)
    {
        var story = Story.Filed(place ?? TheLaw.Shapingba, "2024-03-04 09:00", guide: g => g with { Review = Plan }).Staffed(
            new StaffMember("reviewer-1", "审查", Role.Reviewer, "org", null), new StaffMember("reviewer-2", "同事", Role.Reviewer, "org", null),
            new StaffMember("unit-1", "科员", Role.UnitOfficer, "org", "食品监管科"));
        return story.Accepted().Then(story.Reviewer, new BeginReview());
    }

    private static Story Reviewed(Story story) => story.Then(story.Reviewer, new RecordReview([.. ReviewRules.CheckItems(story.Context)]));

    [Fact]
    [Clause("CQ-21-5")]
    public void A_unit_that_is_asked_gives_its_opinion_and_neither_accepts_nor_decides()
    {
        var filed = Story.Filed(TheLaw.Shapingba, "2024-03-04 09:00", guide: g => g with { Review = Plan });
        Assert.Equal("cases.not-yours", filed.Refused(Unit(TheLaw.Shapingba), new Accept()).Code);
        var story = Begun();
        var asked = story.State.Work!.Opinions!;
        Assert.Equal(["food", "law"], asked.Select(o => o.Id));
        Assert.All(asked, o => Assert.Equal(new DateOnly(2024, 3, 6), o.Due.Day));
        var unit = Unit(TheLaw.Shapingba);
        Assert.Equal("cases.reasons-missing", story.Refused(unit, new GiveOpinion("food", OpinionAnswer.Agrees)).Code);
        Assert.Equal("cases.not-asked", story.Refused(unit, new GiveOpinion("law", OpinionAnswer.Agrees) { Paper = "p" }).Code);
        story.Then(unit, new GiveOpinion("food", OpinionAnswer.Objects) { Paper = "p" });
        Assert.Equal(OpinionAnswer.Objects, story.State.Work!.Opinion("food")!.Answer);
        Assert.Equal(("org.handlingUnit", story.BasisOf<OpinionGiven>()), ("org.handlingUnit", story.Context.Rules.Find("org.handlingUnit")!.Basis));
        Assert.Equal("cases.opinion-given", story.Refused(unit, new GiveOpinion("food", OpinionAnswer.Agrees) { Paper = "p" }).Code);
        Reviewed(story);
        foreach (var act in CaseLifecycle.Steps.Where(s => s.From == CaseStatus.UnderReview && new ActorInCase(unit, story.State).Is(s.Role)))
        {
            Assert.Equal(nameof(GiveOpinion), act.Act);
        }

        Assert.Equal("cases.not-yours", story.Refused(unit, new Approve()).Code);
        Assert.Equal("cases.not-yours", story.Refused(unit, new Refuse { Paper = "p" }).Code);
        story.Then(story.Reviewer, new Approve());
    }

    [Fact]
    public void The_decision_waits_for_an_obligatory_opinion_or_says_why_it_goes_without_one_that_is_late()
    {
        var story = Reviewed(Begun());
        var promised = story.State.Promised;
        Assert.Contains("食品监管科", story.Refused(story.Reviewer, new Approve()).Message, StringComparison.Ordinal);
        Assert.Equal("cases.opinion-outstanding", story.Refused(story.Reviewer, new Refuse { Paper = "p" }).Code);
        Assert.Equal("cases.opinion-not-overdue", story.Refused(story.Reviewer, new WaiveOpinion("food") { Paper = "p" }).Code);
        story.SilenceUntil("2024-03-07 09:00");
        Assert.Equal(2, story.Events.OfType<OpinionOverdue>().Count());
        Assert.Contains(Alert.OpinionLate, story.State.Alerts);
        Assert.Contains("写明理由", story.Refused(story.Reviewer, new Approve()).Message, StringComparison.Ordinal);
        Assert.Equal("cases.reasons-missing", story.Refused(story.Reviewer, new WaiveOpinion("food")).Code);
        story.Then(story.Reviewer, new WaiveOpinion("food") { Paper = "p" });
        Assert.Equal("cases.opinion-given", story.Refused(Unit(TheLaw.Shapingba), new GiveOpinion("food", OpinionAnswer.Agrees) { Paper = "p" }).Code);
        Assert.Equal(promised, story.State.Promised);
        story.Then(story.Reviewer, new Approve());
    }

    [Fact]
    public void A_reviewer_asks_one_more_colleague_to_sign_and_the_decision_waits_for_him()
    {
        var story = Reviewed(Begun(TheLaw.Shinan)).Then(Unit(TheLaw.Shinan), new GiveOpinion("food", OpinionAnswer.Agrees) { Paper = "p" });
        Assert.Equal("cases.signer-unknown", story.Refused(story.Reviewer, new AskOpinion(null, "reviewer-1", 2) { Paper = "p" }).Code);
        Assert.Equal("cases.signer-unknown", story.Refused(story.Reviewer, new AskOpinion("没有的科", null, 2) { Paper = "p" }).Code);
        Assert.Equal("cases.question-missing", story.Refused(story.Reviewer, new AskOpinion(null, "reviewer-2", 2)).Code);
        Assert.Equal("cases.due-out-of-range", story.Refused(story.Reviewer, new AskOpinion(null, "reviewer-2", 31) { Paper = "p" }).Code);
        story.Then(story.Reviewer, new AskOpinion(null, "reviewer-2", 2) { Paper = "p" });
        Assert.Equal("cases.asked-already", story.Refused(story.Reviewer, new AskOpinion(null, "reviewer-2", 1) { Paper = "p" }).Code);
        Assert.Equal("cases.opinion-outstanding", story.Refused(story.Reviewer, new Approve()).Code);
        Assert.Equal("cases.not-asked", story.Refused(story.Reviewer, new GiveOpinion("added-1", OpinionAnswer.Agrees) { Paper = "p" }).Code);
        story.Then(story.Reviewer with { Id = "reviewer-2" }, new GiveOpinion("added-1", OpinionAnswer.Agrees) { Paper = "p" }).Then(story.Reviewer, new Approve());
    }

    [Fact]
    public void A_review_that_began_by_mistake_asks_nobody()
    {
        var story = Begun();
        story.Then(story.Reviewer, new UndoLast());
        Assert.Null(story.State.Work);
        story.Then(story.Reviewer, new BeginReview());
        Assert.Equal(["food", "law"], story.State.Work!.Opinions!.Select(o => o.Id));
    }

    [Fact]
    public void What_is_not_good_enough_goes_back_one_step_with_a_reason_and_no_clock_moves()
    {
        var story = Begun();
        Assert.Equal("cases.nothing-to-send-back", story.Refused(story.Reviewer, new SendBack(null) { Paper = "p" }).Code);
        Reviewed(story).Then(Unit(TheLaw.Shapingba), new GiveOpinion("food", OpinionAnswer.Agrees) { Paper = "p" });
        var (promised, statutory) = (story.State.Promised, story.State.Statutory);
        Assert.Equal("cases.reasons-missing", story.Refused(story.Reviewer, new SendBack(null)).Code);
        story.Then(story.Reviewer, new SendBack(null) { Paper = "p" });
        Assert.False(story.State.Reviewed);
        Assert.Equal("cases.review-missing", story.Refused(story.Reviewer, new Approve()).Code);
        story.Then(story.Reviewer, new SendBack("food") { Paper = "p" }, "2024-03-05 09:00");
        Assert.Equal((null, new DateOnly(2024, 3, 7)), (story.State.Work!.Opinion("food")!.Answer, story.State.Work.Opinion("food")!.Due.Day));
        Assert.Equal("cases.opinion-outstanding", Reviewed(story).Refused(story.Reviewer, new Approve()).Code);
        Assert.Equal((promised, statutory), (story.State.Promised, story.State.Statutory));
    }
}
