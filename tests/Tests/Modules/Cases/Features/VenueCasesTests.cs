using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>下沉 through the whole house (VenueRules, ListVenueCases): the office's record, and with it what the windows of a town or a village may do.</summary>
public sealed class VenueCasesTests
{
    private const string Shop = "370202-sole-trader";
    private const string Card = "370202-social-card-new";
    private const string XinjiShop = "130181-food-business";

    private static readonly (string, string)[] XinjiCompany = [("kind", "Company"), ("name", "辛集市示范原皮革制品有限公司"), ("number", "91130181XNQ0000367"), ("phone", "")];

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    private static async Task Sink(Browser officer, string item, string venue, string mode, string? domain = null)
    {
        var page = await officer.Get(ManageSunk.Path);
        domain ??= page.Page.QuerySelector("select[name=domain] option[value]:not([value=''])")!.GetAttribute("value")!;
        var answer = await officer.Submit(page, ManageSunk.Path, ("item", item), ("venue", venue), ("mode", mode), ("domain", domain));
        Assert.True(answer.Location == ManageSunk.Path, $"{item}: {(int)answer.Status} {answer.Text(".error-summary")}");
    }

    private static async Task End(Browser officer, string item)
    {
        var page = await officer.Get(ManageSunk.Path);
        var end = page.Page.QuerySelectorAll("form[action$='/end']").Single(f => f.GetAttribute("action")!.Contains(item, StringComparison.Ordinal)).GetAttribute("action")!;
        Assert.Equal(ManageSunk.Path, (await officer.Submit(page, end)).Location);
    }

