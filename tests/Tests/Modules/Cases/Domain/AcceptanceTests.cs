using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

public sealed class AcceptanceTests
{
    [Fact]
    [Clause("CQ-18-3")]
    public void In_Chongqing_an_incomplete_online_filing_left_in_silence_is_accepted_as_of_its_receipt_after_one_working_day()
    {
        var story = Story.Filed(TheLaw.Shapingba, "2024-03-04 10:00", ["m1", "m2"]).SilenceUntil("2024-03-05 23:59");
        Assert.Equal(CaseStatus.Submitted, story.State.Status);
        story.SilenceUntil("2024-03-06 00:00");
        Assert.Equal((CaseStatus.Accepted, AcceptanceMode.Deemed, new DateOnly(2024, 3, 4)), (story.State.Status, story.State.Mode, story.State.AcceptedOn));
        Assert.Equal("chongqing", story.BasisOf<CaseAccepted>().Rulebook);
        Assert.Equal("cases.not-from-here", story.Refused(story.Clerk, new RequestCorrection([Story.Missing("m3")], new DateOnly(2024, 3, 20))).Code);
    }

    [Fact]
    [Clause("CQ-1-2")]
    [Clause("CQ-18-3")]
    public void In_Chongqing_a_licence_filed_incomplete_at_the_counter_is_deemed_accepted_after_five_working_days()
    {
        var story = Story.Filed(TheLaw.Shapingba, "2024-03-04 10:00", ["m1", "m2"], Channel.Counter).SilenceUntil("2024-03-11 23:59");
        Assert.Equal(CaseStatus.Submitted, story.State.Status);
        Assert.True(story.State.Has(Alert.AcceptanceLate));
        story.SilenceUntil("2024-03-12 00:00");
        Assert.Equal((CaseStatus.Accepted, new DateOnly(2024, 3, 4)), (story.State.Status, story.State.AcceptedOn));
    }

    [Fact]
    [Clause("QD-1-3")]
    [Clause("QD-26-1")]
    public void Elsewhere_the_licensing_law_gives_the_lapse_its_effect_after_five_working_days()
    {
        foreach (var place in new[] { TheLaw.Shinan, TheLaw.HebeiCity, TheLaw.Huyi })
        {
            var story = Story.Filed(place, "2024-03-04 10:00", ["m1"]).SilenceUntil("2024-03-11 23:59");
            Assert.Equal(CaseStatus.Submitted, story.State.Status);
            story.SilenceUntil("2024-03-12 00:00");
            Assert.True(story.State.Has(Alert.AcceptanceLate));
            Assert.Equal((CaseStatus.Accepted, AcceptanceMode.Deemed, new DateOnly(2024, 3, 4)), (story.State.Status, story.State.Mode, story.State.AcceptedOn));
            Assert.Equal(new Citation("licensing-law-2019", "第三十二条"), story.BasisOf<CaseAccepted>());
            Assert.Equal("cases.not-from-here", story.Refused(story.Clerk, new RefuseAcceptance("out-of-powers", "市") { Paper = "p" }).Code);
        }
    }

    [Fact]
    [Clause("QD-1-3")]
    public void A_complete_filing_left_in_silence_is_alerted_and_accepted_by_hand_and_nothing_can_be_told_any_more()
    {
        foreach (var place in new[] { TheLaw.Shinan, TheLaw.HebeiCity, TheLaw.Huyi, TheLaw.Shapingba })
        {
            var story = Story.Filed(place, "2024-03-04 10:00").SilenceUntil("2024-03-12 00:00");
            Assert.Equal((CaseStatus.Submitted, true), (story.State.Status, story.State.Has(Alert.AcceptanceLate)));
            var why = story.Refused(story.Clerk, new RequestCorrection([new Defect(DefectKind.Material, "m1", "unreadable")], new DateOnly(2024, 3, 20)));
            Assert.Equal(("cases.told-too-late", place == TheLaw.Shapingba ? "chongqing" : "licensing-law-2019"), (why.Code, why.Basis.Rulebook));
            Assert.Equal(new DateOnly(2024, 3, 12), story.Accepted().State.AcceptedOn);
        }
    }

    [Fact]
    public void Where_no_text_names_a_ground_staff_refuse_acceptance_on_any_in_writing()
    {
        foreach (var (place, basis) in new[] { (TheLaw.Shinan, "qingdao-2023/第二十六条"), (TheLaw.HebeiCity, "platform/第十三条") })
        {
            var story = Story.Filed(place, "2024-03-04 10:00", type: ItemType.Confirmation);
            Assert.Equal("cases.reasons-missing", story.Refused(story.Clerk, new RefuseAcceptance("contrary-to-law", null)).Code);
            Assert.Equal("cases.correct-first", story.Refused(story.Clerk, new RefuseAcceptance("not-tolerable", null) { Paper = "p" }).Code);
            Assert.Equal("cases.ground-not-listed", story.Refused(story.Clerk, new RefuseAcceptance("tired", null) { Paper = "p" }).Code);
            story.Then(story.Clerk, new RefuseAcceptance("contrary-to-law", null) { Paper = "p" });
            Assert.Equal((CaseStatus.NotAccepted, basis), (story.State.Status, story.BasisOf<AcceptanceRefused>().ToString()));
        }
    }

    [Fact]
    [Clause("QD-26-1")]
    public void A_confirmation_left_in_silence_outside_Chongqing_is_alerted_and_nothing_more()
    {
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 10:00", ["m1"], type: ItemType.Confirmation).SilenceUntil("2024-05-06 00:00");
        Assert.Equal(CaseStatus.Submitted, story.State.Status);
        Assert.Equal([Alert.AcceptanceLate], story.State.Alerts);
    }

