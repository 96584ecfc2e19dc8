using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

/// <summary><see cref="HandOverRules"/>: each line is listed and confirmed, both ways.</summary>
public sealed class HandOverTests
{
    private static readonly Actor There = CrossRegionTests.Far(TheLaw.Shinan);

    private static Story Received(CrossRegionMode mode = CrossRegionMode.ReceiveAndForward) => Story.Filed(
        CrossRegionTests.Jimo, "2025-03-03 09:00", channel: Channel.Counter, guide: g => CrossRegionTests.Offered(g, mode), receiver: There);

    [Fact]
    public void A_list_has_its_day_and_what_is_missing_or_damaged_is_noted_line_by_line()
    {
        var story = Received().Then(There, new SendPapers(HandOverTo.Handling, [new("m1", 1, 0), new("m2", 0, 2)], null));
        var list = Assert.Single(story.State.Crossing!.Lists!);
        Assert.Equal(new DateOnly(2025, 3, 6), list.Due);
        Assert.Equal("cases.line-unconfirmed", story.Refused(story.Clerk, new ConfirmPapers(1, [new("m1", PaperFinding.Whole)])).Code);
        Assert.Equal("cases.reasons-missing", story.Refused(story.Clerk, new ConfirmPapers(1, [new("m1", PaperFinding.Whole), new("m2", PaperFinding.Missing)])).Code);
        Assert.Equal("cases.no-list", story.Refused(There, new ConfirmPapers(1, [new("m1", PaperFinding.Whole), new("m2", PaperFinding.Whole)])).Code);
        story.Then(story.Clerk, new ConfirmPapers(1, [new("m1", PaperFinding.Whole), new("m2", PaperFinding.Missing)]) { Paper = "p" }, "2025-03-07 09:00");
        Assert.True(story.Events.OfType<PapersReceived>().Single().Late);
        Assert.Equal(("m2", PaperFinding.Missing), (story.State.Crossing.Lists![0].Faults!.Single().Material, story.State.Crossing.Lists[0].Faults!.Single().Finding));
        Assert.True(story.State.Crossing.Lists[0].Brought("m1"));
        Assert.False(story.State.Crossing.Lists[0].Brought("m2"));
    }

    [Fact]
    public void Each_side_sends_its_own_way_and_only_what_can_be_sent()
    {
        var story = Received();
        foreach (var (by, papers, to, code) in new (Actor, HandedPaper[], HandOverTo, string)[]
        {
            (story.Clerk, [new("m1", 1, 0)], HandOverTo.Handling, "cases.wrong-side"), (There, [new("m1", 1, 0)], HandOverTo.Receiving, "cases.wrong-side"),
            (There, [], HandOverTo.Handling, "cases.list-empty"), (There, [new("m9", 1, 0)], HandOverTo.Handling, "cases.not-on-list"),
            (There, [new("m1", 0, 0)], HandOverTo.Handling, "cases.paper-count"), (There, [new("m1", 99, 1)], HandOverTo.Handling, "cases.paper-count"),
            (There, [new("result", 1, 0)], HandOverTo.Handling, "cases.not-on-list"), (story.Clerk, [new("result", 1, 0)], HandOverTo.Receiving, "cases.not-on-list"),
            (There, [new("m1", 1, 0), new("m1", 1, 0)], HandOverTo.Handling, "cases.not-on-list"),
        })
        {
            Assert.Equal(code, story.Refused(by, new SendPapers(to, papers, null)).Code);
        }

        story.Then(There, new SendPapers(HandOverTo.Handling, [new("m1", 1, 0)], null));
        Assert.Equal("cases.already-on-its-way", story.Refused(There, new SendPapers(HandOverTo.Handling, [new("m1", 1, 0)], null)).Code);
        story.Then(story.Clerk, new RefuseAcceptance("out-of-powers", "市商务局") { Paper = "p" });
        Assert.Equal("cases.decided-already", story.Refused(There, new SendPapers(HandOverTo.Handling, [new("m2", 1, 0)], null)).Code);
        // Refused, the originals still come home, and the decision with them.
        story.Then(story.Clerk, new SendPapers(HandOverTo.Receiving, [new("m1", 1, 0), new("result", 1, 0)], null));
        var online = Received(CrossRegionMode.FullOnline);
        Assert.Equal(online.Now, online.State.Crossing!.ReachedAt);
        Assert.Equal("cases.nothing-to-carry", online.Refused(There, new SendPapers(HandOverTo.Handling, [new("m1", 1, 0)], null)).Code);
        Assert.Equal("cases.not-crossing", Story.Filed(TheLaw.Shinan, "2025-03-03 09:00") is var own ? own.Refused(own.Clerk, new SendPapers(HandOverTo.Receiving, [new("m1", 1, 0)], null)).Code : "");
    }
}