    /// <summary>Sent without the page's form, as who would go round it.</summary>
    private static async Task<Answer> Sent(Browser browser, CaseNumber number, string path, int version) =>
        await browser.Post($"{Workbench.PageOf(number)}/{path}", [(Acting.Version, $"{version}"), ("key", Guid.NewGuid().ToString("N"))]);

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("QG-2.2.1-4")]
    [Clause("QD-21-1")]
    public async Task A_registration_brought_down_to_a_community_is_accepted_there_and_decided_by_the_department(string database)
    {
        await using var world = await World.Start(database, "2025-03-03 09:00");
        await using (var scope = world.Services.CreateAsyncScope())
        {
            var like = (await scope.ServiceProvider.GetRequiredService<ICatalogue>().Current(Workbench.FoodInShinan))!;
            await Publication.Publish(
                scope.ServiceProvider.GetRequiredService<CatalogueDb>(), [like with { Item = Shop, Name = "个体工商户登记", Version = 1 }], "test", world.Now, TestContext.Current.CancellationToken);
            world.Services.GetRequiredService<PublishedGuides>().Forget();
        }

        var (officer, station, town, district) = (await world.SignIn("shinan-officer"), await world.SignIn("yunxiao-clerk"), await world.SignIn("xianggang-clerk"), await world.SignIn("shinan-clerk"));
        var before = await station.Get($"/work/receive/items/{Shop}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, before.Status);
        Assert.Contains("没有下沉到您所在的窗口", before.Text("main"), StringComparison.Ordinal);
        Assert.NotNull(before.Page.QuerySelector("main a[href*='qingdao']"));

        await Sink(officer, Shop, "370202001001-hall", "Receive");
        Assert.NotNull((await station.Get("/work/receive")).Page.QuerySelector($"a[href='/work/receive/items/{Shop}']"));
        // The record is the station's: not the town's above it.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await town.Get($"/work/receive/items/{Shop}")).Status);
        var number = await world.Receive(station, Shop, Counter.Restaurant);
        var second = await world.Receive(station, Shop, Counter.Restaurant);
        await world.Settle();
        var state = await world.State(number);
        Assert.Equal((SinkDownMode.Receive, "370202001001-hall", "370202-spj", RegionCode.Parse("370202")), (state.Venue!.Mode, state.Venue.Organisation, state.Organisation, state.Place));
        Assert.Equal((RegionCode.Parse("370202"), 0), (number.Region, number.Point));
        foreach (var (reader, sees) in new[] { (station, true), (town, true), (officer, true), (await world.SignIn("badaguan-clerk"), false), (await world.SignIn("xinji-town-reviewer"), false) })
        {
            Assert.Equal(sees, (await reader.Get(ListVenueCases.Path)).Body.Contains(number.ToString(), StringComparison.Ordinal));
            Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.Forbidden, (await reader.Get(Workbench.PageOf(number))).Status);
        }

        Assert.Contains(number.ToString(), (await district.Get("/work/to-accept")).Body, StringComparison.Ordinal);
        Assert.Contains(number.ToString(), (await station.Post("/work/search", [("q", "91370202XNQ00001X2")])).Body, StringComparison.Ordinal);
        var file = (await station.Get(Workbench.PageOf(number))).Page.QuerySelector("a[href^='/files/']")!.GetAttribute("href")!;
        Assert.Equal(HttpStatusCode.OK, (await station.Get(file)).Status);

        (await station.Act(number, "acceptance")).IsDone(number);
        state = await world.State(number);
        Assert.Equal(CaseStatus.Accepted, state.Status);
        var decide = await Sent(station, number, "approval", state.Version);
        Assert.Equal(HttpStatusCode.Forbidden, decide.Status);
        Assert.Contains("委托受理", decide.Text("main"), StringComparison.Ordinal);
        Assert.Equal(CaseStatus.Accepted, (await world.State(number)).Status);
        (await (await world.SignIn("shinan-reviewer")).Act(number, "review")).IsDone(number);

        // With the record ends the right: for what is new, and for what lies there.
        await End(officer, Shop);
        Assert.Contains("已于2025年3月3日结束", (await station.Get($"/work/receive/items/{Shop}")).Text("main"), StringComparison.Ordinal);
        var late = await Sent(station, second, "acceptance", (await world.State(second)).Version);
        Assert.Contains("安排已经结束", late.Text("main"), StringComparison.Ordinal);
        Assert.Equal(CaseStatus.Submitted, (await world.State(second)).Status);
        (await district.Act(second, "acceptance")).IsDone(second);
        foreach (var audit in world.Services.GetServices<IAudit>()) Assert.Empty((await audit.Verify(null, TestContext.Current.CancellationToken)).Damage);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("HB-3.3-3")]
    [Clause("QD-21-1")]
    public async Task At_a_station_that_is_empowered_its_staff_decide_and_where_it_only_accepts_they_are_told_no(string database)
    {
        await using var world = await World.Start(database, "2025-03-03 09:00");
        var (officer, clerk, reviewer) = (await world.SignIn("xinji-officer"), await world.SignIn("xinji-town-clerk"), await world.SignIn("xinji-town-reviewer"));
        await Sink(officer, XinjiShop, "130181100-hall", "Receive");
        var received = await world.Receive(clerk, XinjiShop, XinjiCompany);
        (await clerk.Act(received, "acceptance")).IsDone(received);
        foreach (var act in new[] { "review", "approval" })
        {
            var no = await Sent(reviewer, received, act, (await world.State(received)).Version);
            Assert.Equal(HttpStatusCode.Forbidden, no.Status);
            Assert.Contains("审查和决定由原来的部门办理", no.Text("main"), StringComparison.Ordinal);
            Assert.NotNull(no.Page.QuerySelector("main a[href*='hebei']"));
        }

        // Wider from now on: what was received under the narrower record stays as it was.
        await End(officer, XinjiShop);
        await Sink(officer, XinjiShop, "130181100-hall", "Decide");
        Assert.Equal(HttpStatusCode.Forbidden, (await Sent(reviewer, received, "review", (await world.State(received)).Version)).Status);
        var number = await world.Receive(clerk, XinjiShop, XinjiCompany);
        (await clerk.Act(number, "acceptance")).IsDone(number);
        (await reviewer.Act(number, "review")).IsDone(number);
        var page = await reviewer.Get(Workbench.PageOf(number));
        (await reviewer.Submit(page, $"{Workbench.PageOf(number)}/review-record", Workbench.EveryCheck(page))).IsDone(number);
        (await reviewer.Act(number, "approval")).IsDone(number);
        var state = await world.State(number);
        Assert.Equal((CaseStatus.Approved, "130181-spj"), (state.Status, state.Organisation));
        var log = await world.Services.GetRequiredService<ICases>().Log(number, TestContext.Current.CancellationToken);
        Assert.Equal("130181100-hall", log.Single(e => e.Type == "case.approved/1").Organisation);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("QG-2.2.1-3")]
    public async Task At_a_station_that_only_helps_staff_file_with_the_applicants_consent_on_record_and_accept_nothing(string database)
    {
        await using var world = await World.Start(database, "2025-03-03 09:00");
        var (officer, station) = (await world.SignIn("shinan-officer"), await world.SignIn("yunxiao-clerk"));
        await Sink(officer, Card, "370202001001-hall", "Help", "社会保险");
        var path = await station.Begin(Card, Counter.LinXiaozhou);
        var page = await station.Get(path);
        Assert.NotNull(page.Page.QuerySelector($"input[type=checkbox][name={CounterForm.Agreed}]"));
        var unasked = await station.Submit(page, path, ("confirm", "on"), ("window", "1"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unasked.Status);
        Assert.Contains("征得申请人同意", unasked.Text(".error-summary"), StringComparison.Ordinal);

        var number = await world.Finish(station, path, Card, (CounterForm.Agreed, "on"));
        var log = await world.Services.GetRequiredService<ICases>().Log(number, TestContext.Current.CancellationToken);
        Assert.True(log[0].Data.GetProperty("venue").GetProperty("agreed").GetBoolean());
        Assert.Contains("申请人同意代为递交", (await station.Get(Workbench.PageOf(number))).Text(".log"), StringComparison.Ordinal);
        var no = await Sent(station, number, "acceptance", (await world.State(number)).Version);
        Assert.Equal(HttpStatusCode.Forbidden, no.Status);
        Assert.Contains("帮办代办", no.Text("main"), StringComparison.Ordinal);
        (await (await world.SignIn("shinan-clerk")).Act(number, "acceptance")).IsDone(number);
    }
}
