using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

public sealed class DecisionTests
{
    [Fact]
    [Clause("QD-22-1")]
    [Clause("HY-10-1")]
    public void No_stage_is_skipped_an_accepted_case_cannot_be_delivered()
    {
        foreach (var place in new[] { TheLaw.Shinan, TheLaw.Huyi })
        {
            var story = Story.Filed(place, "2024-03-04 09:00").Accepted();
            var why = story.Refused(story.Reviewer, new BeginDelivery(DeliveryMode.Counter));
            Assert.Equal("cases.stage-missing", why.Code);
            Assert.Contains("审查、决定", why.Message, StringComparison.Ordinal);
            Assert.Contains(why.Basis.Rulebook, (string[])["qingdao-2023", "huyi-2021"]);
        }
    }

    [Fact]
    [Clause("QD-27-2")]
    [Clause("HY-14-7")]
    public void A_decision_waits_until_every_material_and_condition_is_checked()
    {
        var story = Story.Filed(TheLaw.Huyi, "2024-03-04 09:00").Accepted();
        story.Then(story.Reviewer, new BeginReview());
        var all = ReviewRules.CheckItems(story.Context).ToList();
        Assert.Equal(5, all.Count);
        Assert.Equal("cases.review-incomplete", story.Refused(story.Reviewer, new RecordReview([.. all.Take(4)])).Code);
        Assert.Equal("cases.review-missing", story.Refused(story.Reviewer, new Approve()).Code);
        Assert.Equal("cases.stage-missing", story.Refused(story.Reviewer, new RecordDelivery { Paper = "p" }).Code);
        story.Then(story.Reviewer, new RecordReview(all)).Then(story.Reviewer, new Approve());
    }

    [Fact]
    public void Who_received_does_not_review_but_on_the_spot()
    {
        var chief = new Actor("chief-1", "", Role.ChiefRepresentative, TheLaw.Shinan, "org", null);
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00").Then(chief, new Accept());
        Assert.Equal("cases.receiver-may-not-review", story.Refused(chief, new BeginReview()).Code);
        story.Then(story.Reviewer, new BeginReview());
        var spot = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00", guide: g => g with { OnTheSpot = true }).Then(chief, new Accept()).Then(chief, new Approve());
        Assert.Equal(CaseStatus.Approved, spot.State.Status);
    }

    [Fact]
    [Clause("HB-2.4-5")]
    public void An_on_the_spot_item_is_decided_at_the_window_in_one_session_others_are_reviewed_first()
    {
        var spot = Story.Filed(TheLaw.HebeiCity, "2024-03-04 09:00", channel: Channel.Counter, guide: g => g with { OnTheSpot = true });
        spot.Accepted("2024-03-04 09:05").Then(spot.Clerk, new Approve(), "2024-03-04 09:10");
        Assert.Equal(CaseStatus.Approved, spot.State.Status);
        var other = Story.Filed(TheLaw.HebeiCity, "2024-03-04 09:00").Accepted();
        Assert.Equal("cases.review-first", other.Refused(other.Clerk, new Approve()).Code);
    }

    [Fact]
    public void A_refusal_states_its_reasons()
    {
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00").Accepted().Reviewed();
        Assert.Equal("cases.reasons-missing", story.Refused(story.Reviewer, new Refuse()).Code);
        story.Then(story.Reviewer, new Refuse { Paper = "p" });
    }

    [Fact]
    [Clause("QD-28-2")]
    public void Delivery_is_recorded_with_its_proof_and_closes_the_case()
    {
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00").Accepted().Reviewed();
        story.Then(story.Reviewer, new Approve());
        Assert.Equal("cases.mode-not-offered", story.Refused(story.Clerk, new BeginDelivery(DeliveryMode.Kiosk)).Code);
        story.Then(story.Clerk, new BeginDelivery(DeliveryMode.Post));
        var why = story.Refused(story.Clerk, new RecordDelivery());
        Assert.Equal("cases.waybill-missing", why.Code);
        Assert.Contains("寄递单号", why.Message, StringComparison.Ordinal);
        story.Then(story.Clerk, new RecordDelivery { Paper = "p", Waybill = "EA123456789CN" });
        Assert.Equal(CaseStatus.Closed, story.State.Status);
        Assert.Equal("cases.ended", story.Refused(story.Clerk, new RecordDelivery { Paper = "p" }).Code);
    }

