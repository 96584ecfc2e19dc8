using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

public sealed class ExtensionTests
{
    private static readonly ExtendLimit Ten = new(ClockKind.Statutory, TimeLimit.WorkingDays(10)) { Paper = "reasons" };

    private static Actor Head(Story story) => story.Reviewer with { Id = "head-1" };

    private static Story UnderReview(RegionCode place, ItemType type = ItemType.Licence)
    {
        var story = Story.Filed(place, "2024-03-04 09:00", type: type).Accepted();
        return story.Then(story.Reviewer, new BeginReview());
    }

    [Fact]
    [Clause("QD-1-5")]
    public void A_licence_is_extended_once_in_time_by_another_hand_and_with_reasons()
    {
        var story = UnderReview(TheLaw.Shinan);
        Assert.Equal(new DateOnly(2024, 4, 1), story.State.Statutory!.Due.Day);
        var promised = story.State.Promised;
        story.SilenceUntil("2024-03-29 10:00");
        Assert.Equal("cases.approver-is-reviewer", story.Refused(story.Reviewer, Ten).Code);
        Assert.Equal("cases.reasons-missing", story.Refused(Head(story), Ten with { Paper = null }).Code);
        Assert.Equal("cases.extension-too-long", story.Refused(Head(story), Ten with { By = TimeLimit.WorkingDays(11) }).Code);
        story.Then(Head(story), Ten);
        Assert.Equal(new DateOnly(2024, 4, 16), story.State.Statutory!.Due.Day);
        Assert.Equal(promised, story.State.Promised);
        var again = story.Refused(Head(story), Ten);
        Assert.Equal(("cases.extended-already", "第四十二条"), (again.Code, again.Basis.Article));
        var late = UnderReview(TheLaw.Shinan).SilenceUntil("2024-04-02 09:00");
        Assert.Equal("cases.limit-lapsed", late.Refused(Head(late), Ten).Code);
    }

    [Fact]
    [Clause("CQ-25-4")]
    public void In_Chongqing_no_extension_moves_the_promise()
    {
        var story = UnderReview(TheLaw.Shapingba);
        var promised = story.State.Promised;
        var why = story.Refused(Head(story), new ExtendLimit(ClockKind.Promised, TimeLimit.WorkingDays(5)) { Paper = "reasons" });
        Assert.Equal(("cases.promise-stays", "第二十五条"), (why.Code, why.Basis.Article));
        story.Then(Head(story), Ten);
        Assert.Equal(promised, story.State.Promised);
    }

    [Fact]
    public void Where_no_law_gives_an_extension_there_is_none()
    {
        var story = UnderReview(TheLaw.Shinan, ItemType.PublicService);
        Assert.Equal("cases.no-extension", story.Refused(Head(story), Ten).Code);
    }

    [Fact]
    public void An_extension_granted_while_a_procedure_runs_adds_to_both()
    {
        var testing = new SpecialProcedure("testing", "检测", null, null);
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00", guide: g => g with { SpecialProcedures = [testing] }).Accepted();
        story.Then(story.Reviewer, new BeginReview()).Then(story.Reviewer, new BeginProcedure("testing", new DateOnly(2024, 3, 7)), "2024-03-05 09:00");
        story.Then(Head(story), Ten, "2024-03-06 09:00").SilenceUntil("2024-03-11 09:00");
        Assert.Equal(TheLaw.Calendar.AddWorkingDays(new DateOnly(2024, 4, 1), 13), story.State.Statutory!.Due.Day);
        Assert.Equal(story.State.Statutory.Due, story.State.Statutory.Clock.Due(TheLaw.Calendar));
    }
}
