using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

public sealed class CommitmentTests
{
    private static readonly CommitmentOffer Offer = new()
    {
        Replaces = ["m2"], Content = "条件已经达到", Requirements = "如实承诺", Liability = "不实的撤销", LowRisk = true,
        Check = new CommitmentCheck("监督所", new TimeLimit(60, LimitUnit.CalendarDay), "到现场核查。"),
    };

    private static Guide With(Guide guide, CommitmentOffer offer) => guide with { Commitment = offer };

    private static Outcome<IReadOnlyList<Decided>> Sign(RegionCode place, CommitmentOffer offer, string? told = null, string[]? materials = null)
    {
        var guide = With(Story.GuideFor(place, ItemType.Licence), offer);
        var at = World.At("2024-03-04 09:00");
        var context = new CaseContext(guide, TheLaw.Shelf.For(place, guide.Type, at.Date), TheLaw.Calendar);
        var act = new Submit(Story.Subject, Channel.Online, [], ["m1", "m3"], new Dictionary<string, string>(), DeliveryMode.Counter, null)
        {
            Commitment = new CaseCommitment(materials ?? ["m2"], told ?? offer.Told),
        };
        return CaseDecider.Decide(null, new ActRequest(CaseNumber.From(place, at.Date, 0, 1), "a", Story.Applicant, act, context, at, null));
    }

    private static Story Promised(RegionCode place) => Story.Filed(
        place, "2024-03-04 09:00", ["m1", "m3"], guide: g => With(g, Offer), commitment: new CaseCommitment(["m2"], Offer.Told));

    private static Story Granted(RegionCode place)
    {
        var story = Promised(place).Accepted().Reviewed();
        return story.Then(story.Reviewer, new Approve()).Then(story.Clerk, new BeginDelivery(DeliveryMode.Counter)).Then(story.Clerk, new RecordDelivery { Paper = "p", Proof = DeliveryProofKind.Identity });
    }

    [Fact]
    [Clause("QD-32-1")]
    [Clause("CQ-23-1")]
    public void A_promise_is_offered_where_the_item_has_one_and_the_place_excludes_nothing_that_it_touches()
    {
        CaseContext In(RegionCode place, CommitmentOffer? offer) => new(
            Story.GuideFor(place, ItemType.Licence) with { Commitment = offer }, TheLaw.Rules(place), TheLaw.Calendar);
        Assert.NotNull(CommitmentRules.Offered(In(TheLaw.Shinan, Offer)));
        Assert.Null(CommitmentRules.Offered(In(TheLaw.Shinan, null)));
        foreach (var flag in (string[])["国家安全", "生态环境保护", "公民人身健康", "重大财产安全"])
        {
            var touching = Offer with { Concerns = [flag] };
            Assert.Null(CommitmentRules.Offered(In(TheLaw.Shapingba, touching)));
            Assert.False(Sign(TheLaw.Shapingba, touching).Try(out _, out var why));
            Assert.Equal(("cases.commitment-not-offered", "第二十三条"), (why.Code, why.Basis.Article));
        }

        Assert.NotNull(CommitmentRules.Offered(In(TheLaw.Shapingba, Offer with { Concerns = ["公共安全"] })));
    }

    [Fact]
    [Clause("CQ-23-2")]
    public void Nobody_promises_what_he_was_not_told()
    {
        Assert.False(Sign(TheLaw.Shapingba, Offer, told: "").Try(out _, out var why));
        Assert.Equal("cases.commitment-not-told", why.Code);
        // The text was changed between telling and signing.
        Assert.False(Sign(TheLaw.Shapingba, Offer, told: (Offer with { Liability = "另一种" }).Told).Try(out _, out why));
        Assert.Equal("cases.commitment-not-told", why.Code);
        Assert.False(Sign(TheLaw.Shapingba, Offer, materials: ["m1"]).Try(out _, out why));
        Assert.Equal("cases.commitment-beyond-offer", why.Code);
        Assert.True(Sign(TheLaw.Shapingba, Offer).Try(out _, out _));
    }

    [Fact]
    [Clause("CQ-23-3")]
    public void What_was_promised_counts_as_there_and_is_not_asked_for()
    {
        var story = Promised(TheLaw.Shapingba);
        Assert.Empty(Filing.Missing(story.Guide, story.State));
        var why = story.Refused(story.Clerk, new RequestCorrection([Story.Missing("m2")], new DateOnly(2024, 3, 11)));
        Assert.Equal(("cases.promised-instead", "第二十三条"), (why.Code, why.Basis.Article));
        story.Accepted();
        Assert.Equal(CaseStatus.Accepted, story.State.Status);
    }

