using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>What may be gone against and until when; what is handled anew on an order; what is said when a promise is missed.</summary>
public sealed class RemedyTests
{
    private static readonly FiledFile Scan = new("order", "f-order", 1, "00");

    [Fact]
    public void Sixty_days_and_six_months_count_from_the_proof_of_delivery_and_roll_off_a_holiday()
    {
        var story = Refused();
        var told = Of(story)!;
        Assert.Equal((Contested.Refused, new DateOnly(2024, 3, 4), false), (told.Against, told.Since, told.Proven));
        // Sixty days end on 3 May, a holiday.
        Assert.Equal((new DateOnly(2024, 5, 6), new DateOnly(2024, 9, 4)), (told.Reconsideration.Due.Day, told.Litigation.Due.Day));
        story.Then(story.Clerk, new BeginDelivery(DeliveryMode.Counter)).Then(story.Clerk, new RecordDelivery { Paper = "p", Proof = DeliveryProofKind.Identity }, "2024-03-11 10:00");
        var proved = Of(story)!;
        Assert.Equal((new DateOnly(2024, 3, 11), true, new DateOnly(2024, 5, 10)), (proved.Since, proved.Proven, proved.Reconsideration.Due.Day));
    }

    [Fact]
    public void Silence_past_the_limit_of_the_law_can_be_gone_against_and_a_grant_cannot()
    {
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00").Accepted();
        Assert.Null(Of(story));
        story.SilenceUntil("2024-04-02 09:00");
        var silence = Of(story)!;
        Assert.Equal((Contested.Silence, new DateOnly(2024, 4, 1), new DateOnly(2024, 5, 31)), (silence.Against, silence.Since, silence.Reconsideration.Due.Day));
        story.Reviewed().Then(story.Reviewer, new Approve());
        Assert.Null(Of(story));
        var turned = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00");
        turned.Then(turned.Clerk, new RefuseAcceptance("out-of-powers", "市商务局") { Paper = "p" });
        Assert.Equal(Contested.NotAccepted, Of(turned)!.Against);
    }

    [Fact]
    public void An_order_opens_the_case_again_under_its_number_with_the_clock_that_it_sets()
    {
        var story = Refused();
        var order = new Reopen(OrderSource.Review, "青政复决〔2024〕7号", "市南区人民政府", new DateOnly(2024, 4, 1), new TimeLimit(15, LimitUnit.CalendarDay), [Scan]) { Paper = "p" };
        Assert.Equal("cases.order-missing", story.Refused(story.Reviewer, order with { OrderNumber = " " }, "2024-04-02 09:00").Code);
        Assert.Equal("cases.order-out-of-range", story.Refused(story.Reviewer, order with { OrderedOn = new DateOnly(2024, 4, 3) }).Code);
        Assert.Equal("cases.order-scan-missing", story.Refused(story.Reviewer, order with { Scan = [] }).Code);
        Assert.Equal("cases.reasons-missing", story.Refused(story.Reviewer, order with { Paper = null }).Code);
        Assert.Equal("cases.approver-is-author", story.Refused(story.Reviewer, order with { Source = OrderSource.Body }).Code);
        var number = story.State.Number;
        story.Then(story.Reviewer, order);
        Assert.Equal((number, CaseStatus.UnderReview, false), (story.State.Number, story.State.Status, story.State.Reviewed));
        Assert.Equal(("reconsideration-law-2024", "第六十四条"), (story.BasisOf<CaseReopened>().Rulebook, story.BasisOf<CaseReopened>().Article));
        Assert.Null(story.State.Promised);
        Assert.Equal(new DateOnly(2024, 4, 17), story.State.Statutory!.Due.Day);
        Assert.Null(Of(story));
        Assert.Equal("cases.review-missing", story.Refused(story.Reviewer, new Approve()).Code);
        // Too late again: alerted again, though it was late before.
        story.SilenceUntil("2024-04-18 09:00");
        Assert.Contains(Alert.StatutoryMissed, story.State.Alerts);
        story.Then(story.Reviewer, new RecordReview([.. ReviewRules.CheckItems(story.Context)])).Then(story.Reviewer, new Approve());
        Assert.Equal(CaseStatus.Approved, story.State.Status);
    }

    [Fact]
    public void A_court_without_a_limit_starts_the_ordinary_clocks_and_a_body_may_correct_itself_after_closing()
    {
        var story = Refused();
        story.Then(story.Clerk, new BeginDelivery(DeliveryMode.Counter)).Then(story.Clerk, new RecordDelivery { Paper = "p", Proof = DeliveryProofKind.Identity });
        story.Then(story.Reviewer, new Reopen(OrderSource.Court, "（2024）鲁0202行初1号", "市南区人民法院", new DateOnly(2024, 4, 1), null, [Scan]) { Paper = "p" }, "2024-04-01 15:00");
        Assert.Equal(("litigation-law-2017", "第七十条"), (story.BasisOf<CaseReopened>().Rulebook, story.BasisOf<CaseReopened>().Article));
        Assert.Equal((new DateOnly(2024, 4, 9), new DateOnly(2024, 4, 29)), (story.State.Promised!.Due.Day, story.State.Statutory!.Due.Day));
        Assert.Equal("cases.not-from-here", story.Refused(story.Reviewer, new Reopen(OrderSource.Body, "x", "y", new DateOnly(2024, 4, 1), null, [Scan]) { Paper = "p" }).Code);
    }

