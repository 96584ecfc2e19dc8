using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;
using OneWindow.Ui;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>How a case is conducted: told in writing or not at all, on the spot, in time or late for good, and ended with its applicant.</summary>
public sealed class ConductTests
{
    private static readonly DateOnly Due = new(2024, 3, 20);

    [Fact]
    [Clause("CQ-18-2")]
    public void A_correction_told_by_mouth_alone_is_refused_and_a_voucher_is_taken()
    {
        var story = Story.Filed(TheLaw.Shapingba, "2024-03-04 10:00", ["m2"]);
        var told = new RequestCorrection([Story.Missing("m1"), Story.Missing("m3")], Due);
        var why = story.Refused(story.Clerk, told with { Voucher = VoucherForm.Oral });
        Assert.Equal(("cases.oral-void", "chongqing", "第十八条"), (why.Code, why.Basis.Rulebook, why.Basis.Article));
        Assert.Equal(CaseStatus.Submitted, story.State.Status);
        story.Then(story.Clerk, told with { Voucher = VoucherForm.Electronic });
        Assert.Equal(CaseStatus.CorrectionRequired, story.State.Status);
    }

    [Fact]
    [Clause("HY-13-5")]
    public void A_talk_that_is_written_down_changes_neither_state_nor_clock()
    {
        var story = Story.Filed(TheLaw.Huyi, "2024-03-04 10:00", ["m2"]);
        Assert.Equal("cases.oral-void", story.Refused(story.Clerk, new RequestCorrection([Story.Missing("m1"), Story.Missing("m3")], Due) { Voucher = VoucherForm.Oral }).Code);
        var before = story.State;
        story.Then(story.Clerk, new RecordContact(ContactKind.Phone) { Paper = "told by phone" }, "2024-03-04 11:00");
        // That it could be taken back within a minute is all that is remembered of it.
        Assert.Equal(before with { Version = 2, Mends = story.State.Mends }, story.State);
        story.SilenceUntil("2024-03-12 00:00");
        Assert.Equal((CaseStatus.Accepted, AcceptanceMode.Deemed), (story.State.Status, story.State.Mode));
    }

    [Fact]
    [Clause("HY-13-2")]
    public void In_Huyi_late_acceptance_is_never_held_back_its_breach_stands_and_its_reason_is_owed()
    {
        var story = Story.Filed(TheLaw.Huyi, "2024-03-04 10:00");
        Assert.Equal(World.At("2024-03-06 00:00"), story.State.Timer!.At);
        Assert.Equal("cases.stage-missing", story.Refused(story.Clerk, new ExplainLateness { Paper = "p" }).Code);

        // Before any sweep has looked: the act itself finds the limit passed.
        story.Accepted("2024-03-06 09:00");
        Assert.Equal((CaseStatus.Accepted, new DateOnly(2024, 3, 6)), (story.State.Status, story.State.AcceptedOn));
        Assert.Equal([Alert.AcceptanceLate], story.State.Alerts);
        Assert.True(ConductRules.OwesReason(story.State, story.Context.Rules));
        Assert.Contains("补记逾期受理的原因", CaseReasons.Of(new OpenCase(story.State, [], story.Context)), StringComparison.Ordinal);
        Assert.Equal("cases.reasons-missing", story.Refused(story.Clerk, new ExplainLateness()).Code);
        story.Then(story.Clerk, new ExplainLateness { Paper = "p" });
        Assert.False(ConductRules.OwesReason(story.State, story.Context.Rules));
        Assert.True(story.State.Has(Alert.AcceptanceLate));

        var inTime = Story.Filed(TheLaw.Huyi, "2024-03-04 10:00", channel: Channel.Counter).Accepted("2024-03-05 23:59");
        Assert.Empty(inTime.State.Alerts);
        var silent = Story.Filed(TheLaw.Huyi, "2024-03-04 10:00", ["m1"]).SilenceUntil("2024-03-11 23:59");
        Assert.Equal(CaseStatus.Submitted, silent.State.Status);
        silent.SilenceUntil("2024-03-12 00:00");
        Assert.Equal((CaseStatus.Accepted, AcceptanceMode.Deemed), (silent.State.Status, silent.State.Mode));
    }

