using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

public sealed class ClaimTests
{
    private static Story Begun() => Story.Filed(TheLaw.Shinan, "2024-03-04 09:00").Accepted() is var story ? story.Then(story.Reviewer, new BeginReview()) : null!;

    private static Actor Colleague(Story story) => story.Reviewer with { Id = "reviewer-2" };

    private static Actor Chief(Story story) => story.Reviewer with { Id = "chief-1", Role = Role.ChiefRepresentative };

    [Fact]
    public void What_one_holds_is_closed_to_his_colleagues_with_who_since_when_and_how_it_is_taken_over()
    {
        var story = Begun();
        var (promised, statutory) = (story.State.Promised, story.State.Statutory);
        story.Then(story.Reviewer, new Claim(), "2024-03-05 10:30");
        var why = story.Refused(Colleague(story), new RecordReview([.. ReviewRules.CheckItems(story.Context)]), "2024-03-05 11:00");
        Assert.Equal(("cases.claimed", PlatformRules.OneHandler), (why.Code, why.Basis));
        Assert.Contains("审查人员自2024年3月5日 10:30 领办", why.Message, StringComparison.Ordinal);
        Assert.Contains("写明理由收回", why.Message, StringComparison.Ordinal);
        Assert.Equal("cases.claimed", story.Refused(Colleague(story), new Claim()).Code);
        Assert.Equal("cases.claimed-already", story.Refused(story.Reviewer, new Claim()).Code);
        Assert.Equal("cases.claimed", story.Refused(Colleague(story), new Release { Paper = "p" }).Code);
        story.Then(story.Reviewer, new Release());
        Assert.Null(story.State.Work);
        Assert.Equal("cases.not-claimed", story.Refused(story.Reviewer, new Release()).Code);
        story.Then(Colleague(story), new RecordReview([.. ReviewRules.CheckItems(story.Context)]));
        Assert.Equal((promised, statutory), (story.State.Promised, story.State.Statutory));
    }

    [Fact]
    public void A_supervisor_takes_it_back_with_a_reason()
    {
        var story = Begun();
        story.Then(story.Reviewer, new Claim());
        Assert.Equal("cases.reasons-missing", story.Refused(Chief(story), new Release()).Code);
        story.Then(Chief(story), new Release { Paper = "p" });
        Assert.Equal(ReleaseKind.Supervisor, story.Events.OfType<CaseReleased>().Single().How);
        story.Then(story.Reviewer, new Claim());
        var officer = new Actor("officer-1", "管理", Role.ManagementOfficer, TheLaw.Shinan, "spj", null);
        story.Then(officer, new Release { Paper = "p" });
        Assert.Equal("cases.not-yours", story.Refused(officer with { Id = "officer-2" }, new Claim()).Code);
    }

    [Fact]
    public void Who_does_nothing_for_two_working_days_lets_it_go_and_each_act_of_his_begins_them_anew()
    {
        var story = Begun();
        story.Then(story.Reviewer, new Claim(), "2024-03-05 10:30").SilenceUntil("2024-03-07 23:00");
        Assert.NotNull(story.State.Work?.Held);
        story.Then(story.Reviewer, new RecordReview([.. ReviewRules.CheckItems(story.Context)])).SilenceUntil("2024-03-10 09:00");
        Assert.NotNull(story.State.Work?.Held);
        story.SilenceUntil("2024-03-12 00:00");
        Assert.Null(story.State.Work);
        Assert.Equal((ReleaseKind.Absence, PlatformRules.OneHandler), (story.Events.OfType<CaseReleased>().Single().How, story.BasisOf<CaseReleased>()));
    }

    [Fact]
    public void The_platform_hands_on_what_somebody_holds_who_is_away_and_to_nobody_who_has_an_interest()
    {
        var story = Begun();
        story.Then(story.Reviewer, new Claim(), "2024-03-05 10:30");
        var (promised, holder) = (story.State.Promised, story.State.Work!.Held!.By);
        Assert.Equal("cases.not-yours", story.Refused(Chief(story), new HandOn(holder, "reviewer-2", AwayFor.Absence)).Code);
        Assert.Equal("cases.not-held-by", story.Refused(Actor.Clockwork, new HandOn("somebody", "reviewer-2", AwayFor.Absence)).Code);
        story.Then(Actor.Clockwork, new HandOn(holder, "reviewer-2", AwayFor.Absence));
        Assert.Equal(("reviewer-2", promised), (story.State.Work!.Held!.By, story.State.Promised));
        story.Then(Actor.Clockwork, new HandOn("reviewer-2", null, AwayFor.Leaving));
        Assert.Null(story.State.Work);
        story.Then(Colleague(story), new Claim()).Then(story.Reviewer with { Id = "reviewer-2" }, new DeclareRecusal(RecusalGround.Relatives) { Paper = "p" });
        story.Then(story.Reviewer, new Claim());
        Assert.Equal("cases.successor-unfit", story.Refused(Actor.Clockwork, new HandOn(holder, "reviewer-2", AwayFor.Absence)).Code);
    }

    [Fact]
    public void What_was_refused_and_is_held_by_somebody_who_is_away_is_let_go_too()
    {
        var story = Begun();
        story.Then(story.Reviewer, new RecordReview([.. ReviewRules.CheckItems(story.Context)])).Then(story.Reviewer, new Refuse { Paper = "p" });
        story.Then(story.Clerk, new Claim()).SilenceUntil("2024-03-11 09:00");
        Assert.Null(story.State.Work);
    }

    [Fact]
    public void On_the_way_to_the_next_desk_it_is_let_go_and_what_the_applicant_brings_is_never_held_up()
    {
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00", present: ["m1", "m2"]);
        story.Then(story.Clerk, new Claim());
        Assert.Equal("cases.claimed", story.Refused(story.Clerk with { Id = "clerk-2" }, new AcceptTolerantly(["m3"], new DateOnly(2024, 3, 8), true)).Code);
        story.Then(story.Clerk, new AcceptTolerantly(["m3"], new DateOnly(2024, 3, 8), true));
        Assert.Null(story.State.Work);
        story.Then(story.Reviewer, new BeginReview()).Then(story.Reviewer, new Claim());
        story.Then(story.Clerk with { Id = "clerk-2" }, new FileSupplement([Story.File("m3")]));
        story.Then(Colleague(story), new RecordContact(ContactKind.Visit) { Paper = "p" });
        story.Then(Story.Applicant, new Withdraw());
        Assert.Null(story.State.Work);
    }
}
