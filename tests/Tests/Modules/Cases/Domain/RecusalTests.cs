using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

public sealed class RecusalTests
{
    private static readonly StaffMember[] Colleagues =
    [
        new("reviewer-1", "审查", Role.Reviewer, "org", null), new("reviewer-2", "同事", Role.Reviewer, "org", null), new("chief-1", "首席", Role.ChiefRepresentative, "org", null),
    ];

    private static Story Reviewed() => Story.Filed(TheLaw.Shinan, "2024-03-04 09:00").Staffed(Colleagues).Accepted().Reviewed();

    private static Actor Other(Story story) => story.Reviewer with { Id = "reviewer-2" };

    private static Actor Chief(Story story) => story.Reviewer with { Id = "chief-1", Role = Role.ChiefRepresentative };

    [Fact]
    public void Who_declares_it_does_nothing_more_and_another_goes_on_without_a_day_lost()
    {
        var story = Reviewed();
        var (promised, statutory) = (story.State.Promised, story.State.Statutory);
        Assert.Equal("cases.reasons-missing", story.Refused(story.Reviewer, new DeclareRecusal(RecusalGround.Relatives)).Code);
        story.Then(story.Reviewer, new Claim()).Then(story.Reviewer, new DeclareRecusal(RecusalGround.Relatives) { Paper = "p" });
        Assert.Null(story.State.Work!.Held);
        var aside = story.Refused(story.Reviewer, new Approve());
        Assert.Equal(("cases.recused", "第七十六条"), (aside.Code, aside.Basis.Article));
        Assert.Equal("cases.not-yours", story.Refused(Other(story), new DecideRecusal("reviewer-1", true, null) { Paper = "p" }).Code);
        Assert.Equal("cases.successor-unfit", story.Refused(Chief(story), new DecideRecusal("reviewer-1", true, "reviewer-1") { Paper = "p" }).Code);
        Assert.Equal("cases.reasons-missing", story.Refused(Chief(story), new DecideRecusal("reviewer-1", true, "reviewer-2")).Code);
        story.Then(Chief(story), new DecideRecusal("reviewer-1", true, "reviewer-2") { Paper = "p" });
        Assert.Equal("第七十七条", story.BasisOf<RecusalDecided>().Article);
        Assert.Equal(("reviewer-2", "reviewer-2", false), (story.State.Reviewer, story.State.Work!.Held!.By, story.State.Reviewed));
        Assert.Equal((promised, statutory), (story.State.Promised, story.State.Statutory));
        Assert.Equal("cases.recused", story.Refused(story.Reviewer, new RecordReview([.. ReviewRules.CheckItems(story.Context)])).Code);
        story.Then(Other(story), new RecordReview([.. ReviewRules.CheckItems(story.Context)])).Then(Other(story), new Approve());
    }

    [Fact]
    public void The_applicant_asks_by_post_and_until_it_is_decided_that_officer_decides_nothing()
    {
        var early = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00");
        Assert.Equal("cases.nobody-in-post", early.Refused(Story.Applicant, new RequestRecusal(RecusalPost.Reviewer, RecusalGround.Other) { Paper = "p" }).Code);
        var story = Reviewed();
        Assert.Equal("cases.reasons-missing", story.Refused(Story.Applicant, new RequestRecusal(RecusalPost.Reviewer, RecusalGround.Other)).Code);
        story.Then(Story.Applicant, new RequestRecusal(RecusalPost.Reviewer, RecusalGround.Other) { Paper = "p" });
        Assert.Equal("reviewer-1", story.Events.OfType<RecusalRaised>().Single().Officer);
        Assert.Equal("cases.recusal-raised", story.Refused(Story.Applicant, new RequestRecusal(RecusalPost.Reviewer, RecusalGround.Other) { Paper = "p" }).Code);
        Assert.Equal("cases.recusal-pending", story.Refused(story.Reviewer, new Approve()).Code);
        story.Then(story.Reviewer, new RecordReview([.. ReviewRules.CheckItems(story.Context)]));
        story.Then(Chief(story), new DecideRecusal("reviewer-1", false, null) { Paper = "p" }).Then(story.Reviewer, new Approve());
    }

