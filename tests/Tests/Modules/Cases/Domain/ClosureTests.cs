using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Catalogue;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

/// <summary><see cref="ClosureRules"/>: from the instant at which an item is cancelled or suspended nothing is filed and nothing accepted.</summary>
public sealed class ClosureTests
{
    private static readonly ItemTimeline Cancelled = ItemChangeRulesTests.With(ItemChangeRulesTests.Cancelled("2024-03-04"));

    [Fact]
    [Clause("CQ-13-3")]
    public void In_Chongqing_nothing_is_accepted_from_the_day_and_what_was_filed_before_is_told_that_it_is_no_longer_required()
    {
        var story = Story.Filed(TheLaw.Shapingba, "2024-03-01 10:00").Where(Cancelled);
        var refusal = story.Refused(story.Clerk, new Accept(), "2024-03-04 09:00");
        Assert.Equal(("cases.item-closed", new Citation("chongqing", "第十三条")), (refusal.Code, refusal.Basis));
        Assert.Contains("2024年3月4日起取消", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("cases.item-closed", story.Refused(story.Clerk, new RequestCorrection([new Defect(DefectKind.Material, "m1", "unreadable")], new DateOnly(2024, 3, 20))).Code);
        Assert.Equal("cases.reasons-missing", story.Refused(story.Clerk, new RefuseAcceptance("no-longer-required", null)).Code);
        story.Then(story.Clerk, new RefuseAcceptance("no-longer-required", null) { Paper = "p" });
        Assert.Equal(CaseStatus.NotAccepted, story.State.Status);
        Assert.Equal(new Citation("chongqing", "第十三条"), story.BasisOf<AcceptanceRefused>());
    }

    [Fact]
    [Clause("CQ-13-3")]
    public void Who_files_on_that_day_is_refused_and_after_the_suspension_is_accepted_again()
    {
        var suspended = ItemChangeRulesTests.With(ItemChangeRulesTests.Suspended("2024-03-04", "2024-04-01"));
        foreach (var (item, at, code) in new[]
        {
            (Cancelled, "2024-03-03 20:00", null), (Cancelled, "2024-03-04 09:00", "cases.item-closed"), (suspended, "2024-03-29 09:00", "cases.item-closed"),
            (suspended, "2024-04-01 09:00", null),
        })
        {
            var refusal = Submit(item, World.At(at));
            Assert.Equal(code, refusal?.Code);
            if (refusal is not null) Assert.Equal(new Citation("chongqing", "第十三条"), refusal.Basis);
        }

        var story = Story.Filed(TheLaw.Shapingba, "2024-04-01 09:00").Where(suspended).Accepted("2024-04-01 10:00");
        Assert.Equal(CaseStatus.Accepted, story.State.Status);
    }

    [Fact]
    [Clause("HB-2.1-1")]
    public void Elsewhere_too_a_case_of_a_withdrawn_item_is_not_accepted_not_even_with_gaps()
    {
        foreach (var (place, rulebook, article) in new[]
        {
            (TheLaw.HebeiCity, "hebei-city-2022", "二、（一）"), (TheLaw.Shinan, "qingdao-2023", "第十五条"), (TheLaw.Huyi, "huyi-2021", "第五条"), (TheLaw.ShinanTown, "qingdao-2023", "第十五条"),
        })
        {
            var on = place == TheLaw.Shinan || place == TheLaw.ShinanTown ? ItemType.Licence : ItemType.Confirmation;
            var story = Story.Filed(place, "2024-03-01 10:00", type: on).Where(Cancelled);
            var refusal = story.Refused(story.Clerk, new Accept(), "2024-03-04 09:00");
            Assert.Equal(("cases.item-closed", rulebook, article), (refusal.Code, refusal.Basis.Rulebook, refusal.Basis.Article));
            var lacking = Story.Filed(place, "2024-03-01 10:00", ["m1", "m2"], type: on).Where(Cancelled);
            Assert.Equal("cases.item-closed", lacking.Refused(lacking.Clerk, new AcceptTolerantly(["m3"], new DateOnly(2024, 3, 12), true), "2024-03-04 09:00").Code);
            story.Then(story.Clerk, new RefuseAcceptance("no-longer-required", null) { Paper = "p" });
        }
    }

    [Fact]
    public void Silence_does_not_accept_what_may_no_longer_be_accepted_but_an_answer_is_owed()
    {
        var story = Story.Filed(TheLaw.Shapingba, "2024-03-01 10:00", ["m1"]).Where(Cancelled).SilenceUntil("2024-03-20 09:00");
        Assert.Equal((CaseStatus.Submitted, true), (story.State.Status, story.State.Has(Alert.ItemClosed)));
        Assert.Null(story.State.Timer);
        var before = Story.Filed(TheLaw.Shapingba, "2024-02-28 10:00", ["m1"]).Where(Cancelled).SilenceUntil("2024-03-20 09:00");
        Assert.Equal(AcceptanceMode.Deemed, before.State.Mode);
    }

    [Fact]
    public void While_the_item_is_open_nobody_is_sent_away_as_no_longer_required()
    {
        var story = Story.Filed(TheLaw.Shapingba, "2024-03-01 10:00").Where(Cancelled);
        Assert.Equal("cases.item-open", story.Refused(story.Clerk, new RefuseAcceptance("no-longer-required", null) { Paper = "p" }, "2024-03-01 11:00").Code);
        Assert.DoesNotContain("no-longer-required", AcceptanceRules.GroundsNow(story.Context, story.Now));
        story.Accepted();
    }

    private static Refusal? Submit(ItemTimeline item, Instant at)
    {
        var guide = Story.GuideFor(TheLaw.Shapingba, ItemType.Licence);
        var act = new Submit(Story.Subject, Channel.Online, [], Story.Complete, new Dictionary<string, string>(), DeliveryMode.Counter, null);
        var context = new CaseContext(guide, TheLaw.Rules(TheLaw.Shapingba), TheLaw.Calendar) { Item = item };
        var number = CaseNumber.From(TheLaw.Shapingba, at.Date, 0, 1);
        return CaseDecider.Decide(null, new ActRequest(number, "a", Story.Applicant, act, context, at, null)).Try(out _, out var why) ? null : why;
    }
}