    [Theory]
    [InlineData("2024-03-08 15:00", "2024-03-12 00:00")]
    [InlineData("2024-04-03 10:00", "2024-04-08 00:00")]
    [Clause("CQ-17-4")]
    public void In_Chongqing_an_online_filing_is_examined_by_the_end_of_the_next_working_day(string filed, string lapses)
    {
        var story = Story.Filed(TheLaw.Shapingba, filed, ["m2"]);
        Assert.Equal((TimerKind.AcceptanceLimit, World.At(lapses)), (story.State.Timer!.Kind, story.State.Timer.At));
        story.SilenceUntil(lapses);
        Assert.Equal((CaseStatus.Accepted, AcceptanceMode.Deemed), (story.State.Status, story.State.Mode));
        Assert.True(story.State.Has(Alert.AcceptanceLate));
    }

    [Fact]
    [Clause("CQ-17-1")]
    public void In_Chongqing_what_is_complete_at_the_counter_is_accepted_in_the_same_session()
    {
        var story = Story.Filed(TheLaw.Shapingba, "2024-03-04 10:00", channel: Channel.Counter);
        CaseAct[] others = [new RequestCorrection([Story.Missing("m1")], Due), new RequestCorrection([], Due), new AcceptTolerantly([], Due, true)];
        Assert.Equal(["cases.accept-on-the-spot", "cases.nothing-to-correct", "cases.nothing-tolerated"], others.Select(act => story.Refused(story.Clerk, act).Code));
        Assert.NotNull(CaseLifecycle.Find(CaseStatus.Submitted, nameof(AcceptTolerantly))!.Guard(story.State, null, new ActorInCase(story.Clerk, story.State), story.Context, story.Now));
        story.Accepted("2024-03-04 10:00");
        Assert.Equal(new DateOnly(2024, 3, 4), story.State.AcceptedOn);
        Assert.Empty(story.State.Alerts);

        // Left pending it is a breach at the end of the day, whoever accepts it then.
        var left = Story.Filed(TheLaw.Shapingba, "2024-03-04 10:00", channel: Channel.Counter).Accepted("2024-03-05 08:00");
        Assert.Equal([Alert.AcceptanceLate], left.State.Alerts);
    }

    [Fact]
    public void In_Chongqing_what_is_complete_at_the_counter_but_not_of_the_legal_form_is_told_once()
    {
        var story = Story.Filed(TheLaw.Shapingba, "2024-03-04 10:00", channel: Channel.Counter);
        story.Then(story.Clerk, new RequestCorrection([new Defect(DefectKind.Material, "m1", "unreadable")], Due));
        Assert.Equal(CaseStatus.CorrectionRequired, story.State.Status);
    }

    [Fact]
    [Clause("CQ-17-3")]
    public void The_acceptance_notice_may_be_left_out_on_the_spot_in_Chongqing_and_not_in_Huyi()
    {
        static Story Spot(RegionCode place) => Story.Filed(place, "2024-03-04 10:00", channel: Channel.Counter, guide: g => g with { OnTheSpot = true });
        var chongqing = Spot(TheLaw.Shapingba);
        chongqing.Then(chongqing.Clerk, new Accept { OmitNotice = true }, "2024-03-04 10:05").Then(chongqing.Clerk, new Approve(), "2024-03-04 10:06")
            .Then(chongqing.Clerk, new BeginDelivery(DeliveryMode.Counter)).Then(chongqing.Clerk, new RecordDelivery { Paper = "p", Proof = DeliveryProofKind.Identity });
        Assert.Equal(CaseStatus.Closed, chongqing.State.Status);
        Assert.True(chongqing.Events.OfType<CaseAccepted>().Single().NoticeOmitted);

        var huyi = Spot(TheLaw.Huyi);
        var why = huyi.Refused(huyi.Clerk, new Accept { OmitNotice = true });
        Assert.Equal(("cases.notice-owed", "huyi-2021"), (why.Code, why.Basis.Rulebook));
        Assert.Equal("cases.stage-missing", huyi.Refused(huyi.Clerk, new Approve()).Code);
        huyi.Accepted().Then(huyi.Clerk, new Approve());
        Assert.Null(huyi.Events.OfType<CaseAccepted>().Single().NoticeOmitted);

        var slow = Story.Filed(TheLaw.Shapingba, "2024-03-04 10:00", channel: Channel.Counter);
        Assert.Equal("cases.notice-owed", slow.Refused(slow.Clerk, new Accept { OmitNotice = true }).Code);
    }

