using System.Net;
using OneWindow.Cases;
using OneWindow.Contracts;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>A case from the list to the proof of delivery, on the pages of who works on it (AcceptCase, ReviewCase, DecideCase, DeliverResult).</summary>
public sealed class WholeLifeTests
{
    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    [Clause("QD-14-3")]
    public async Task A_case_goes_from_the_window_to_the_reviewers_and_back_to_the_window(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File(Workbench.FoodInShinan, Workbench.Complete, Channel.Online, delivery: DeliveryMode.Post);
        var clerk = await world.SignIn("shinan-clerk");
        var reviewer = await world.SignIn("shinan-reviewer");

        var list = await clerk.Get("/work/to-accept");
        Assert.Equal("食品经营许可（新办）", list.Text(".work-list tbody th a"));
        Assert.Contains("材料齐全，可以受理", list.Text(".work-list tbody"), StringComparison.Ordinal);
        (await clerk.Act(number, "acceptance")).IsDone(number);
        Assert.Empty((await clerk.Get("/work/to-accept")).Page.QuerySelectorAll(".work-list tbody tr"));

        var queue = await reviewer.Get("/work/to-review");
        Assert.Equal(Workbench.PageOf(number), queue.Page.QuerySelector(".work-list tbody a")!.GetAttribute("href"));
        Assert.Contains("还剩 10 个工作日", queue.Text(".work-list tbody"), StringComparison.Ordinal);
        var opened = await reviewer.Get(Workbench.PageOf(number));
        Assert.Equal(3, opened.Page.QuerySelectorAll(".file a[href^='/files/']").Length);
        var file = await reviewer.Get(opened.Page.QuerySelector(".file a")!.GetAttribute("href")!);
        Assert.Equal(HttpStatusCode.OK, file.Status);

        (await reviewer.Act(number, "review")).IsDone(number);
        var page = await reviewer.Get(Workbench.PageOf(number));
        (await reviewer.Submit(page, $"{Workbench.PageOf(number)}/review-record", [.. Workbench.EveryCheck(page), (ReviewCase.OpinionField, "现场与图纸一致，同意。")])).IsDone(number);
        Assert.Single((await reviewer.Get("/work/to-decide")).Page.QuerySelectorAll(".work-list tbody tr"));
        (await reviewer.Act(number, "approval")).IsDone(number);

        Assert.Single((await clerk.Get("/work/to-deliver")).Page.QuerySelectorAll(".work-list tbody tr"));
        (await clerk.Act(number, "delivery", (DeliverResult.AddressField, "示范路 12 号 苏景澄 19900000004"))).IsDone(number);
        (await clerk.Act(number, "delivery-proof", (DeliverResult.ProofField, "邮政 EA123456789CN"))).IsDone(number);

        var state = await world.State(number);
        Assert.Equal(CaseStatus.Closed, state.Status);
        Assert.Single((await clerk.Get("/work/closed")).Page.QuerySelectorAll(".work-list tbody tr"));
        var end = await clerk.Get(Workbench.PageOf(number));
        Assert.Equal(7, end.Page.QuerySelectorAll(".log > li").Length);
        Assert.Contains("现场与图纸一致，同意。", end.Text(".log"), StringComparison.Ordinal);
        Assert.Contains("邮政 EA123456789CN", end.Text(".log"), StringComparison.Ordinal);
        // Nothing is left to do but to put right what is wrong.
        Assert.Equal("提出更正文书", Assert.Single(end.Page.QuerySelectorAll(".act > summary")).TextContent.Trim());
        var (why, basis) = end.Closed("受理");
        Assert.Contains("已办结", why, StringComparison.Ordinal);
        Assert.NotNull(basis);
    }
}
