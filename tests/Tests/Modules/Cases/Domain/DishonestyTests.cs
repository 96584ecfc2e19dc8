using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>行政许可法 第七十八条、第七十九条.</summary>
public sealed class DishonestyTests
{
    private static readonly FalseFinding Finding = new(["m1"], "与登记机关核对，证书编号不存在。");

    [Fact]
    [Clause("QD-1-13")]
    public void False_materials_need_a_finding_with_evidence_and_bar_a_safety_item_for_a_year_that_ends_by_itself()
    {
        var story = Safety();
        var act = new RefuseAcceptance("false-materials", null) { Paper = "p" };
        var without = story.Refused(story.Clerk, act);
        Assert.Equal(("cases.finding-missing", "licensing-law-2019", "第七十八条"), (without.Code, without.Basis.Rulebook, without.Basis.Article));
        Assert.Equal("cases.finding-missing", story.Refused(story.Clerk, act with { Finding = Finding with { Evidence = " " } }).Code);
        Assert.Equal("cases.finding-missing", story.Refused(story.Clerk, act with { Finding = new FalseFinding(["unknown"], "x") }).Code);
        story.Then(story.Clerk, act with { Finding = Finding });
        Assert.Equal((CaseStatus.NotAccepted, new DateOnly(2025, 3, 4)), (story.State.Status, story.State.Mends!.Dishonesty!.BarredUntil!.Value));

        var bar = new Bar(new DateOnly(2025, 3, 4), Fraud: false, story.State.Number.ToString());
        var refused = Filed(bar, "2025-03-04 10:00");
        Assert.False(refused.Try(out _, out var why));
        Assert.Equal(("cases.barred", "licensing-law-2019", "第七十八条"), (why.Code, why.Basis.Rulebook, why.Basis.Article));
        Assert.Contains("2025年3月4日以前（含当天）", why.Message, StringComparison.Ordinal);
        Assert.Contains("申请行政复议", why.Message, StringComparison.Ordinal);
        Assert.True(Filed(bar, "2025-03-05 00:00").Try(out _, out _));
    }

    [Fact]
    [Clause("QD-1-13")]
    public void Other_items_are_not_barred_and_a_refusal_after_review_bars_alike()
    {
        var other = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00");
        other.Then(other.Clerk, new RefuseAcceptance("false-materials", null) { Paper = "p", Finding = Finding });
        Assert.NotNull(other.State.Mends!.Dishonesty);
        Assert.Null(other.State.Mends.Dishonesty.BarredUntil);

        var story = Safety().Accepted().Reviewed();
        Assert.Equal("cases.finding-missing", story.Refused(story.Reviewer, new Refuse { Paper = "p", Finding = new FalseFinding([], "x") }).Code);
        story.Then(story.Reviewer, new Refuse { Paper = "p", Finding = Finding });
        Assert.Equal(new DateOnly(2025, 3, 4), story.State.Mends!.Dishonesty!.BarredUntil);
        // The finding falls with its decision.
        story.Then(
            story.Reviewer, new Reopen(OrderSource.Court, "行初1号", "市南区人民法院", new DateOnly(2024, 4, 1), null, [new FiledFile("order", "f", 1, "00")]) { Paper = "p" }, "2024-04-02 09:00");
        Assert.Null(story.State.Mends!.Dishonesty);
    }

    [Fact]
    [Clause("QD-1-13")]
    public void A_licence_obtained_by_fraud_is_revoked_and_bars_for_three_years()
    {
        var story = Safety().Accepted().Reviewed();
        story.Then(story.Reviewer, new Approve()).Then(story.Clerk, new BeginDelivery(DeliveryMode.Counter)).Then(story.Clerk, new RecordDelivery { Paper = "p", Proof = DeliveryProofKind.Identity })
            .Then(story.Reviewer, new ProposeRevocation("fraud") { Paper = "p" })
            .Then(Story.Applicant, new AnswerRevocation(Hearing: false) { Paper = "p" })
            .Then(new Actor("chief-1", "", Role.ChiefRepresentative, story.Place, "org", null), new DecideOnRevocation(Revoke: true) { Paper = "p" });
        Assert.Equal((true, new DateOnly(2027, 3, 4)), (story.State.Mends!.Dishonesty!.Fraud, story.State.Mends.Dishonesty.BarredUntil!.Value));
        var refused = Filed(new Bar(new DateOnly(2027, 3, 4), Fraud: true, "x"), "2026-12-01 09:00");
        Assert.False(refused.Try(out _, out var why));
        Assert.Equal("第七十九条", why.Basis.Article);
    }

    private static Story Safety() => Story.Filed(TheLaw.Shinan, "2024-03-04 09:00", guide: g => g with { SafetyAreas = ["人身健康"] });

    private static Outcome<IReadOnlyList<Decided>> Filed(Bar bar, string at)
    {
        var guide = Story.GuideFor(TheLaw.Shinan, ItemType.Licence) with { SafetyAreas = ["人身健康"] };
        var now = World.At(at);
        var context = new CaseContext(guide, TheLaw.Shelf.For(TheLaw.Shinan, ItemType.Licence, now.Date), TheLaw.Calendar) { Bar = bar };
        var act = new Submit(Story.Subject, Channel.Online, [], Story.Complete, new Dictionary<string, string>(), DeliveryMode.Counter, null);
        return CaseDecider.Decide(null, new ActRequest(CaseNumber.From(TheLaw.Shinan, now.Date, 0, 2), "a", Story.Applicant, act, context, now, null));
    }
}
