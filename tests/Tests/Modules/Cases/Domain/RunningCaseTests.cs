using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Catalogue;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

/// <summary><see cref="RunningCaseRules"/>: an accepted case whose item is cancelled, suspended or handed over is a task, and ends, stands or goes on as staff record.</summary>
public sealed class RunningCaseTests
{
    private static readonly ItemHeir Street = new("street", "某街道办事处", RegionCode.Parse("500106001000"));

    private static readonly ItemTimeline Cancelled = ItemChangeRulesTests.With(ItemChangeRulesTests.Cancelled("2024-03-04"));

    private static readonly ItemTimeline Moved = ItemChangeRulesTests.With(new ItemChange(ItemStep.Moved, World.At("2024-03-04 00:00"), null, "下放街道办理") { To = Street });

    [Fact]
    [Clause("CQ-13-5")]
    public void A_cancelled_item_ends_a_running_case_only_on_a_text_and_a_reason()
    {
        var story = Accepted(Cancelled).SilenceUntil("2024-03-04 09:00");
        Assert.Equal((CaseStatus.Accepted, true), (story.State.Status, story.State.Change!.IsOpen));
        Assert.True(Trays.IsAlerted(story.State));
        Assert.Equal(new Citation("chongqing", "第十三条"), story.BasisOf<ItemChanged>());
        Assert.Equal("cases.change-unsettled", story.Refused(story.Reviewer, new BeginReview()).Code);
        Assert.Equal("cases.citation-missing", story.Refused(story.Reviewer, new SettleItemChange(ChangeOutcome.Ended, " ") { Paper = "p" }).Code);
        Assert.Equal("cases.reasons-missing", story.Refused(story.Reviewer, new SettleItemChange(ChangeOutcome.Ended, "取消决定第二条")).Code);
        Assert.Equal("cases.outcome-not-fitting", story.Refused(story.Reviewer, new SettleItemChange(ChangeOutcome.Held, "取消决定第二条") { Paper = "p" }).Code);
        story.Then(story.Reviewer, new SettleItemChange(ChangeOutcome.Ended, "取消决定第二条") { Paper = "p" });
        Assert.Equal((CaseStatus.Terminated, (CaseTimer?)null, false), (story.State.Status, story.State.Timer, Trays.IsAlerted(story.State)));
        Assert.Contains(story.State.Promised!.Clock.Ledger, e => e is ClockEntry.Stopped);
    }

    [Fact]
    [Clause("CQ-13-5")]
    public void A_transitional_rule_lets_the_case_be_finished()
    {
        var story = Accepted(Cancelled).SilenceUntil("2024-03-04 09:00");
        var due = story.State.Promised!.Due;
        story.Then(story.Reviewer, new SettleItemChange(ChangeOutcome.Finished, "取消决定第三条：已经受理的照旧办完") { Paper = "p" });
        Assert.Equal((CaseStatus.Accepted, due, false), (story.State.Status, story.State.Promised.Due, Trays.IsAlerted(story.State)));
        story.Reviewed().Then(story.Reviewer, new Approve());
        Assert.Equal(CaseStatus.Approved, story.State.Status);
    }

    [Fact]
    [Clause("CQ-13-5")]
    public void An_item_handed_down_takes_its_running_cases_along_with_number_acceptance_and_due_date()
    {
        var story = Accepted(Moved).SilenceUntil("2024-03-04 09:00");
        var before = story.State;
        story.Then(story.Reviewer, new SettleItemChange(ChangeOutcome.HandedOver, "下放决定第一条") { Paper = "p" });
        Assert.Equal(("street", before.Number, before.AcceptedOn, before.Promised!.Due, before.Statutory!.Due), (story.State.Organisation, story.State.Number, story.State.AcceptedOn, story.State.Promised!.Due, story.State.Statutory!.Due));
        Assert.Equal("cases.not-yours", story.Refused(story.Reviewer, new BeginReview()).Code);
        var street = new Actor("street-1", "审查", Role.Reviewer, Street.Place, Street.Organisation, null);
        story.Then(street, new BeginReview());
        Assert.Equal(CaseStatus.UnderReview, story.State.Status);
    }

    [Fact]
    [Clause("CQ-13-5")]
    public void A_suspended_item_holds_the_case_with_a_cited_line_in_both_ledgers_until_it_is_resumed()
    {
        // Accepted on Friday 1 March with five working days: four are left when it stands still on Monday the 4th (not counted), and count from 1 April.
        var story = Accepted(ItemChangeRulesTests.With(ItemChangeRulesTests.Suspended("2024-03-04", "2024-04-01"))).SilenceUntil("2024-03-04 09:00");
        story.Then(story.Reviewer, new SettleItemChange(ChangeOutcome.Held, "停止执行通知第二条") { Paper = "p" });
        Assert.Equal(CaseStatus.OnHold, story.State.Status);
        var line = Assert.IsType<ClockEntry.Suspended>(story.State.Promised!.Clock.Ledger[^1]);
        Assert.Equal((StandstillCause.OnHold, new Citation("chongqing", "第十三条"), "停止执行通知第二条"), (line.Cause, line.Basis, line.Note));
        Assert.IsType<ClockEntry.Suspended>(story.State.Statutory!.Clock.Ledger[^1]);
        Assert.Equal("cases.not-from-here", story.Refused(story.Reviewer, new Approve()).Code);
        var expected = story.State.Promised.Due.Day;
        story.SilenceUntil("2024-04-01 09:00");
        Assert.Equal((CaseStatus.Accepted, expected, false), (story.State.Status, story.State.Promised.Due.Day, story.State.Has(Alert.PromiseMissed)));
        Assert.True(expected > new DateOnly(2024, 4, 1) && expected <= new DateOnly(2024, 4, 9), $"{expected}");
        story.SilenceUntil("2024-04-20 09:00");
        Assert.True(story.State.Has(Alert.PromiseMissed));
    }