    [Fact]
    public void Acceptance_starts_both_clocks_and_the_promise_counts_working_days()
    {
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00").Accepted("2024-03-04 10:00");
        Assert.Equal(new DateOnly(2024, 3, 11), story.State.Promised!.Due.Day);
        Assert.Equal(new DateOnly(2024, 4, 1), story.State.Statutory!.Due.Day);
    }

    [Fact]
    [Clause("QD-27-1")]
    [Clause("CQ-25-2")]
    [Clause("QG-2.4.2-4")]
    public void An_undecided_case_is_overdue_the_day_after_its_promise_and_stays_so_for_good()
    {
        foreach (var place in new[] { TheLaw.Shinan, TheLaw.Shapingba, TheLaw.ShinanTown })
        {
            var story = Story.Filed(place, "2024-03-04 09:00").Accepted("2024-03-04 10:00").SilenceUntil("2024-03-11 23:59");
            Assert.False(story.State.Has(Alert.PromiseMissed));
            story.SilenceUntil("2024-03-12 00:00");
            Assert.True(story.State.Has(Alert.PromiseMissed));
            story.Reviewed().Then(story.Reviewer, new Approve());
            Assert.True(story.State.Has(Alert.PromiseMissed));
        }
    }

    [Fact]
    [Clause("QD-20-3")]
    [Clause("CQ-14-4")]
    [Clause("HY-2-1")]
    public void The_same_filing_lacks_the_same_in_every_channel_and_hall()
    {
        var found = new[] { Channel.Online, Channel.Counter, Channel.Kiosk }
            .Select(channel => Story.Filed(TheLaw.Huyi, "2024-03-04 09:00", ["m2"], channel))
            .Select(story => Filing.Missing(story.Guide, story.State).Select(m => m.Id));
        Assert.All(found, ids => Assert.Equal(["m1", "m3"], ids));
    }

    [Fact]
    [Clause("CQ-20-1")]
    public void In_Chongqing_incompleteness_is_no_ground_to_refuse_acceptance()
    {
        var story = Story.Filed(TheLaw.Shapingba, "2024-03-04 09:00", ["m2"]);
        var why = story.Refused(story.Clerk, new RefuseAcceptance("not-tolerable", null) { Paper = "p" });
        Assert.Equal("cases.ground-not-listed", why.Code);
        Assert.Contains("补正", why.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Clause("QD-1-4")]
    [Clause("CQ-20-2")]
    public void A_refusal_to_accept_needs_its_reasons_and_the_competent_body()
    {
        var story = Story.Filed(TheLaw.Shapingba, "2024-03-04 09:00");
        Assert.Equal("cases.competent-body-missing", story.Refused(story.Clerk, new RefuseAcceptance("out-of-powers", " ") { Paper = "p" }).Code);
        Assert.Equal("cases.reasons-missing", story.Refused(story.Clerk, new RefuseAcceptance("out-of-powers", "市商务局")).Code);
        story.Then(story.Clerk, new RefuseAcceptance("out-of-powers", "市商务局") { Paper = "p" });
        Assert.Equal(CaseStatus.NotAccepted, story.State.Status);
    }

    [Fact]
    [Clause("HY-13-10")]
    public void In_Huyi_refusal_for_incompleteness_comes_only_after_a_correction_notice_has_lapsed()
    {
        var story = Story.Filed(TheLaw.Huyi, "2024-03-04 09:00", ["m2", "m3"], type: ItemType.Confirmation);
        Assert.Equal("cases.correct-first", story.Refused(story.Clerk, new RefuseAcceptance("not-tolerable", null) { Paper = "p" }).Code);
        story.Then(story.Clerk, new RequestCorrection([Story.Missing("m1")], new DateOnly(2024, 3, 11)), "2024-03-04 10:00").SilenceUntil("2024-03-12 09:00");
        Assert.Equal(CaseStatus.CorrectionRequired, story.State.Status);
        Assert.Equal("cases.reasons-missing", story.Refused(story.Clerk, new RefuseAcceptance("not-tolerable", null)).Code);
        story.Then(story.Clerk, new RefuseAcceptance("not-tolerable", null) { Paper = "p" });
        Assert.Equal(CaseStatus.NotAccepted, story.State.Status);
    }

    [Fact]
    public void A_licence_is_never_refused_acceptance_for_incompleteness_alone()
    {
        var story = Story.Filed(TheLaw.Huyi, "2024-03-04 09:00", ["m2", "m3"])
            .Then(Story.ClerkOf(TheLaw.Huyi), new RequestCorrection([Story.Missing("m1")], new DateOnly(2024, 3, 11)))
            .SilenceUntil("2024-03-12 09:00");
        Assert.Equal("licensing-law-2019", story.Refused(story.Clerk, new RefuseAcceptance("not-tolerable", null) { Paper = "p" }).Basis.Rulebook);
    }

    [Fact]
    public void Only_the_place_s_window_accepts()
    {
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00");
        Assert.Equal("cases.not-yours", story.Refused(story.Reviewer, new Accept()).Code);
        Assert.Equal("cases.not-yours", story.Refused(story.Clerk with { Place = TheLaw.Huyi }, new Accept()).Code);
        Assert.Equal("cases.not-yours", story.Refused(Story.Applicant, new Accept()).Code);
    }
}
