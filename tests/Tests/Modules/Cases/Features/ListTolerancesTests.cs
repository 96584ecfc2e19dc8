using System.Net;
using OneWindow.Cases;

namespace OneWindow.Tests.Modules.Cases;

public sealed class ListTolerancesTests
{
    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_was_let_follow_stands_on_the_board_until_it_comes_with_its_consequence_and_only_for_those_who_see_the_case(string database)
    {
        await using var world = await World.Start(database);
        var clerk = await world.SignIn("huyi-clerk");
        Assert.Contains("没有待补交", (await clerk.Get(ListTolerances.Path)).Page.Body!.TextContent, StringComparison.Ordinal);
        var number = await world.File(Workbench.FoodInHuyi, "application", "layout");
        var page = await clerk.Get(Workbench.PageOf(number));
        (await clerk.Submit(page, $"{Workbench.PageOf(number)}/tolerant-acceptance", (AcceptIncompleteCase.DueField, "2025-03-11"))).IsDone(number);
        await world.Settle();

        var board = await clerk.Get(ListTolerances.Path);
        var row = Assert.Single(board.Page.QuerySelectorAll("tbody tr")).TextContent;
        Assert.Contains("次要材料", row, StringComparison.Ordinal);
        Assert.Contains("转为不予批准的待办", row, StringComparison.Ordinal);
        Assert.NotNull(board.Page.QuerySelector("tbody a[href^='/why/huyi']"));
        Assert.DoesNotContain(number.ToString(), (await (await world.SignIn("shinan-clerk")).Get(ListTolerances.Path)).Page.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await world.SignIn("shinan-person")).Get(ListTolerances.Path)).Status);
    }
}