    /// <summary>Each of the four ways with its own proof, and none on a typed word (青岛办法 第二十八条).</summary>
    [Fact]
    [Clause("QD-28-2")]
    [Clause("HY-16-1")]
    public void Each_way_of_delivery_closes_on_its_own_proof_alone()
    {
        Story Sent(DeliveryMode mode)
        {
            var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00", guide: g => g with { Deliveries = Enum.GetValues<DeliveryMode>() }).Accepted().Reviewed();
            return story.Then(story.Reviewer, new Approve()).Then(story.Clerk, new BeginDelivery(mode));
        }

        DeliveryProofKind?[] every = [null, .. Enum.GetValues<DeliveryProofKind>().Select(k => (DeliveryProofKind?)k)];
        (DeliveryMode Mode, bool ByApplicant, DeliveryProofKind[] Enough)[] ways =
        [
            (DeliveryMode.Counter, false, [DeliveryProofKind.Identity, DeliveryProofKind.Entrusted]),
            (DeliveryMode.Electronic, true, [DeliveryProofKind.Opened, DeliveryProofKind.Code]),
            (DeliveryMode.Kiosk, true, [DeliveryProofKind.Code]),
        ];
        foreach (var (mode, byApplicant, enough) in ways)
        {
            foreach (var proof in every)
            {
                var story = Sent(mode);
                var (his, theirs) = (Story.Applicant, story.Clerk);
                var act = new RecordDelivery { Paper = "p", Proof = proof };
                Assert.Equal(byApplicant ? "cases.proof-by-applicant" : "cases.proof-by-staff", story.Refused(byApplicant ? theirs : his, act).Code);
                if (proof is { } kind && enough.Contains(kind))
                {
                    Assert.Equal("cases.proof-missing", story.Refused(byApplicant ? his : theirs, act with { Paper = null }).Code);
                    story.Then(byApplicant ? his : theirs, act);
                    Assert.Equal((CaseStatus.Closed, proof), (story.State.Status, Assert.IsType<CaseDelivered>(story.Events[^1]).Proof));
                }
                else
                {
                    story.Refused(byApplicant ? his : theirs, act);
                    Assert.Equal(CaseStatus.Delivering, story.State.Status);
                }
            }
        }
    }

    [Theory]
    [InlineData("2024-05-08 09:00", true)]
    [InlineData("2024-05-31 09:00", true)]
    [InlineData("2024-06-01 09:00", false)]
    [InlineData("2024-06-20 09:00", false)]
    [Clause("QD-1-9")]
    [Clause("HY-14-6")]
    public void A_renewal_filed_thirty_days_before_expiry_and_left_undecided_is_deemed_renewed(string filed, bool renewed)
    {
        foreach (var place in new[] { TheLaw.Shinan, TheLaw.Huyi })
        {
            var story = Story.Filed(place, filed, expires: new DateOnly(2024, 6, 30)).Accepted().SilenceUntil("2024-06-30 23:59");
            Assert.Equal(CaseStatus.Accepted, story.State.Status);
            story.SilenceUntil("2024-07-01 00:00");
            Assert.Equal(renewed ? CaseStatus.DeemedRenewed : CaseStatus.Accepted, story.State.Status);
            Assert.Equal(!renewed, story.State.Has(Alert.RenewalExpired));
            if (renewed) Assert.Equal(new DateOnly(2024, 7, 1), Assert.IsType<CaseDeemedRenewed>(story.Events[^1]).RenewedFrom);
        }
    }

    [Fact]
    [Clause("QD-1-9")]
    [Clause("HY-14-6")]
    public void A_renewal_that_was_refused_or_never_accepted_is_not_renewed_by_time()
    {
        var refused = Story.Filed(TheLaw.Huyi, "2024-05-08 09:00", expires: new DateOnly(2024, 6, 30)).Accepted().Reviewed();
        refused.Then(refused.Reviewer, new Refuse { Paper = "p" }, "2024-06-28 09:00").SilenceUntil("2024-07-10 00:00");
        Assert.Equal(CaseStatus.Refused, refused.State.Status);
        var waiting = Story.Filed(TheLaw.Shinan, "2024-05-08 09:00", ["m1"], expires: new DateOnly(2024, 6, 30));
        waiting.Then(waiting.Clerk, new RequestCorrection([Story.Missing("m2"), Story.Missing("m3")], new DateOnly(2024, 7, 3))).SilenceUntil("2024-07-01 00:00");
        Assert.Equal(CaseStatus.CorrectionRequired, waiting.State.Status);
    }

    [Fact]
    [Clause("QD-1-8")]
    public void A_granted_licence_not_handed_over_within_ten_working_days_is_listed()
    {
        var story = Story.Filed(TheLaw.Shinan, "2024-03-01 09:00").Accepted().Reviewed();
        story.Then(story.Reviewer, new Approve(), "2024-03-04 09:00").SilenceUntil("2024-03-18 23:59");
        Assert.False(story.State.Has(Alert.DeliveryLate));
        story.SilenceUntil("2024-03-19 00:00");
        Assert.True(story.State.Has(Alert.DeliveryLate));
    }