    [Fact]
    public void Who_received_at_the_counter_can_be_asked_to_stand_aside_before_he_decides_and_once_aside_stays_aside()
    {
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00", channel: Channel.Counter).Staffed(Colleagues);
        story.Then(Story.Applicant, new RequestRecusal(RecusalPost.Receiver, RecusalGround.Other) { Paper = "p" });
        Assert.Equal("clerk-1", story.Events.OfType<RecusalRaised>().Single().Officer);
        Assert.Equal("cases.recusal-pending", story.Refused(story.Clerk, new RefuseAcceptance("out-of-powers", "市商务局") { Paper = "p" }).Code);
        story.Then(Chief(story), new DecideRecusal("clerk-1", true, null) { Paper = "p" });
        Assert.Equal("cases.recusal-raised", story.Refused(Story.Applicant, new RequestRecusal(RecusalPost.Receiver, RecusalGround.Relatives) { Paper = "p" }).Code);
        Assert.Equal("cases.recused", story.Refused(story.Clerk, new Accept()).Code);
        story.Then(story.Clerk with { Id = "clerk-2" }, new Accept());
    }

    [Fact]
    public void A_reviewer_put_in_anothers_place_holds_nothing_up_at_the_window()
    {
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00").Staffed(Colleagues);
        story.Then(Other(story), new DeclareRecusal(RecusalGround.Relatives) { Paper = "p" }).Then(Chief(story), new DecideRecusal("reviewer-2", true, "reviewer-1") { Paper = "p" });
        Assert.Null(story.State.Work!.Held);
        story.Then(story.Clerk, new Accept());
    }

    [Fact]
    public void Whom_the_registers_name_may_not_act_nor_be_put_in_anothers_place()
    {
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00").Staffed(Colleagues).Knowing("reviewer-2", Interest.Representative).Accepted();
        var found = story.Refused(Other(story), new BeginReview());
        Assert.Equal("cases.recusal-found", found.Code);
        Assert.Contains("法定代表人", found.Message, StringComparison.Ordinal);
        story.Then(Actor.Clockwork, new FindRecusal("reviewer-2", RecusalGround.OwnInterest));
        Assert.Equal("cases.recused", story.Refused(Other(story), new BeginReview()).Code);
        Assert.Equal("cases.recusal-raised", story.Refused(Actor.Clockwork, new FindRecusal("reviewer-2", RecusalGround.OwnInterest)).Code);
        story.Then(story.Reviewer, new BeginReview()).Then(story.Reviewer, new DeclareRecusal(RecusalGround.Other) { Paper = "p" });
        Assert.Equal("cases.successor-unfit", story.Refused(Chief(story), new DecideRecusal("reviewer-1", true, "reviewer-2") { Paper = "p" }).Code);
        story.Then(Chief(story), new DecideRecusal("reviewer-2", false, null) { Paper = "p" });
        story.Then(Other(story), new RecordReview([.. ReviewRules.CheckItems(story.Context)]));
    }

    [Fact]
    public void A_supervisor_does_not_decide_about_himself()
    {
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00").Staffed(Colleagues).Accepted();
        story.Then(Chief(story), new DeclareRecusal(RecusalGround.OwnInterest) { Paper = "p" });
        Assert.Equal("cases.recused", story.Refused(Chief(story), new DecideRecusal("chief-1", false, null) { Paper = "p" }).Code);
        var officer = new Actor("officer-1", "管理", Role.ManagementOfficer, TheLaw.Shinan, "spj", null);
        story.Then(officer, new DecideRecusal("chief-1", true, null) { Paper = "p" });
    }
}
