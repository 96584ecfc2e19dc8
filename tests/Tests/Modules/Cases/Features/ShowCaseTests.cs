using System.Net;
using OneWindow.Cases;
using OneWindow.Ui;

namespace OneWindow.Tests.Modules.Cases;

public sealed class ShowCaseTests
{
    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_window_sees_the_filing_beside_what_the_guide_demands(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File(Workbench.FoodInShinan, "application", "rules");
        var page = await (await world.SignIn("shinan-clerk")).Get(Workbench.PageOf(number));
        var rows = page.Page.QuerySelectorAll("table tbody tr").Where(r => r.QuerySelector("th")?.TextContent.StartsWith('《') == true).ToList();
        string Row(string name) => rows.Single(r => r.QuerySelector("th")!.TextContent.Contains(name, StringComparison.Ordinal)).TextContent;
        Assert.Contains("没有提交", Row("布局"), StringComparison.Ordinal);
        Assert.Contains("已提交", Row("申请书"), StringComparison.Ordinal);
        Assert.Contains("免提交，申请人同意调取", Row("《营业执照》"), StringComparison.Ordinal);
        Assert.Contains("本件不需要", Row("检验能力"), StringComparison.Ordinal);
        Assert.Contains("缺 1 项：《主要设备设施布局和操作流程文件》", page.Text(".page-lead"), StringComparison.Ordinal);
        Assert.Contains("青岛示范湾餐饮有限公司", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("199 0000 0004", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("提交申请", page.Text(".log"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Every_act_of_the_role_is_there_and_what_is_closed_says_why_with_its_article(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File();
        var clerk = await world.SignIn("shinan-clerk");
        var page = await clerk.Get(Workbench.PageOf(number));
        Assert.NotNull(page.Page.QuerySelector($"form[action='{Workbench.PageOf(number)}/acceptance']"));
        foreach (var closed in page.Page.QuerySelectorAll(".disabled-act"))
        {
            Assert.Equal("true", closed.QuerySelector("button")!.GetAttribute("aria-disabled"));
            Assert.StartsWith("/why/", closed.QuerySelector("[role=note] a")!.GetAttribute("href"), StringComparison.Ordinal);
            Assert.NotEmpty(closed.QuerySelector("[role=note]")!.TextContent.Trim());
        }

        var (why, basis) = page.Closed("容缺受理");
        Assert.Contains("材料已经齐全", why, StringComparison.Ordinal);
        Assert.Equal("/why/qingdao-2023/%E7%AC%AC%E4%BA%8C%E5%8D%81%E5%85%AD%E6%9D%A1", basis);
        Assert.Contains("还未经过", page.Closed("登记送达").Why, StringComparison.Ordinal);
        Assert.DoesNotContain("开始审查", page.Text("#acts"), StringComparison.Ordinal);

        var words = (await (await world.SignIn("shinan-reviewer")).Get(Workbench.PageOf(number))).Text("#acts");
        Assert.Contains("开始审查", words, StringComparison.Ordinal);
        Assert.DoesNotContain("一次性告知补正", words, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_management_office_reads_with_what_is_personal_masked_and_acts_on_nothing(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File();
        var officer = await world.SignIn("shinan-officer");
        var page = await officer.Get(Workbench.PageOf(number));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("*******0004", page.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("0000 0004", page.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("19900000004", page.Text("main"), StringComparison.Ordinal);
        Assert.Empty(page.Page.QuerySelectorAll(".file a"));
        Assert.Null(page.Page.QuerySelector("#acts"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Both_clocks_show_their_last_day_and_why_it_is_that_day(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File();
        var clerk = await world.SignIn("shinan-clerk");
        (await clerk.Act(number, "acceptance")).IsDone(number);
        var page = await clerk.Get(Workbench.PageOf(number));
        var state = await world.State(number);
        var proofs = page.Page.QuerySelectorAll("details.why");
        Assert.Equal(2, proofs.Length);
        Assert.Equal(10, proofs[0].QuerySelectorAll("tbody tr:not(.why-skipped)").Length);
        Assert.Contains(OneWindow.Ui.Words.Of(state.Promised!.Due.Day), proofs[0].TextContent, StringComparison.Ordinal);
        Assert.Contains(OneWindow.Ui.Words.Of(state.Statutory!.Due.Day), proofs[1].TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_page_that_was_overtaken_changes_nothing_and_keeps_what_was_typed(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File(Workbench.FoodInYuzhong, "application");
        var (early, late) = (await world.SignIn("yuzhong-clerk"), await world.SignIn("yuzhong-clerk"));
        var old = await late.Get(Workbench.PageOf(number));
        (await early.Act(number, "correction")).IsDone(number);
        var answer = await late.Submit(
            old, $"{Workbench.PageOf(number)}/refusal-to-accept", (DeclineCase.GroundField, "contrary-to-law"), (DeclineCase.ReasonsField, "选址不符合规定，已现场核实。"));
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Contains("已有新的办理", answer.Text(".error-summary"), StringComparison.Ordinal);
        Assert.Equal("选址不符合规定，已现场核实。", answer.Page.QuerySelector($"textarea[name='{DeclineCase.ReasonsField}']")!.TextContent);
        Assert.True(answer.Page.QuerySelector($"input[name='{DeclineCase.GroundField}'][value='contrary-to-law']")!.HasAttribute("checked"));
        Assert.Equal(2, await world.Events(number));

        // Having seen what happened, the clerk sends the same again on purpose.
        (await late.Submit(answer, $"{Workbench.PageOf(number)}/refusal-to-accept")).IsDone(number);
        Assert.Equal(CaseStatus.NotAccepted, (await world.State(number)).Status);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_same_page_sent_twice_is_one_act(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File();
        var clerk = await world.SignIn("shinan-clerk");
        var page = await clerk.Get(Workbench.PageOf(number));
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => clerk.Submit(page, $"{Workbench.PageOf(number)}/acceptance")));
        Assert.All(answers, a => a.IsDone(number));
        Assert.Equal(2, await world.Events(number));
        Assert.Equal(HttpStatusCode.Conflict, (await clerk.Post($"{Workbench.PageOf(number)}/acceptance", [("act", ActKey.New())])).Status);
    }
}