    /// <summary>行政许可法 第四十四条 counts from the decision and 第四十五条 leaves no payment out; where no law counts, the house waits for the applicant.</summary>
    [Fact]
    [Clause("QD-1-8")]
    [Clause("HB-2.1-5")]
    public void The_time_to_hand_over_a_licence_runs_on_while_a_fee_is_due_and_the_house_s_own_waits_for_it()
    {
        Story Approved(ItemType type)
        {
            var basis = new LegalBasis("示范法", "第二条") { Type = BasisType.Law };
            var story = Story.Filed(TheLaw.Shinan, "2024-03-01 09:00", type: type, guide: g => g with { Fees = [new Fee("工本费", new OneWindow.Kernel.Money(1000), "每件", basis)] }).Accepted().Reviewed();
            return story.Then(story.Reviewer, new Approve(), "2024-03-04 09:00");
        }

        var licence = Approved(ItemType.Licence);
        Assert.Equal("cases.fee-due", licence.Refused(licence.Clerk, new BeginDelivery(DeliveryMode.Counter)).Code);
        licence.SilenceUntil("2024-03-19 00:00");
        Assert.True(Assert.IsType<CaseAlerted>(licence.Events[^1]).FeeDue);
        Assert.True(licence.State.Has(Alert.DeliveryLate));

        RecordFee Moved(string charge, FeeStep step) => new(charge, "工本费", step, new OneWindow.Kernel.Money(1000), null);
        var twice = Approved(ItemType.Licence).Then(Actor.Clockwork, Moved("c1", FeeStep.Charged)).Then(Actor.Clockwork, Moved("c1", FeeStep.Waived)).Then(Actor.Clockwork, Moved("c2", FeeStep.Charged));
        Assert.Equal("cases.fee-due", twice.Refused(twice.Clerk, new BeginDelivery(DeliveryMode.Counter)).Code);
        twice.Then(Actor.Clockwork, Moved("c2", FeeStep.Paid)).Then(twice.Clerk, new BeginDelivery(DeliveryMode.Counter));

        var other = Approved(ItemType.Confirmation).SilenceUntil("2024-04-30 00:00");
        Assert.DoesNotContain(Alert.DeliveryLate, other.State.Alerts);
        other.Then(Actor.Clockwork, new RecordFee("c1", "工本费", FeeStep.Charged, new OneWindow.Kernel.Money(1000), null), "2024-05-06 09:00")
            .Then(Actor.Clockwork, new RecordFee("c1", "工本费", FeeStep.Paid, new OneWindow.Kernel.Money(1000), "37"), "2024-05-06 10:00").SilenceUntil("2024-05-17 23:59");
        Assert.DoesNotContain(Alert.DeliveryLate, other.State.Alerts);
        other.SilenceUntil("2024-05-18 00:00");
        Assert.Null(Assert.IsType<CaseAlerted>(other.Events[^1]).FeeDue);
        Assert.True(other.State.Has(Alert.DeliveryLate));
    }

    [Fact]
    public void A_newly_announced_year_moves_an_open_deadline_and_the_log_says_why()
    {
        var announced = TheLaw.Calendar;
        var before = new OneWindow.Kernel.WorkCalendar(announced.Years.Where(y => y.Year < 2025));
        var story = Story.Filed(TheLaw.Shinan, "2024-12-30 09:00").Under(before).Accepted();
        Assert.Equal((new DateOnly(2025, 1, 6), true), (story.State.Promised!.Due.Day, story.State.Promised.Due.Provisional));
        story.Under(announced).Then(Actor.Clockwork, new Reproject());
        Assert.Equal((new DateOnly(2025, 1, 7), false), (story.State.Promised.Due.Day, story.State.Promised.Due.Provisional));
        var entry = Assert.IsType<OneWindow.Kernel.ClockEntry.Reprojected>(story.State.Promised.Clock.Ledger[^1]);
        Assert.Equal((new DateOnly(2025, 1, 6), new DateOnly(2025, 1, 7)), (entry.From, entry.To));
        Assert.Equal("cases.nothing-moved", story.Refused(Actor.Clockwork, new Reproject()).Code);
    }

    [Fact]
    public void A_page_that_is_behind_overwrites_nothing()
    {
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00").Accepted();
        Assert.False(story.Do(story.Reviewer, new BeginReview(), seen: 1).Try(out _, out var why));
        Assert.Equal("cases.changed-meanwhile", why.Code);
    }

    [Fact]
    public void The_applicant_may_take_the_filing_back_until_it_is_decided()
    {
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00").Accepted().Reviewed();
        Assert.Equal("cases.withdrawal-by-applicant", story.Refused(story.Clerk, new Withdraw()).Code);
        story.Then(Story.Applicant, new Withdraw());
        Assert.Equal((CaseStatus.Withdrawn, (CaseTimer?)null), (story.State.Status, story.State.Timer));
    }

    [Fact]
    public void A_window_takes_back_what_was_filed_in_person_only_on_the_applicants_word_in_writing()
    {
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00", channel: Channel.Counter).Accepted();
        Assert.Equal("cases.request-missing", story.Refused(story.Clerk, new Withdraw()).Code);
        story.Then(story.Clerk, new Withdraw { Paper = "p" });
        Assert.Equal(CaseStatus.Withdrawn, story.State.Status);
    }
}
