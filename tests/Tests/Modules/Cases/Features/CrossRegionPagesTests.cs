using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>ListCrossings, HandPapersOver, ShowHandOver, ResolveDispute through the whole house: filed in one place, handled in another, collected in the first.</summary>
public sealed class CrossRegionPagesTests
{
    private const string Allowance = "370215-elder-allowance";
    private const string Licence = "610118-food-business";
    private const string Subsidy = "370202001-elder-living-subsidy";

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    private static Actor Officer(string place, string organisation, string id = "test-reviewer") => new(id, "审查", Role.Reviewer, RegionCode.Parse(place), organisation, null);

    /// <summary>From acceptance to the approval, at the desk of the handling place.</summary>
    private static async Task Approve(World world, CaseNumber number, string place, string organisation)
    {
        var desk = world.Services.GetRequiredService<CaseDesk>();
        place = place.PadRight(12, '0');
        var clerk = new Actor("test-clerk", "窗口", Role.Clerk, RegionCode.Parse(place), "hall", null);
        foreach (var (by, act) in new (Actor, CaseAct)[]
        {
            (clerk, new Accept()), (Officer(place, organisation), new BeginReview()),
            (Officer(place, organisation), new RecordReview([.. ReviewRules.CheckItems((await desk.Open(number))!.Context)])), (Officer(place, organisation, "test-head"), new Approve()),
        })
        {
            var done = await desk.Do((await desk.Open(number))!, by, act, new { note = "测试" }, $"t-{act.GetType().Name}");
            Assert.True(done.Try(out _, out var why), why?.Message);
        }
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("QD-36-5")]
    [Clause("HB-2.4-6")]
    public async Task Received_in_Shinan_decided_in_Jimo_and_collected_in_Shinan_with_trace_of_both(string database)
    {
        await using var world = await World.Start(database, "2025-03-03 09:00");
        var (here, there) = (await world.SignIn("shinan-clerk"), await world.SignIn("jimo-clerk"));
        Assert.NotNull((await here.Get("/work/receive?q=高龄津贴")).Page.QuerySelector($"a[href='/work/receive/items/{Allowance}']"));
        Assert.Null((await (await world.SignIn("badaguan-clerk")).Get("/work/receive?q=食品")).Page.QuerySelector("a[href='/work/receive/items/370202-food-business']"));
        Assert.Contains("适用即墨区的规定", (await here.Get($"/work/receive/items/{Allowance}")).Text("main"), StringComparison.Ordinal);
        var number = await world.Receive(here, Allowance, Counter.LinXiaozhou);
        await world.Settle();
        var state = await world.State(number);
        Assert.Equal((RegionCode.Parse("370215"), "370215-mzj", RegionCode.Parse("370202"), "370202-hall"), (state.Place, state.Organisation, state.Crossing!.Place, state.Crossing.Organisation));
        Assert.Equal((RegionCode.Parse("370215"), 0), (number.Region, number.Point));

        // One case, at both places; at no third.
        foreach (var user in new[] { "shinan-clerk", "shinan-officer", "jimo-clerk", "jimo-officer", "jimo-reviewer-mzj" })
        {
            var reader = await world.SignIn(user);
            Assert.Contains(number.ToString(), (await reader.Get(ListCrossings.Path)).Body, StringComparison.Ordinal);
            var page = await reader.Get(Workbench.PageOf(number));
            Assert.Contains("适用即墨区的规定", page.Text("main"), StringComparison.Ordinal);
        }

        foreach (var user in new[] { "shinan-reviewer-mzj", "shinan-chief", "huyi-clerk", "yuzhong-officer", "badaguan-clerk" })
        {
            var stranger = await world.SignIn(user);
            Assert.Equal(HttpStatusCode.Forbidden, (await stranger.Get(Workbench.PageOf(number))).Status);
            Assert.DoesNotContain(number.ToString(), (await stranger.Get(ListCrossings.Path)).Body, StringComparison.Ordinal);
        }

        // The department of the same line one level above reads it (青岛办法 第十一条), and has nothing to do in it.
        var above = await (await world.SignIn("qingdao-chief-mzj")).Get(Workbench.PageOf(number));
        Assert.Equal(HttpStatusCode.OK, above.Status);
        Assert.Null(above.Page.QuerySelector("#acts"));

        Assert.Contains(number.ToString(), (await here.Post("/work/search", [("q", "370299198803160212")])).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(number.ToString(), (await (await world.SignIn("huyi-clerk")).Post("/work/search", [("q", "370299198803160212")])).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(number.ToString(), (await here.Get("/work/to-accept")).Body, StringComparison.Ordinal);
        Assert.Contains(number.ToString(), (await there.Get("/work/to-accept")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Sent(here, number, "acceptance")).Status);
        Assert.Equal(CaseStatus.Submitted, (await world.State(number)).Status);
        var file = (await here.Get(Workbench.PageOf(number))).Page.QuerySelector("a[href^='/files/']")!.GetAttribute("href")!;
        foreach (var (user, status) in new[] { ("shinan-clerk", HttpStatusCode.OK), ("jimo-clerk", HttpStatusCode.OK), ("huyi-clerk", HttpStatusCode.NotFound) })
        {
            Assert.Equal(status, (await (await world.SignIn(user)).Get(file)).Status);
        }

        // The papers go there by list, and it says when they came.
        (await here.Act(number, "hand-over", (HandPapersOver.WaybillField, "EA123456789CN"))).IsDone(number);
        var sheet = await here.Get(ShowHandOver.AddressOf(number, 1));
        Assert.Contains("EA123456789CN", sheet.Text("main"), StringComparison.Ordinal);
        Assert.Contains("□缺失", sheet.Text("table"), StringComparison.Ordinal);
        await world.MoveTo("2025-03-04 10:00");
        var unlooked = await there.Act(number, "hand-over-receipt");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unlooked.Status);
        var lines = (await there.Get(Workbench.PageOf(number))).Page.QuerySelectorAll("#act-ConfirmPapers input[type=radio]").Select(i => i.GetAttribute("name")!).Distinct();
        (await there.Act(number, "hand-over-receipt", [.. lines.Select(l => (l, "Whole"))])).IsDone(number);
        Assert.Contains("完好", (await there.Get(ShowHandOver.AddressOf(number, 1))).Text("table"), StringComparison.Ordinal);
        state = await world.State(number);
        Assert.Equal((new DateOnly(2025, 3, 3), new DateOnly(2025, 3, 4)), (state.Crossing!.ReceivedAt.Date, state.Crossing.ReachedAt!.Value.Date));
        var explained = (await world.Services.GetRequiredService<IExplainCases>().Explain(number, TestContext.Current.CancellationToken))!.Crossing!;
        Assert.Equal(("市南区政务服务中心", "即墨区", state.Crossing.ReachedAt), (explained.ReceivedBy, explained.RulesOf, explained.ReachedAt));

        // What is decided and not back by its day is listed on both sides.
        await Approve(world, number, "370215", "370215-mzj");
        (await there.Act(number, "delivery", (DeliverResult.ModeField, "Counter"))).IsDone(number);
        Assert.DoesNotContain(number.ToString(), (await here.Get($"{ListCrossings.Path}?show=results")).Body, StringComparison.Ordinal);
        await world.MoveTo("2025-03-24 10:00");
        foreach (var side in new[] { here, there }) Assert.Contains(number.ToString(), (await side.Get($"{ListCrossings.Path}?show=results")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Sent(here, number, "delivery-proof", Workbench.Collected)).Status);
        (await there.Act(number, "hand-over", (HandPapersOver.ToField, "Receiving"))).IsDone(number);
        (await here.Act(number, "hand-over-receipt", (HandPapersOver.Line("result"), "Whole"))).IsDone(number);
        foreach (var side in new[] { here, there }) Assert.DoesNotContain(number.ToString(), (await side.Get($"{ListCrossings.Path}?show=results")).Body, StringComparison.Ordinal);
        (await here.Act(number, "delivery-proof", [(DeliverResult.CollectorField, DeliverResult.Known), (DeliverResult.NumberField, "370299198803160212")])).IsDone(number);
        Assert.Equal(CaseStatus.Closed, (await world.State(number)).Status);
        var log = await world.Services.GetRequiredService<ICases>().Log(number, TestContext.Current.CancellationToken);
        Assert.Equal(["370202-hall", "370215-hall"], log.Where(e => e.Type is "case.papers-received/1").Select(e => e.Organisation!).Order(StringComparer.Ordinal));
        Assert.Equal("370202-hall", log.Single(e => e.Type == "case.delivered/1").Organisation);

        var own = await (await world.SignIn("shinan-person")).Get($"/cases/{number}");
        Assert.Contains("市南区政务服务中心代收", own.Text("main"), StringComparison.Ordinal);
        Assert.Contains("到达即墨区", own.Text("main"), StringComparison.Ordinal);
        Assert.Contains("适用即墨区的规定", own.Text("main"), StringComparison.Ordinal);
        foreach (var audit in world.Services.GetServices<IAudit>()) Assert.Empty((await audit.Verify(null, TestContext.Current.CancellationToken)).Damage);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("HY-19-3")]
    [Clause("CQ-6-2")]
    public async Task An_item_of_street_A_is_filed_at_street_B_routed_to_A_and_its_result_comes_back_to_B(string database)
    {
        await using var world = await World.Start(database, "2025-03-03 09:00");
        var (b, a) = (await world.SignIn("badaguan-clerk"), await world.SignIn("xianggang-clerk"));
        var number = await world.Receive(b, Subsidy, Counter.LinXiaozhou);
        Assert.Equal("370202001-gov", (await world.State(number)).Organisation);
        Assert.Contains(number.ToString(), (await a.Get("/work/to-accept")).Body, StringComparison.Ordinal);
        await Approve(world, number, "370202001", "370202001-gov");
        (await a.Act(number, "delivery", (DeliverResult.ModeField, "Counter"))).IsDone(number);
        (await a.Act(number, "hand-over", (HandPapersOver.ToField, "Receiving"))).IsDone(number);
        (await b.Act(number, "hand-over-receipt", (HandPapersOver.Line("result"), "Whole"))).IsDone(number);
        (await b.Act(number, "delivery-proof", [(DeliverResult.CollectorField, DeliverResult.Known), (DeliverResult.NumberField, "370299198803160212")])).IsDone(number);
        Assert.Equal(CaseStatus.Closed, (await world.State(number)).Status);
        // Not offered beyond the city.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await (await world.SignIn("huyi-clerk")).Get($"/work/receive/items/{Subsidy}")).Status);
        Assert.Null((await (await world.SignIn("huyi-clerk")).Get("/work/receive?q=高龄补贴")).Page.QuerySelector($"a[href='/work/receive/items/{Subsidy}']"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_list_that_nobody_confirmed_by_its_day_is_an_alert_at_both_sides_and_figures_count_the_case_once(string database)
    {
        await using var world = await World.Start(database, "2025-03-03 09:00");
        var (here, there, city) = (await world.SignIn("shinan-clerk"), await world.SignIn("huyi-clerk"), await world.SignIn("qingdao-clerk"));
        var number = await world.Receive(here, Licence, Counter.Restaurant);
        (await here.Act(number, "hand-over")).IsDone(number);
        foreach (var side in new[] { here, there }) Assert.Null((await side.Get("/work/to-accept")).Page.QuerySelector($".places a[href='{ListCrossings.Path}'] .urgent"));
        await world.MoveTo("2025-03-10 09:00");
        foreach (var side in new[] { here, there })
        {
            Assert.NotNull((await side.Get("/work/to-accept")).Page.QuerySelector($".places a[href='{ListCrossings.Path}'] .urgent"));
            Assert.Contains("到期没有签收", (await side.Get($"{ListCrossings.Path}?show=papers")).Text("table"), StringComparison.Ordinal);
        }

        Assert.Null((await (await world.SignIn("yuzhong-clerk")).Get("/work/to-accept")).Page.QuerySelector($".places a[href='{ListCrossings.Path}']"));
        Actor At(string place) => new("x", "x", Role.Clerk, RegionCode.Parse(place), "hall", null);
        var figures = world.Services.GetRequiredService<CaseFigures>();
        async Task<long> Waiting(Actor actor) => (await figures.Waiting(actor, default)).Values.Sum(v => v.Count.Value);
        Assert.Equal((0, 1), (await Waiting(At("370202")), await Waiting(At("610118"))));
        Assert.Equal(1, await Waiting(At("370202")) + await Waiting(At("610118")));
        Assert.Equal(1, await Waiting(At("610000")) + await Waiting(At("370000")));
        await using var db = await world.Services.GetRequiredService<IDbContextFactory<CasesDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var directory = world.Services.GetRequiredService<IDirectory>();
        async Task<long> Received(Actor actor) => (await CrossingFigures.Received(ListCrossings.Within(db.Crossings, actor, directory), default)).Value;
        Assert.Equal((1, 0, 1), (await Received(At("370202")), await Received(At("610118")), await Received(At("370200"))));
        Assert.Equal(Metrics.CrossingsReceived, (await CrossingFigures.Received(db.Crossings, default)).Metric);
        Assert.Equal(1, (await CrossingFigures.PapersLate(db.Crossings, world.Now.Date, default)).Value);
        Assert.Contains(number.ToString(), (await city.Get(ListCrossings.Path)).Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("QD-33-2")]
    public async Task A_dispute_between_two_districts_goes_to_the_citys_bureau_and_its_ruling_to_both(string database)
    {
        await using var world = await World.Start(database, "2025-03-03 09:00");
        var (here, there, lead) = (await world.SignIn("shinan-clerk"), await world.SignIn("jimo-clerk"), await world.SignIn("qingdao-chief-mzj"));
        var number = await world.Receive(here, Allowance, Counter.LinXiaozhou);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await here.Act(number, "dispute")).Status);
        (await here.Act(number, "dispute", (ResolveDispute.WhatField, "申请人的材料到底由哪边补正"))).IsDone(number);
        Assert.Equal("370200-mzj", (await world.State(number)).Crossing!.Dispute!.Lead!.Organisation);
        foreach (var user in new[] { "qingdao-chief-mzj", "qingdao-officer", "shinan-clerk", "jimo-clerk", "jimo-reviewer-mzj" })
        {
            Assert.Contains(number.ToString(), (await (await world.SignIn(user)).Get($"{ListCrossings.Path}?show=disputes")).Body, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(number.ToString(), (await (await world.SignIn("huyi-officer")).Get($"{ListCrossings.Path}?show=disputes")).Body, StringComparison.Ordinal);
        Assert.Contains("申请人的材料到底由哪边补正", (await there.Get(Workbench.PageOf(number))).Text(".log"), StringComparison.Ordinal);
        (await lead.Act(number, "dispute-ruling", (ResolveDispute.RulingField, "由代收窗口一并告知，办理地出具文书。"))).IsDone(number);
        foreach (var side in new[] { here, there })
        {
            Assert.Contains("由代收窗口一并告知", (await side.Get(Workbench.PageOf(number))).Text(".log"), StringComparison.Ordinal);
            Assert.Contains("已裁定", (await side.Get($"{ListCrossings.Path}?show=disputes")).Text("table"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_list_of_crossings_is_read_from_an_index()
    {
        await using var world = await World.Start(World.Postgres);
        await using var db = await world.Services.GetRequiredService<IDbContextFactory<CasesDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlRawAsync("set enable_seqscan = off; set enable_sort = off; set enable_bitmapscan = off", TestContext.Current.CancellationToken);
        var directory = world.Services.GetRequiredService<IDirectory>();
        foreach (var role in CaseReach.Readers)
        {
            var actor = new Actor("x", "x", role, RegionCode.Parse("370202"), "370202-hall", null);
            foreach (var show in new[] { "open", "papers", "results", "disputes" })
            {
                var query = ListCrossings.Listed(ListCrossings.Within(db.Crossings.AsNoTracking(), actor, directory), show, world.Now.Date).Take(50);
                var plan = await ListWorkTests.Plan(db, query);
                Assert.Matches("ix_(lists_)?crossings_", plan);
                Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>A form that the page does not offer, sent all the same.</summary>
    private static async Task<Answer> Sent(Browser browser, CaseNumber number, string path, params (string, string)[] fields)
    {
        var page = await browser.Get(Workbench.PageOf(number));
        var version = page.Page.QuerySelector($"input[name={Acting.Version}]")!.GetAttribute("value")!;
        return await browser.Post($"{Workbench.PageOf(number)}/{path}", [(Acting.Version, version), ("key", Guid.NewGuid().ToString("N")), .. fields]);
    }
}