    [Fact]
    [Clause("HY-14-1")]
    public void A_decision_on_the_last_day_is_in_time_and_one_day_later_is_kept_as_overdue_by_one()
    {
        var inTime = Story.Filed(TheLaw.Huyi, "2024-03-04 09:00").Accepted("2024-03-04 10:00").Reviewed();
        inTime.Then(inTime.Reviewer, new Approve(), "2024-03-11 23:59");
        Assert.Null(inTime.State.OverdueBy);
        Assert.Empty(inTime.State.Alerts);
        var late = Story.Filed(TheLaw.Huyi, "2024-03-04 09:00").Accepted("2024-03-04 10:00").Reviewed();
        late.Then(late.Reviewer, new Approve(), "2024-03-12 09:00");
        Assert.Equal(1, late.State.OverdueBy);
        Assert.Equal(1, Assert.IsType<CaseApproved>(late.Events[^1]).OverdueBy);
        Assert.True(late.State.Has(Alert.PromiseMissed));
        var later = Story.Filed(TheLaw.Huyi, "2024-03-04 09:00").Accepted("2024-03-04 10:00").Reviewed();
        later.Then(later.Reviewer, new Refuse { Paper = "p" }, "2024-03-18 09:00");
        Assert.Equal(5, later.State.OverdueBy);
    }

    [Fact]
    [Clause("HY-14-5")]
    public void A_renewal_is_decided_by_the_promise_or_the_expiry_whichever_is_first_and_no_holiday_moves_the_expiry()
    {
        var expiry = new DateOnly(2024, 6, 30);
        var soon = Story.Filed(TheLaw.Huyi, "2024-05-08 09:00", expires: expiry).Accepted();
        Assert.Equal(soon.State.Promised!.Due.Day, TimeRules.DecideBy(soon.State));
        Assert.True(TimeRules.DecideBy(soon.State) < expiry);
        var story = Story.Filed(TheLaw.Huyi, "2024-05-08 09:00", expires: expiry, guide: g => g with { PromisedLimit = TimeLimit.WorkingDays(60) }).Accepted();
        Assert.Equal((expiry, expiry), (TimeRules.DecideBy(story.State), Trays.DueOf(story.State)));
        story.SilenceUntil("2024-06-27 23:59");
        Assert.False(story.State.Has(Alert.RenewalNear));
        story.SilenceUntil("2024-06-28 00:00");
        Assert.True(story.State.Has(Alert.RenewalNear));
        Assert.Equal((Lamp.Red, expiry), CaseLights.Of(new OpenCase(story.State, [], story.Context), story.Now) is var light ? (light.Lamp, light.Due) : default);
    }

