using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

/// <summary><see cref="LineRules"/>: a connected item is decided in its line system; its acts are judged by the instant there, their lateness by ours.</summary>
public sealed class LineTests
{
    private const string System = "test-line";
    private int numbers;

    [Fact]
    public void What_the_line_system_does_nobody_does_here_and_the_other_way_round()
    {
        var story = Connected();
        Assert.Equal("cases.handled-elsewhere", story.Refused(story.Reviewer, new BeginReview()).Code);
        story.Then(story.Reviewer, At(new BeginReview(), "2025-03-04 10:00"), "2025-03-04 11:00");
        Assert.Equal("cases.handled-elsewhere", story.Refused(story.Reviewer, new Approve()).Code);
        Assert.Equal("cases.not-from-line", story.Refused(story.Clerk, At(new RecordContact(ContactKind.Visit), "2025-03-04 10:30")).Code);
        Assert.Equal("cases.other-line", story.Refused(story.Reviewer, new Approve { Outside = new OutsideMark("stranger", "1", World.At("2025-03-04 10:30")) { Proof = "x" } }).Code);
        var here = Story.Filed(TheLaw.Shinan, "2025-03-03 09:00").Accepted("2025-03-03 10:00");
        Assert.Equal("cases.handled-here", here.Refused(here.Reviewer, At(new BeginReview(), "2025-03-03 10:30"), "2025-03-03 11:00").Code);
        Assert.False(LineRules.MayConcern(here.Context, nameof(EnterOutsideResult)));
    }

    [Fact]
    public void In_time_there_and_told_late_is_in_time_with_the_lateness_of_the_news_kept()
    {
        var story = Reviewed(Connected());
        var due = story.State.Promised!.Due;
        story.SilenceUntil("2025-03-17 09:00");
        Assert.Equal((true, false), (story.State.Has(Alert.ResultMissing), story.State.Has(Alert.PromiseMissed)));
        story.Then(story.Reviewer, At(new Approve(), "2025-03-07 16:00"));
        Assert.Equal(
            (CaseStatus.Approved, new DateOnly(2025, 3, 7), (int?)null, true, false),
            (story.State.Status, story.State.DecidedOn!.Value, story.State.OverdueBy, story.State.Has(Alert.NewsLate), story.State.Has(Alert.PromiseMissed)));
        Assert.Equal(World.At("2025-03-07 16:00"), story.State.Promised!.Clock.Ledger.OfType<ClockEntry.Stopped>().Single().At);
        Assert.True(World.At("2025-03-07 16:00") < due.Lapses);
        Assert.Equal((World.At("2025-03-07 16:00"), World.At("2025-03-17 09:00")), (story.State.Line!.HappenedAt!.Value, story.State.Line.HeardAt!.Value));
    }

    [Fact]
    public void Late_there_is_late_although_nobody_here_could_know_when_the_day_came()
    {
        var story = Reviewed(Connected()).SilenceUntil("2025-03-17 09:00");
        story.Then(story.Reviewer, At(new Approve(), "2025-03-14 16:00"));
        Assert.True(story.State.OverdueBy > 0);
        Assert.True(story.State.Has(Alert.PromiseMissed));
        Assert.Equal(Role.System, Actor.Clockwork.Role);
    }

    [Fact]
    public void News_from_the_future_from_before_acceptance_or_out_of_order_does_not_fit()
    {
        var story = Connected();
        Assert.Equal("cases.news-from-future", story.Refused(story.Reviewer, At(new BeginReview(), "2025-03-05 09:00"), "2025-03-04 09:00").Code);
        Assert.Equal("cases.news-before-acceptance", story.Refused(story.Reviewer, At(new BeginReview(), "2025-03-01 09:00")).Code);
        Assert.Equal("cases.stage-missing", story.Refused(story.Reviewer, At(new RecordReview([]), "2025-03-04 08:30")).Code);
        story.Then(story.Reviewer, At(new BeginReview(), "2025-03-04 08:00"));
        Assert.Equal("cases.news-out-of-order", story.Refused(story.Reviewer, At(new RecordReview([.. ReviewRules.CheckItems(story.Context)]), "2025-03-04 07:00")).Code);
    }