    [Fact]
    [Clause("CQ-23-5")]
    public void Who_promises_nothing_hands_it_in_and_is_served_alike()
    {
        var ordinary = Story.Filed(TheLaw.Shapingba, "2024-03-04 09:00", guide: g => With(g, Offer)).Accepted();
        Assert.Null(ordinary.State.Commitment);
        Assert.Equal(Promised(TheLaw.Shapingba).Accepted().State.Promised, ordinary.State.Promised);
        var without = Story.Filed(TheLaw.Shapingba, "2024-03-04 09:00", ["m1", "m3"], guide: g => With(g, Offer));
        Assert.Equal(["m2"], Filing.Missing(without.Guide, without.State).Select(m => m.Id));
        var faults = OneWindow.Catalogue.GuideRules.Check(With(Story.GuideFor(TheLaw.Shapingba, ItemType.Licence), Offer with { Only = true }), TheLaw.Rules(TheLaw.Shapingba));
        Assert.Contains(faults, f => f.Code == "catalogue.commitment-only" && f.Basis.Rulebook == "chongqing");
    }

    [Fact]
    [Clause("QD-32-3")]
    public void A_grant_by_promise_is_looked_at_by_the_day_that_the_guide_says()
    {
        var story = Granted(TheLaw.Shinan);
        Assert.Equal(CaseStatus.Closed, story.State.Status);
        // Sixty days end on 3 May, a holiday: the next working day.
        Assert.Equal(new DateOnly(2024, 5, 6), story.State.Check!.Due.Day);
        Assert.Equal(Tray.ToCheck, Trays.Of(story.State));
        story.SilenceUntil("2024-05-07 09:00");
        Assert.Contains(Alert.CheckLate, story.State.Alerts);
        Assert.Equal("cases.report-missing", story.Refused(story.Reviewer, new RecordCheck(CheckOutcome.Kept)).Code);
        story.Then(story.Reviewer, new RecordCheck(CheckOutcome.Kept) { Paper = "p" });
        Assert.Equal(Tray.Closed, Trays.Of(story.State));
        Assert.Null(story.State.Timer);
        Assert.Equal("cases.nothing-to-check", story.Refused(story.Reviewer, new RecordCheck(CheckOutcome.Kept) { Paper = "p" }).Code);
    }

    [Fact]
    [Clause("CQ-23-4")]
    public void A_broken_promise_opens_a_decision_and_the_licence_stands_until_it_is_made()
    {
        var story = Granted(TheLaw.Shapingba);
        Assert.Equal("cases.nothing-to-revoke", story.Refused(story.Reviewer, new DecideRevocation(null) { Paper = "p" }).Code);
        story.Then(story.Reviewer, new RecordCheck(CheckOutcome.Broken) { Paper = "p" }, "2024-04-01 09:00");
        Assert.Equal((Tray.ToCheck, false), (Trays.Of(story.State), story.State.Check!.Revoked));
        Assert.Equal("cases.tell-first", story.Refused(story.Reviewer, new DecideRevocation(null) { Paper = "p" }).Code);
        Assert.Equal("cases.reasons-missing", story.Refused(story.Reviewer, new DecideRevocation(new DateOnly(2024, 4, 11))).Code);
        story.Then(story.Reviewer, new DecideRevocation(new DateOnly(2024, 4, 11)) { Paper = "p" });
        Assert.Equal((new DateOnly(2024, 4, 11), false), (story.State.Check!.Due.Day, story.State.Check.Revoked));
        story.Then(story.Reviewer, new RecordCheck(CheckOutcome.Broken) { Paper = "p" }, "2024-04-11 09:00")
            .Then(story.Reviewer, new ProposeRevocation(RevocationRules.Broken) { Paper = "p" })
            .Then(Story.Applicant, new AnswerRevocation(Hearing: false) { Paper = "p" });
        Assert.False(story.State.Check!.Revoked);
        story.Then(story.Reviewer with { Id = "reviewer-2" }, new DecideOnRevocation(Revoke: true) { Paper = "p" });
        Assert.True(story.State.Check!.Revoked);
        Assert.Equal(Tray.Closed, Trays.Of(story.State));
    }
}
