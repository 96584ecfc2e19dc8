using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>Who stands above reads and urges, and alters nothing (SuperviseLine, UrgeCase, ListUrgings, and the offices' reach).</summary>
public sealed class LineSupervisionTests
{
    private const string Allowance = "370215-elder-allowance";
    private const string Registration = "370202-company-registration";

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    /// <summary>Sent without the page's form, as who would go round it.</summary>
    private static async Task<Answer> Sent(World world, Browser browser, CaseNumber number, string path) =>
        await browser.Post($"{Workbench.PageOf(number)}/{path}", [(Acting.Version, $"{(await world.State(number)).Version}"), ("key", Guid.NewGuid().ToString("N"))]);

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("QD-11-1")]
    [Clause("CQ-11-1")]
    public async Task The_city_department_lists_the_late_and_open_cases_of_its_line_one_level_lower_and_approves_none(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File(Allowance);
        var other = await world.File(Workbench.FoodInShinan);
        var city = await world.SignIn("qingdao-chief-mzj");
        Assert.Contains(number.ToString(), (await city.Get($"{SuperviseLine.Path}?place=to-accept")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(number.ToString(), (await city.Get($"{SuperviseLine.Path}?place=to-accept&of=370202-mzj")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await city.Get($"{SuperviseLine.Path}?of=370202-spj")).Status);
        (await (await world.SignIn("jimo-clerk")).Act(number, "acceptance")).IsDone(number);
        await world.MoveTo("2025-12-01 09:00");

        var late = await city.Get(SuperviseLine.Path);
        Assert.Contains(number.ToString(), late.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(other.ToString(), late.Body, StringComparison.Ordinal);
        var page = await city.Get(Workbench.PageOf(number));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("个人信息已隐去", page.Text("#answers + *") + page.Body, StringComparison.Ordinal);
        Assert.Empty(page.Page.QuerySelectorAll("main form[action*='/work/cases/']"));
        foreach (var act in new[] { "review", "approval" })
        {
            var refused = await Sent(world, city, number, act);
            Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
            Assert.Contains("只有监督权", refused.Text("main"), StringComparison.Ordinal);
        }

        Assert.Equal(CaseStatus.Accepted, (await world.State(number)).Status);
        // Not of the line: as unknown as one that never was.
        var foreign = await city.Get(Workbench.PageOf(other));
        var never = await city.Get("/work/cases/37020220250303000077");
        Assert.Equal((HttpStatusCode.Forbidden, foreign.Text("main")), (never.Status, never.Text("main")));
        Assert.Equal(foreign.Status, never.Status);
        // The district sees nothing above or beside it.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await (await world.SignIn("shinan-reviewer-rsj")).Get(SuperviseLine.Path)).Status);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("HB-5.1-2")]
    public async Task A_regulator_urges_a_late_case_of_his_line_and_the_handler_must_answer(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File(Registration);
        var other = await world.File(Workbench.FoodInShinan);
        var regulator = await world.SignIn("shinan-regulator");
        var path = UrgeCase.PathOf(number);
        Assert.Contains("没有超过期限", (await regulator.Get(path)).Text("main"), StringComparison.Ordinal);
        // By the law of the case's own place, not of another.
        await using (var db = await world.Services.GetRequiredService<IDbContextFactory<CasesDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            var open = (await world.Services.GetRequiredService<CaseDesk>().Open(number))!;
            Assert.Equal(new Citation("qingdao-2023", "第十一条"), (await UrgeCase.Why(open, FiledCases.Clerk(open.Guide), db, TestContext.Current.CancellationToken))!.Basis);
        }

        await world.MoveTo("2025-12-01 09:00");
        Assert.Contains(number.ToString(), (await regulator.Get(SuperviseLine.Path)).Body, StringComparison.Ordinal);
        Assert.NotNull((await regulator.Get(Workbench.PageOf(number))).Page.QuerySelector($"a[href='{path}']"));
        Assert.Equal(HttpStatusCode.Forbidden, (await regulator.Get(UrgeCase.PathOf(other))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await world.SignIn("shinan-clerk")).Post(path, [("words", "请尽快办理")])).Status);

        var form = await regulator.Get(path);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await regulator.Submit(form, path, ("words", "快"))).Status);
        Assert.Equal(path, (await regulator.Submit(form, path, ("words", "超期未办，请说明原因和办结日期。"))).Location);
        Assert.Contains("正在等承办单位答复", (await regulator.Submit(form, path, ("words", "再次督办本件。"))).Text("main"), StringComparison.Ordinal);

        var handler = await world.SignIn("shinan-reviewer-scjg");
        var list = await handler.Get(ListUrgings.Path);
        Assert.Contains("等待答复", list.Text(".work-list"), StringComparison.Ordinal);
        Assert.Contains("1", list.Page.QuerySelector($"a[href='{ListUrgings.Path}'] .place-count")!.TextContent, StringComparison.Ordinal);
        var asked = await handler.Get(path);
        Assert.Contains("请说明原因和办结日期", asked.Text("main"), StringComparison.Ordinal);
        var answer = asked.Page.QuerySelector("textarea[name=answer]")!.Closest("form")!.GetAttribute("action")!;
        Assert.Equal(HttpStatusCode.Forbidden, (await regulator.Post(answer, [("answer", "替他答复")])).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await handler.Submit(asked, answer, ("answer", ""))).Status);
        Assert.Equal(path, (await handler.Submit(asked, answer, ("answer", "材料核验系统故障，12月3日前办结。"))).Location);
        Assert.Equal(HttpStatusCode.Conflict, (await handler.Submit(asked, answer, ("answer", "又一次答复"))).Status);
        var read = await regulator.Get(path);
        Assert.Contains("12月3日前办结", read.Text("main"), StringComparison.Ordinal);
        Assert.Contains("已答复", (await regulator.Get(ListUrgings.Path)).Text(".work-list"), StringComparison.Ordinal);
    }

    [Fact]
    [Clause("CQ-10-1")]
    public async Task The_office_reads_what_its_district_handles_decides_none_of_it_and_finds_no_other_districts()
    {
        await using var world = await World.Start(World.Sqlite);
        var (own, other) = (await world.File(Workbench.FoodInYuzhong), await world.File(Workbench.FoodInHuyi));
        var office = await world.SignIn("yuzhong-officer");
        Assert.Equal(HttpStatusCode.OK, (await office.Get(Workbench.PageOf(own))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Sent(world, office, own, "approval")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await office.Get(Workbench.PageOf(other))).Status);
        Assert.Equal(1, await world.Events(own));
    }

    [Fact]
    [Clause("HB-5.1-3")]
    public async Task A_town_opens_its_own_queue_not_another_towns_and_the_office_above_opens_both()
    {
        await using var world = await World.Start(World.Sqlite);
        var number = await world.File(Workbench.FoodOnXianggangRoad);
        const string A = "370202001000", B = "370202009000";
        var (town, neighbour, above) = (await world.SignIn("xianggang-clerk"), await world.SignIn("badaguan-clerk"), await world.SignIn("shinan-officer"));
        Assert.Contains(number.ToString(), (await town.Get($"/work/to-accept?at={A}")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await town.Get($"/work/to-accept?at={B}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await neighbour.Get($"/work/to-accept?at={A}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await neighbour.Get(Workbench.PageOf(number))).Status);
        Assert.Contains(number.ToString(), (await above.Get($"/work/to-accept?at={A}")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(number.ToString(), (await above.Get($"/work/to-accept?at={B}")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await above.Get("/work/to-accept?at=500103")).Status);
    }
}