    [Fact]
    public void A_result_typed_in_by_hand_needs_reason_number_and_scan_and_is_marked()
    {
        var story = Connected();
        EnterOutsideResult Typed(string number = "甲1", string? scan = "f1", string? paper = "p", string at = "2025-03-05 10:00") =>
            new(true) { Paper = paper, Outside = new OutsideMark(System, number, World.At(at)) { Scan = scan, ScanHash = "ab" } };
        Assert.Equal("cases.reasons-missing", story.Refused(story.Reviewer, Typed(paper: null), "2025-03-06 09:00").Code);
        Assert.Equal("cases.scan-missing", story.Refused(story.Reviewer, Typed(scan: null)).Code);
        Assert.Equal("cases.outside-number-missing", story.Refused(story.Reviewer, Typed(number: "")).Code);
        Assert.Equal("cases.news-from-future", story.Refused(story.Reviewer, Typed(at: "2025-03-07 10:00")).Code);
        story.Then(story.Reviewer, Typed());
        Assert.Equal((CaseStatus.Approved, new DateOnly(2025, 3, 5), 1), (story.State.Status, story.State.DecidedOn!.Value, story.State.Line!.ByHand));
    }

    [Fact]
    public void Who_types_in_a_result_acts_here_and_a_result_of_before_the_order_answers_no_order()
    {
        var story = Connected();
        EnterOutsideResult Typed(string at, bool granted = false) => new(granted) { Paper = "p", Outside = new OutsideMark(System, "甲2", World.At(at)) { Scan = "f1", ScanHash = "ab" } };
        story.Then(story.Reviewer with { Id = "reviewer-2" }, new Claim(), "2025-03-05 09:00");
        Assert.Equal("cases.claimed", story.Refused(story.Reviewer, Typed("2025-03-04 10:00")).Code);
        story.Then(story.Reviewer with { Id = "reviewer-2" }, new Release()).Then(story.Reviewer, new DeclareRecusal(RecusalGround.Relatives) { Paper = "p" });
        Assert.Equal("cases.recused", story.Refused(story.Reviewer, Typed("2025-03-04 10:00")).Code);
        var other = story.Reviewer with { Id = "reviewer-2" };
        story.Then(other, Typed("2025-03-04 10:00"));
        story.Then(other, new Reopen(OrderSource.Court, "行初1号", "市南区人民法院", new DateOnly(2025, 3, 10), null, [new FiledFile("order", "f", 1, "00")]) { Paper = "p" }, "2025-03-10 09:00");
        Assert.Equal("cases.news-before-acceptance", story.Refused(other, Typed("2025-03-05 10:00", granted: true), "2025-03-11 09:00").Code);
        story.Then(other, Typed("2025-03-10 15:00", granted: true));
    }

    [Fact]
    public void An_envelope_of_ours_is_written_as_ever_and_an_outside_one_reads_back_with_both_instants()
    {
        var ours = new CaseEnvelope(370202000000, 202503030000000001, 1, "a", "case.review-begun/1", World.At("2025-03-06 09:00"), "r", Role.Reviewer, "org", [new Citation("platform", "第五条")], null, new ReviewBegun());
        Assert.DoesNotContain("outside", ours.Seal(HashChain.Genesis).Body, StringComparison.Ordinal);
        var theirs = ours with { Outside = new OutsideMark(System, "7", World.At("2025-03-05 10:00")) { Proof = "ab" } };
        var read = CaseEnvelope.Read(theirs.Seal(HashChain.Genesis).Body);
        Assert.Equal((theirs.Outside, World.At("2025-03-05 10:00"), World.At("2025-03-06 09:00")), (read.Outside, read.Stamp.At, read.At));
    }

    private static Story Connected() => Story.Filed(TheLaw.Shinan, "2025-03-03 09:00", guide: g => g with { HandledIn = new LineSystem(System, "测试业务系统") }).Accepted("2025-03-03 10:00");

    private Story Reviewed(Story story) => story
        .Then(story.Reviewer, At(new BeginReview(), "2025-03-04 10:00"), "2025-03-04 10:01")
        .Then(story.Reviewer, At(new RecordReview([.. ReviewRules.CheckItems(story.Context)]), "2025-03-05 10:00"), "2025-03-05 10:01");

    private CaseAct At(CaseAct act, string at) => act with { Paper = "p", Outside = new OutsideMark(System, $"{++numbers}", World.At(at)) { Proof = "proof" } };
}
