using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Tests.Modules.Catalogue.Requests;

namespace OneWindow.Tests.Modules.Cases;

/// <summary><see cref="SettleChangedItem"/> through the whole house: the officer's line, a task for each open case, the reviewer's word, the notice, the log.</summary>
public sealed class SettleChangedItemTests
{
    private const string Item = Workbench.FoodInYuzhong;
    private const string Page = $"/workbench/items/{Item}";

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("CQ-13-5")]
    public async Task Three_open_cases_of_a_cancelled_item_are_three_tasks_and_each_is_settled_on_a_text(string database)
    {
        await using var world = await World.Start(database, "2024-03-01 10:00");
        var clerk = await world.SignIn("yuzhong-clerk");
        var numbers = new[] { await world.File(Item), await world.File(Item), await world.File(Item) };
        foreach (var number in numbers) (await clerk.Act(number, "acceptance")).IsDone(number);
        await world.End("yuzhong-editor", "yuzhong-officer", Item, RequestKind.Cancel, "2024-03-04", "依据新条例取消");
        await world.MoveTo("2024-03-04 09:00");

        var reviewer = await world.SignIn("yuzhong-reviewer");
        var tasks = await reviewer.Get("/work/alerts");
        foreach (var number in numbers) Assert.Contains(number.ToString(), tasks.Body, StringComparison.Ordinal);
        Assert.Contains("事项已经取消，请登记本件怎么处理和依据", tasks.Body, StringComparison.Ordinal);
        Assert.Contains("先登记本件怎么处理", (await reviewer.Get(Workbench.PageOf(numbers[0]))).Closed("开始审查").Why, StringComparison.Ordinal);
        var silent = await reviewer.Act(numbers[0], "item-change", (SettleChangedItem.OutcomeField, "Ended"), (SettleChangedItem.ReasonsField, "不再需要办理"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.Status);
        Assert.Contains("请写明依据", silent.Text(".error-summary"), StringComparison.Ordinal);
        (await reviewer.Act(numbers[0], "item-change", (SettleChangedItem.OutcomeField, "Ended"), (SettleChangedItem.RuleField, "新条例第九条"), (SettleChangedItem.ReasonsField, "事项已经取消，您不用再办。"))).IsDone(numbers[0]);
        (await reviewer.Act(numbers[1], "item-change", (SettleChangedItem.OutcomeField, "Finished"), (SettleChangedItem.RuleField, "新条例第十条"), (SettleChangedItem.ReasonsField, "施行前已经受理的照旧办完。"))).IsDone(numbers[1]);
        await world.Settle();

        tasks = await reviewer.Get("/work/alerts");
        Assert.DoesNotContain(numbers[0].ToString(), tasks.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(numbers[1].ToString(), tasks.Body, StringComparison.Ordinal);
        Assert.Contains(numbers[2].ToString(), tasks.Body, StringComparison.Ordinal);
        var ended = await reviewer.Get(Workbench.PageOf(numbers[0]));
        Assert.Contains("依据：新条例第九条", ended.Text(".log"), StringComparison.Ordinal);
        var notice = Assert.Single(await world.Services.GetRequiredService<INotices>().Of(numbers[0], TestContext.Current.CancellationToken), n => n.Kind == "termination");
        var paper = (await reviewer.Get($"/notices/{notice.Code}")).Text("main");
        foreach (var words in new[] { "不再需要办理", "新条例第九条", "退还", "行政复议", "行政诉讼" }) Assert.Contains(words, paper, StringComparison.Ordinal);
        Assert.Equal((CaseStatus.Terminated, CaseStatus.Accepted), ((await world.State(numbers[0])).Status, (await world.State(numbers[1])).Status));
        foreach (var audit in world.Services.GetServices<IAudit>()) Assert.Empty((await audit.Verify(null, TestContext.Current.CancellationToken)).Damage);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("CQ-13-5")]
    public async Task A_case_of_an_item_handed_to_another_bureau_is_found_there_under_its_old_number_with_its_old_dates(string database)
    {
        await using var world = await World.Start(database, "2024-03-01 10:00");
        var number = await world.File(Item);
        (await (await world.SignIn("yuzhong-clerk")).Act(number, "acceptance")).IsDone(number);
        var before = await world.State(number);
        await world.End("yuzhong-editor", "yuzhong-officer", Item, RequestKind.Move, "2024-03-04", "职责调整", "500103-wsj");
        await world.MoveTo("2024-03-04 09:00");
        var reviewer = await world.SignIn("yuzhong-reviewer");
        (await reviewer.Act(number, "item-change", (SettleChangedItem.OutcomeField, "HandedOver"), (SettleChangedItem.RuleField, "机构职责调整方案第三条"), (SettleChangedItem.ReasonsField, "由承接机关继续办理。"))).IsDone(number);
        var after = await world.State(number);
        Assert.Equal(("500103-wsj", before.AcceptedOn, before.Promised!.Due, before.Statutory!.Due), (after.Organisation, after.AcceptedOn, after.Promised!.Due, after.Statutory!.Due));

        var heir = await world.SignIn("yuzhong-reviewer-wsj");
        Assert.Contains(number.ToString(), (await heir.Get("/work/to-review")).Body, StringComparison.Ordinal);
        (await heir.Act(number, "review")).IsDone(number);
        Assert.Contains("改由", (await world.Browser().Get($"/items/{Item}")).Text(".notice"), StringComparison.Ordinal);
        foreach (var audit in world.Services.GetServices<IAudit>()) Assert.Empty((await audit.Verify(null, TestContext.Current.CancellationToken)).Damage);
    }

    [Fact]
    public async Task A_case_on_hold_has_a_list_of_its_own_and_goes_on_with_the_item()
    {
        await using var world = await World.Start(World.Sqlite, "2024-03-01 10:00");
        var number = await world.File(Item);
        (await (await world.SignIn("yuzhong-clerk")).Act(number, "acceptance")).IsDone(number);
        await Set(await world.SignIn("yuzhong-officer"), ("step", "Suspended"), ("from", "2024-03-04"), ("reason", "系统改造"));
        await world.MoveTo("2024-03-04 09:00");
        var reviewer = await world.SignIn("yuzhong-reviewer");
        (await reviewer.Act(number, "item-change", (SettleChangedItem.OutcomeField, "Held"), (SettleChangedItem.RuleField, "停止执行通知第二条"), (SettleChangedItem.ReasonsField, "系统改造期间不能核发。"))).IsDone(number);
        Assert.Contains("恢复日期另行公布", (await reviewer.Get("/work/on-hold")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await reviewer.Get(Workbench.PageOf(number))).Status);
        Assert.Contains("暂停办理", (await (await world.SignIn("shinan-company")).Get($"/cases/{number}")).Text("main"), StringComparison.Ordinal);
        await world.MoveTo("2024-04-15 09:00");
        Assert.Equal((CaseStatus.OnHold, 0), ((await world.State(number)).Status, (await world.State(number)).Alerts.Count));
        await Set(await world.SignIn("yuzhong-officer"), ("step", "Resumed"), ("from", "2024-04-16"), ("reason", "改造完成"));
        await world.MoveTo("2024-04-16 09:00");
        var state = await world.State(number);
        Assert.Equal(CaseStatus.Accepted, state.Status);
        Assert.True(state.Promised!.Due.Day > new DateOnly(2024, 4, 16));
    }

    private static async Task Set(Browser officer, params (string Name, string Value)[] fields)
    {
        var saved = await officer.Submit(await officer.Get(Page), Page, fields);
        Assert.True(saved.Location == Page, saved.Text(".error-summary"));
    }
}