    [Fact]
    public void What_the_body_itself_sets_right_is_handled_anew_by_another_hand_to_the_end()
    {
        var story = Refused();
        var another = story.Reviewer with { Id = "reviewer-2" };
        story.Then(another, new Reopen(OrderSource.Body, "青审改〔2024〕2号", "市南区行政审批服务局", new DateOnly(2024, 3, 4), null, [Scan]) { Paper = "p" });
        var review = new RecordReview([.. ReviewRules.CheckItems(story.Context)]);
        var refusal = story.Refused(story.Reviewer, review);
        Assert.Equal(("cases.reviewed-before", "platform", "第二十三条"), (refusal.Code, refusal.Basis.Rulebook, refusal.Basis.Article));
        story.Then(another, review);
        Assert.Equal("cases.reviewed-before", story.Refused(story.Reviewer, new Approve()).Code);
        story.Then(another, new Approve());
    }

    [Fact]
    public void What_was_not_accepted_is_examined_anew_and_silence_counts_from_then()
    {
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00", ["m2"]);
        story.Then(story.Clerk, new RefuseAcceptance("out-of-powers", "市商务局") { Paper = "p" });
        story.Then(story.Reviewer, new Reopen(OrderSource.Body, "青审改〔2024〕1号", "市南区行政审批服务局", new DateOnly(2024, 4, 1), null, [Scan]) { Paper = "p" }, "2024-04-01 09:00");
        Assert.Equal(CaseStatus.Submitted, story.State.Status);
        Assert.Equal(("platform", "第二十三条"), (story.BasisOf<CaseReopened>().Rulebook, story.BasisOf<CaseReopened>().Article));
        story.SilenceUntil("2024-04-03 09:00");
        Assert.Equal(CaseStatus.Submitted, story.State.Status);
        // Five working days from 1 April: the 9th (4 to 6 are days off, Sunday the 7th works).
        story.SilenceUntil("2024-04-10 09:00");
        Assert.Equal((CaseStatus.Accepted, new DateOnly(2024, 4, 1)), (story.State.Status, story.State.AcceptedOn));
    }

    [Fact]
    public void What_lacks_may_be_told_as_long_after_the_reopening_as_after_the_filing()
    {
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00", ["m2"]);
        story.Then(story.Clerk, new RefuseAcceptance("out-of-powers", "市商务局") { Paper = "p" });
        story.Then(story.Reviewer, new Reopen(OrderSource.Court, "行初2号", "市南区人民法院", new DateOnly(2024, 4, 1), null, [Scan]) { Paper = "p" }, "2024-04-01 09:00");
        var notice = new RequestCorrection([Story.Missing("m1"), Story.Missing("m3")], new DateOnly(2024, 4, 19));
        story.Then(story.Clerk, notice, "2024-04-09 16:00");
        Assert.Equal(CaseStatus.CorrectionRequired, story.State.Status);
    }

    [Fact]
    public void The_reason_for_missing_a_promise_names_a_day_within_the_law()
    {
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00").Accepted();
        Assert.Equal("cases.due-out-of-range", story.Refused(story.Reviewer, new ExplainDelay(new DateOnly(2024, 3, 11)) { Paper = "p" }).Code);
        Assert.Equal("cases.beyond-statutory", story.Refused(story.Reviewer, new ExplainDelay(new DateOnly(2024, 4, 2)) { Paper = "p" }).Code);
        story.SilenceUntil("2024-03-12 09:00");
        Assert.True(DelayRules.OwesReason(story.State));
        Assert.Equal("cases.reasons-missing", story.Refused(story.Reviewer, new ExplainDelay(new DateOnly(2024, 3, 20))).Code);
        story.Then(story.Reviewer, new ExplainDelay(new DateOnly(2024, 3, 20)) { Paper = "p" });
        Assert.False(DelayRules.OwesReason(story.State));
        Assert.Equal(new DateOnly(2024, 3, 11), story.State.Promised!.Due.Day);
    }

    private static Story Refused()
    {
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00").Accepted().Reviewed();
        return story.Then(story.Reviewer, new Refuse { Paper = "p" });
    }

    private static Remedy? Of(Story story) => RemedyRules.Of(story.State, story.Log, story.Context);
}