    [Fact]
    public void While_nobody_has_settled_it_the_house_keeps_its_order_and_on_hold_no_clock_is_corrected()
    {
        var story = Accepted(ItemChangeRulesTests.With(ItemChangeRulesTests.Suspended("2024-03-04", "2024-04-01"))).SilenceUntil("2024-03-04 09:00");
        story.Then(story.Reviewer, new Claim()).Then(story.Reviewer, new ExplainDelay(new DateOnly(2024, 3, 20)) { Paper = "p" });
        Assert.Equal("cases.change-unsettled", story.Refused(story.Reviewer, new BeginReview()).Code);
        story.Then(story.Clerk, new ProposeClockEntry(ClockKind.Statutory, new(2024, 3, 1), new(2024, 3, 2)) { Paper = "p" });
        story.Then(story.Reviewer, new SettleItemChange(ChangeOutcome.Held, "停止执行通知第二条") { Paper = "p" });
        Assert.Equal("cases.no-clock", story.Refused(story.Reviewer, new DecideProposal(Approved: true)).Code);
        story.Then(story.Reviewer, new DecideProposal(Approved: true), "2024-04-01 09:00");
    }

    [Fact]
    public void Without_an_end_in_sight_it_stands_until_somebody_resumes_the_item_and_a_supplement_gains_the_days()
    {
        var change = ItemChangeRulesTests.Suspended("2024-03-04", null);
        var story = Story.Filed(TheLaw.Shapingba, "2024-03-01 10:00", ["m1", "m2"]).Where(ItemChangeRulesTests.With(change));
        story.Then(story.Clerk, new AcceptTolerantly(["m3"], new DateOnly(2024, 3, 6), true) { Paper = "p" }).SilenceUntil("2024-03-04 09:00");
        story.Then(story.Reviewer, new SettleItemChange(ChangeOutcome.Held, "停止执行通知第二条") { Paper = "p" }).SilenceUntil("2024-05-06 09:00");
        Assert.Equal((CaseStatus.OnHold, 0), (story.State.Status, story.State.Alerts.Count));
        story.Where(ItemChangeRulesTests.With(change, ItemChangeRulesTests.Resumed("2024-05-07"))).Then(Actor.Clockwork, new LetTimePass(), "2024-05-07 00:00");
        Assert.Equal((CaseStatus.Accepted, new DateOnly(2024, 5, 9)), (story.State.Status, story.State.Supplement!.Due));
        Assert.IsType<ClockEntry.Resumed>(story.State.Statutory!.Clock.Ledger[^1]);
    }

    [Fact]
    public void What_is_not_accepted_is_answered_and_of_a_handed_over_item_with_the_body_to_go_to()
    {
        var story = Story.Filed(TheLaw.Shapingba, "2024-03-01 10:00").Where(Moved).Then(Actor.Clockwork, new LetTimePass(), "2024-03-04 00:00");
        Assert.True(Trays.IsAlerted(story.State));
        Assert.Contains("请向某街道办事处申请", story.Refused(story.Clerk, new Accept()).Message, StringComparison.Ordinal);
        story.Then(story.Clerk, new RefuseAcceptance(ClosureRules.NoLongerRequired, null) { Paper = "p" });
        Assert.Equal("某街道办事处", story.Events.OfType<AcceptanceRefused>().Single().CompetentBody);
    }

    [Fact]
    public void Where_no_rule_says_so_a_suspension_stops_no_clock()
    {
        var story = Accepted(ItemChangeRulesTests.With(ItemChangeRulesTests.Suspended("2024-03-04", "2024-04-01")), RegionCode.Parse("110101")).SilenceUntil("2024-03-04 09:00");
        story.Then(story.Reviewer, new SettleItemChange(ChangeOutcome.Held, "停止执行通知第二条") { Paper = "p" });
        Assert.DoesNotContain(story.State.Statutory!.Clock.Ledger, e => e is ClockEntry.Suspended);
    }

    private static Story Accepted(ItemTimeline item, RegionCode? place = null) =>
        Story.Filed(place ?? TheLaw.Shapingba, "2024-03-01 10:00").Where(item).Accepted("2024-03-01 11:00");
}
