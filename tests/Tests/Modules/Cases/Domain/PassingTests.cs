using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

/// <summary><see cref="PassingRules"/>: up and down one line of the four levels; the number, the acceptance and the clocks stay.</summary>
public sealed class PassingTests
{
    private static readonly HandlingUnit District = new("district", "区局", TheLaw.Shinan, Bears: true);

    [Fact]
    [Clause("QD-7-3")]
    public void A_case_goes_up_and_down_its_line_with_number_and_days_and_whoever_has_it_acts()
    {
        var story = Story.Filed(TheLaw.ShinanTown, "2025-03-03 09:00").Accepted("2025-03-03 10:00");
        var before = story.State;
        var town = story.Reviewer;
        var district = new Actor("d-1", "审查", Role.Reviewer, TheLaw.Shinan, "district", null);
        story.Then(town, new PassOn("district") { Unit = District, Paper = "p" });
        Assert.Equal(
            (before.Number, before.Region, before.Place, "district", before.AcceptedOn, before.Promised, before.Statutory, before.Timer),
            (story.State.Number, story.State.Region, story.State.Place, story.State.Organisation, story.State.AcceptedOn, story.State.Promised, story.State.Statutory, story.State.Timer));
        Assert.Equal("cases.not-yours", story.Refused(town, new BeginReview()).Code);
        Assert.True(CaseReach.MaySee(town, story.State));
        Assert.True(CaseReach.MaySee(Story.ClerkOf(TheLaw.ShinanTown), story.State));
        story.Then(district, new BeginReview());
        story.Then(district, new PassOn("org") { Unit = new HandlingUnit("org", "街道", TheLaw.ShinanTown, Bears: true), Paper = "p" });
        Assert.Equal(("org", "district"), (story.State.Organisation, Assert.Single(story.State.Units!.Former).Organisation));
        Assert.True(CaseReach.MaySee(district, story.State));
        Assert.Equal("cases.not-yours", story.Refused(district, new RecordReview([])).Code);
    }

    [Fact]
    [Clause("QD-7-3")]
    public void Passed_down_the_window_there_acts_beside_the_one_that_received()
    {
        var story = Story.Filed(TheLaw.Shinan, "2025-03-03 09:00").Then(Story.ClerkOf(TheLaw.Shinan), new PassOn("town") { Unit = new HandlingUnit("town", "街道", TheLaw.ShinanTown, Bears: true), Paper = "p" });
        var clerk = Story.ClerkOf(TheLaw.ShinanTown);
        Assert.True(CaseReach.MaySee(clerk, story.State));
        Assert.False(CaseReach.MaySee(Story.ClerkOf(TheLaw.Huyi), story.State));
        story.Then(clerk, new Accept(), "2025-03-03 10:00");
    }

    [Fact]
    public void Neither_aside_nor_without_a_reason_nor_to_a_hall()
    {
        var story = Story.Filed(TheLaw.ShinanTown, "2025-03-03 09:00");
        foreach (var (unit, paper, code) in new (HandlingUnit?, string?, string)[]
        {
            (null, "p", "cases.unit-unknown"), (District with { Organisation = "org" }, "p", "cases.unit-same"), (District with { Bears = false }, "p", "cases.unit-receives-only"),
            (District with { Place = TheLaw.Huyi }, "p", "cases.unit-not-in-line"), (District, null, "cases.reasons-missing"),
        })
        {
            Assert.Equal(code, story.Refused(story.Clerk, new PassOn(unit?.Organisation ?? "x") { Unit = unit, Paper = paper }).Code);
        }
    }
}