    [Fact]
    [Clause("QD-1-11")]
    public void An_on_the_spot_licence_is_offered_for_decision_in_its_session_and_undecided_at_day_end_is_a_breach_kept_for_good()
    {
        foreach (var place in new[] { TheLaw.Shinan, TheLaw.Huyi })
        {
            var story = Story.Filed(place, "2024-03-04 10:00", guide: g => g with { OnTheSpot = true }).Accepted("2024-03-04 10:05");
            Assert.Null(CaseLifecycle.Find(story.State.Status, nameof(Approve))!.Guard(story.State, null, new ActorInCase(story.Clerk, story.State), story.Context, story.Now));
            story.SilenceUntil("2024-03-04 23:59");
            Assert.False(story.State.Has(Alert.SpotUndecided));
            story.SilenceUntil("2024-03-05 00:00");
            Assert.True(story.State.Has(Alert.SpotUndecided));
            Assert.Equal(new Citation("licensing-law-2019", "第三十四条"), story.BasisOf<CaseAlerted>());
            story.Then(story.Clerk, new Approve());
            Assert.True(story.State.Has(Alert.SpotUndecided));

            var plain = Story.Filed(place, "2024-03-04 10:00").Accepted("2024-03-04 10:05").SilenceUntil("2024-03-05 09:00");
            Assert.False(plain.State.Has(Alert.SpotUndecided));
            var lacking = Story.Filed(place, "2024-03-04 10:00", ["m1"], guide: g => g with { OnTheSpot = true }).SilenceUntil("2024-03-05 09:00");
            Assert.False(lacking.State.Has(Alert.SpotUndecided));
        }
    }

    [Fact]
    [Clause("QG-2.4.2-3")]
    public void In_the_towns_an_on_the_spot_item_open_at_day_end_is_flagged()
    {
        var story = Story.Filed(TheLaw.ShinanTown, "2024-03-04 10:00", type: ItemType.PublicService, guide: g => g with { OnTheSpot = true });
        story.SilenceUntil("2024-03-05 00:00");
        Assert.Contains(Alert.SpotUndecided, story.State.Alerts);
        Assert.Equal("qingdao-grassroots-2020", story.BasisOf<CaseAlerted>().Rulebook);
        var done = Story.Filed(TheLaw.ShinanTown, "2024-03-04 10:00", type: ItemType.PublicService, guide: g => g with { OnTheSpot = true }).Accepted("2024-03-04 10:02");
        done.Then(done.Clerk, new Approve(), "2024-03-04 10:03").SilenceUntil("2024-03-05 09:00");
        Assert.Empty(done.State.Alerts);
    }

    [Fact]
    [Clause("CQ-25-1")]
    public void In_Chongqing_what_passes_a_review_of_form_is_decided_the_same_day()
    {
        static Story Passed() => Story.Filed(TheLaw.Shapingba, "2024-03-04 09:00", type: ItemType.Confirmation, guide: g => g with { FormReviewOnly = true })
            .Accepted("2024-03-04 09:10").SilenceUntil("2024-03-06 10:00").Reviewed();
        var story = Passed();
        Assert.Null(CaseLifecycle.Find(story.State.Status, nameof(Approve))!.Guard(story.State, null, new ActorInCase(story.Reviewer, story.State), story.Context, story.Now));
        Assert.Equal((TimerKind.SpotDue, World.At("2024-03-07 00:00")), (story.State.Timer!.Kind, story.State.Timer.At));
        story.SilenceUntil("2024-03-07 00:00");
        Assert.Equal([Alert.SpotUndecided], story.State.Alerts);
        var decided = Passed();
        decided.Then(decided.Reviewer, new Approve(), "2024-03-06 10:05");
        Assert.Empty(decided.State.Alerts);
    }

    [Fact]
    [Clause("HB-2.1-5")]
    public void A_licence_on_its_way_but_not_delivered_in_ten_working_days_is_listed_and_others_after_the_setting()
    {
        foreach (var type in new[] { ItemType.Licence, ItemType.Confirmation })
        {
            var story = Story.Filed(TheLaw.HebeiCity, "2024-03-01 09:00", type: type).Accepted().Reviewed();
            story.Then(story.Reviewer, new Approve(), "2024-03-04 09:00").Then(story.Clerk, new BeginDelivery(DeliveryMode.Post)).SilenceUntil("2024-03-18 23:59");
            Assert.False(Trays.IsAlerted(story.State));
            story.SilenceUntil("2024-03-19 00:00");
            Assert.Equal([Alert.DeliveryLate], story.State.Alerts);
            Assert.True(Trays.IsAlerted(story.State));
            Assert.Equal(type == ItemType.Licence ? new Citation("licensing-law-2019", "第四十四条") : PlatformRules.Defaults, story.BasisOf<CaseAlerted>());
        }
    }

