using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Tests.Modules.Cases;
using OneWindow.Tests.Modules.Catalogue.Requests;

namespace OneWindow.Tests.Modules.Catalogue;

/// <summary>公共服务单位的事项 (河北方案 三（五）): listed by the operator itself, shown and received like others, and no administrative act.</summary>
public sealed class OperatorItemsTests
{
    private const string Seeded = "370202-power-connection";
    private const string Item = "370202-power-increase";

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("HB-3.5-2")]
    public async Task The_power_company_publishes_its_own_service_and_it_stands_in_the_portal_and_at_the_centre(string database)
    {
        await using var world = await World.Start(database, "2025-03-06 10:00");
        var (editor, officer, clerk, visitor) = (await world.SignIn("power-editor"), await world.SignIn("shinan-officer"), await world.SignIn("shinan-clerk"), world.Browser());
        var form = await editor.Get(BeginDraft.Path);
        var begun = await editor.Submit(
            form, BeginDraft.Path, ("name", "用电报装（增加容量）"), ("type", "public-service"), ("key", "power-increase"), ("template", "like"), ("like", Seeded), ("why", "把增容单独列出来"), ("from", "2025-03-10"));
        Assert.EndsWith($"/{Item}", begun.Location, StringComparison.Ordinal);
        var (draft, id) = (begun.Location!, begun.Location!.Split('/')[3]);
        // No code of the lists of powers is asked of it.
        Assert.Contains("该写的都写了", (await editor.Get(draft)).Text("main"), StringComparison.Ordinal);
        await editor.Step(id, "submission").Done();
        await (await world.SignIn("shinan-lawyer")).Step(id, "review", ("view", "agree"), ("words", ""));
        await officer.Step(id, "review", ("view", "agree"), ("words", "")).Done();
        await officer.Step(id, "publication").Done();
        await world.MoveTo("2025-03-10 09:00");

        var guide = await visitor.Get($"/items/{Item}");
        Assert.Equal("用电报装（增加容量）", guide.Text("h1"));
        Assert.Contains("青岛示范供电公司", guide.Text("main"), StringComparison.Ordinal);
        Assert.Contains("不是行政审批", guide.Text("main"), StringComparison.Ordinal);
        Assert.NotNull((await visitor.Get("/items?department=370202-power")).Page.QuerySelector($"a[href='/items/{Item}']"));
        Assert.NotNull((await visitor.Get("/search?q=增加用电容量")).Page.QuerySelector($"a[href^='/items/{Item}']"));
        Assert.NotNull((await clerk.Get("/work/receive?q=用电报装")).Page.QuerySelector($"a[href='/work/receive/items/{Item}']"));
        Assert.NotNull((await visitor.Get("/halls/370202-hall/board")).Page.QuerySelector($"a[href^='/items/{Item}']"));

        // Received at the centre: its promise runs, no limit of law; what cannot be done is no administrative decision.
        var number = await world.Receive(clerk, Item, Counter.LinXiaozhou);
        (await clerk.Act(number, "acceptance")).IsDone(number);
        var state = await world.State(number);
        Assert.Equal((null, "370202-power"), (state.Statutory, state.Organisation));
        Assert.NotNull(state.Promised);
        var reviewer = await world.SignIn("power-reviewer");
        (await reviewer.Act(number, "review")).IsDone(number);
        var page = await reviewer.Get(Workbench.PageOf(number));
        (await reviewer.Submit(page, $"{Workbench.PageOf(number)}/review-record", Workbench.EveryCheck(page))).IsDone(number);
        (await reviewer.Act(number, "refusal", (DecideCase.ReasonsField, "这条线路的容量已经用满，要等变压器更换以后。"))).IsDone(number);
        await world.Settle();
        var notice = (await world.Services.GetRequiredService<INotices>().Of(number, TestContext.Current.CancellationToken)).Single(n => n.Kind == "refusal");
        Assert.Equal("暂不能办理告知书", notice.Title);
        var read = (await (await world.SignIn("shinan-person")).Get($"/notices/{notice.Code}")).Text("body");
        Assert.Contains("容量已经用满", read, StringComparison.Ordinal);
        foreach (var word in new[] { "行政复议", "行政诉讼", "本机关", "不予" }) Assert.DoesNotContain(word, read, StringComparison.Ordinal);
    }

    [Fact]
    public void What_stops_a_department_only_reminds_an_operator()
    {
        var guide = SeedItemsTests.All.Single(g => g.Item == Seeded);
        Assert.True(guide.ByOperator);
        var bare = guide with { Bases = [], Channels = [Channel.Counter] };
        Assert.Empty(GuideRules.Check(bare, null));
        Assert.NotEmpty(GuideRules.Check(bare with { ByOperator = null }, null));
        var context = new LintContext();
        Assert.DoesNotContain(Linter.Look(bare, context), f => f.Severity == Severity.Error);
        Assert.Contains(Linter.Look(bare, context), f => f.Severity == Severity.Warning && f.Path == "bases");
        Assert.Contains(Linter.Look(bare with { ByOperator = null }, context), f => f.Severity == Severity.Error && f.Path == "bases");
        // It serves; it holds no power.
        Assert.Contains(GuideRules.Check(guide with { Type = ItemType.Licence }, null), f => f.Code == "catalogue.operator-without-power");
    }
}
