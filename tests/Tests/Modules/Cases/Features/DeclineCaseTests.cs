using System.Net;
using OneWindow.Cases;

namespace OneWindow.Tests.Modules.Cases;

public sealed class DeclineCaseTests
{
    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("CQ-20-1")]
    public async Task Chongqing_has_its_grounds_and_no_others_and_each_needs_its_reasons(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File(Workbench.FoodInYuzhong, "application");
        var clerk = await world.SignIn("yuzhong-clerk");
        var page = await clerk.Get(Workbench.PageOf(number));
        var path = $"{Workbench.PageOf(number)}/refusal-to-accept";
        var offered = page.Page.QuerySelectorAll($"input[name='{DeclineCase.GroundField}']").Select(i => i.GetAttribute("value")).ToList();
        Assert.Contains("out-of-powers", offered);
        Assert.Contains("contrary-to-law", offered);
        Assert.DoesNotContain("not-tolerable", offered);

        var other = await clerk.Submit(page, path, (DeclineCase.GroundField, "not-tolerable"), (DeclineCase.ReasonsField, "缺材料"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Status);
        var silent = await clerk.Submit(page, path, (DeclineCase.GroundField, "contrary-to-law"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.Status);
        Assert.Equal($"#f-{DeclineCase.ReasonsField}", silent.Page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        var nowhere = await clerk.Submit(page, path, (DeclineCase.GroundField, "out-of-powers"), (DeclineCase.ReasonsField, "应向市局申请"));
        Assert.Equal($"#f-{DeclineCase.BodyField}", nowhere.Page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        Assert.Equal("应向市局申请", nowhere.Page.QuerySelector($"textarea[name='{DeclineCase.ReasonsField}']")!.TextContent);
        Assert.Equal(1, await world.Events(number));

        (await clerk.Submit(nowhere, path, (DeclineCase.BodyField, "重庆市市场监督管理局"))).IsDone(number);
        var end = await clerk.Get(Workbench.PageOf(number));
        Assert.Contains("请向重庆市市场监督管理局申请", end.Text(".log"), StringComparison.Ordinal);
        Assert.Contains("应向市局申请", end.Text(".log"), StringComparison.Ordinal);
    }
}