    [Fact]
    [Clause("QG-2.3.3-5")]
    public void One_visit_more_than_the_guide_says_needs_its_reason_or_is_kept_for_supervision()
    {
        static Story Came() => Story.Filed(TheLaw.ShinanTown, "2024-03-04 10:00", channel: Channel.Counter);
        var story = Came();
        Assert.Equal((1, 1), (story.Guide.Visits, story.State.Visits));
        story.Then(story.Clerk, new RecordContact(ContactKind.Visit));
        Assert.Equal((2, true, true), (story.State.Visits, story.State.Has(Alert.VisitsExceeded), Trays.IsAlerted(story.State)));
        var reasoned = Came();
        reasoned.Then(reasoned.Clerk, new RecordContact(ContactKind.Visit) { Paper = "p" });
        Assert.Equal((2, false), (reasoned.State.Visits, reasoned.State.Has(Alert.VisitsExceeded)));
        var online = Story.Filed(TheLaw.ShinanTown, "2024-03-04 10:00");
        online.Then(online.Clerk, new RecordContact(ContactKind.Visit)).Then(online.Clerk, new RecordContact(ContactKind.Phone) { Paper = "p" });
        Assert.Equal((1, false), (online.State.Visits, online.State.Has(Alert.VisitsExceeded)));
    }

    [Fact]
    [Clause("CQ-18-5")]
    public void A_filing_is_taken_back_before_the_decision_and_ends_with_its_applicant_on_evidence()
    {
        var story = Story.Filed(TheLaw.Shapingba, "2024-03-04 09:00").Accepted().Reviewed();
        story.Then(Story.Applicant, new Withdraw());
        Assert.Equal((CaseStatus.Withdrawn, (CaseTimer?)null), (story.State.Status, story.State.Timer));
        var granted = Story.Filed(TheLaw.Shapingba, "2024-03-04 09:00").Accepted().Reviewed();
        granted.Then(granted.Reviewer, new Approve());
        Assert.Contains("cases.", granted.Refused(Story.Applicant, new Withdraw()).Code, StringComparison.Ordinal);
        Assert.Equal(CaseStatus.Approved, granted.State.Status);

        var dead = Story.Filed(TheLaw.Shapingba, "2024-03-04 09:00").Accepted("2024-03-04 10:00");
        Assert.Equal("cases.evidence-missing", dead.Refused(dead.Clerk, new Terminate(TerminationGround.Death)).Code);
        dead.Then(dead.Clerk, new Terminate(TerminationGround.Death) { Paper = "p" }, "2024-03-08 10:00").SilenceUntil("2024-04-20 00:00");
        Assert.Equal((CaseStatus.Terminated, (CaseTimer?)null), (dead.State.Status, dead.State.Timer));
        Assert.Empty(dead.State.Alerts);
        Assert.False(dead.State.Promised!.Clock.StandAt(dead.Now, dead.Context.Calendar).IsOverdue);
        Assert.Equal("cases.ended", dead.Refused(dead.Reviewer, new BeginReview()).Code);
    }

    [Fact]
    public void What_went_by_post_is_delivered_with_its_waybill_or_not_at_all()
    {
        var story = Story.Filed(TheLaw.Huyi, "2024-03-04 09:00").Accepted().Reviewed();
        story.Then(story.Reviewer, new Approve()).Then(story.Clerk, new BeginDelivery(DeliveryMode.Post));
        Assert.Equal("cases.waybill-missing", story.Refused(story.Clerk, new RecordDelivery { Paper = "p" }).Code);
        story.Then(story.Clerk, new RecordDelivery { Paper = "p", Waybill = "EA123456789CN" });
        Assert.Equal("EA123456789CN", Assert.IsType<CaseDelivered>(story.Events[^1]).Waybill);
    }
}
