using System.Net;
using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Catalogue;

/// <summary>下沉、进驻负面清单: <see cref="SinkDown"/>, <see cref="ManageSunk"/>, <see cref="ListSunk"/>.</summary>
public sealed class SinkDownTests
{
    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    [Clause("QD-21-2")]
    [Clause("QG-2.2.1-1")]
    public async Task What_is_brought_down_to_a_venue_is_published_by_place_domain_and_mode(string database)
    {
        await using var world = await World.Start(database, "2025-03-03 09:00");
        var officer = await world.SignIn("shinan-officer");
        await Sink(officer, "370202-hukou-birth", "370202001-hall", "Receive", "户籍管理");
        await Sink(officer, "370202-hukou-cancel", "370202001-hall", "Help", "户籍管理");
        await Sink(officer, "370202-social-card-new", "370202001-hall", "Decide", "社会保险");
        await Sink(officer, "370202-hukou-birth", "370202001001-hall", "Help", "户籍管理");

        var visitor = world.Browser();
        var town = await visitor.Get("/lists/sink-down?place=370202001&domain=户籍管理");
        var rows = town.Page.QuerySelectorAll("tbody tr").Select(r => (Item: r.QuerySelector("a")!.GetAttribute("href"), Mode: r.QuerySelector("td[data-label=方式]")!.TextContent, Venue: r.QuerySelector("td")!.TextContent)).ToList();
        Assert.Equal(3, rows.Count);
        Assert.Equal(["委托受理", "帮办代办"], rows.Where(r => r.Item == "/items/370202-hukou-birth").Select(r => r.Mode));
        Assert.DoesNotContain(rows, r => r.Item == "/items/370202-social-card-new");

        // The list of one station: items with their mode, and what the modes mean in plain words.
        var station = await visitor.Get("/lists/sink-down?place=370202001001");
        Assert.Equal(["帮办代办"], station.Page.QuerySelectorAll("td[data-label=方式]").Select(c => c.TextContent));
        Assert.Contains("受理和决定仍在原来的部门", station.Text("main"), StringComparison.Ordinal);

        // Ended: from today it is not on the list; a second time at one venue is refused.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await officer.Submit(await officer.Get(ManageSunk.Path), ManageSunk.Path, ("item", "370202-hukou-birth"), ("venue", "370202001-hall"), ("mode", "Help"), ("domain", "户籍管理"))).Status);
        var page = await officer.Get(ManageSunk.Path);
        var end = page.Page.QuerySelectorAll($"form[action$='/end']").First(f => f.GetAttribute("action")!.Contains("370202001001-hall", StringComparison.Ordinal) || f.GetAttribute("action")!.Contains("370202001001", StringComparison.Ordinal)).GetAttribute("action")!;
        await officer.Submit(page, end);
        Assert.Empty((await visitor.Get("/lists/sink-down?place=370202001001")).Page.QuerySelectorAll("tbody tr"));
        Assert.Equal(HttpStatusCode.NotFound, (await (await world.SignIn("yuzhong-officer")).Submit(page, end)).Status);
    }

    [Fact]
    public void Each_mode_permits_what_it_says_and_no_more()
    {
        Assert.Equal(
            [(SinkDownMode.Receive, true, true, false), (SinkDownMode.Decide, true, true, true), (SinkDownMode.Help, true, false, false)],
            Enum.GetValues<SinkDownMode>().Select(m => (m, SinkDown.Allows(m, VenueAct.Help), SinkDown.Allows(m, VenueAct.Receive), SinkDown.Allows(m, VenueAct.Decide))));
    }

    [Fact]
    [Clause("QG-2.2.1-2")]
    public async Task A_station_without_a_domain_is_on_the_gap_list()
    {
        await using var world = await World.Start(World.Sqlite, "2025-03-03 09:00");
        var rules = ((IRulebooks)world.Services.GetService(typeof(IRulebooks))!).For(RegionCode.Parse("370202001001"), ItemType.PublicService, world.Now.Date);
        var grassroots = ((IRulebooks)world.Services.GetService(typeof(IRulebooks))!).For(RegionCode.Parse("370200"), ItemType.PublicService, world.Now.Date).Find("sinkDown.categories");
        Assert.NotNull(grassroots);
        var demanded = rules.Find("sinkDown.categories")!.Entries;
        var officer = await world.SignIn("shinan-officer");
        string Gap(Answer page) => page.Page.QuerySelectorAll(".summary-row").First(r => r.QuerySelector("dt")!.TextContent.Contains("社区", StringComparison.Ordinal) || r.QuerySelector("dt")!.TextContent.Contains('站')).QuerySelector("dd")!.TextContent;
        var before = Gap(await officer.Get(ManageSunk.Path));
        Assert.All(demanded, d => Assert.Contains(d, before, StringComparison.Ordinal));

        string[] village = ["养老保险", "医疗保险", "民政服务", "社会救助", "卫生健康服务", "就业创业服务", "退役军人事务", "老年人优待", "残疾人帮扶", "惠农政策落实", "法律顾问及纠纷调解", "出具有关证明", "水电气暖费用收缴"];
        Assert.Equal(["社会救助"], SinkDown.Gaps(village, village.Except(["社会救助"])));
    }

    [Fact]
    [Clause("CQ-7-2")]
    public void Of_a_hundred_items_forty_at_town_centres_and_fifteen_at_village_points_are_forty_and_fifteen_per_cent()
    {
        var items = Enumerable.Range(1, 100).Select(n => $"item-{n}").ToList();
        var down = items.Take(40).Select(i => (i, RegionLevel.Town)).Concat(items.Skip(30).Take(15).Select(i => (i, RegionLevel.Village)))
            // At two towns it is one item; what is no item of the catalogue is not counted.
            .Append((items[0], RegionLevel.Town)).Append(("foreign", RegionLevel.Village));
        var (town, village) = SunkFigures.Extended(items, down);
        Assert.Equal((40L, 15L), (town.Value, village.Value));
    }

    [Fact]
    [Clause("HY-20-2")]
    public void Of_a_hundred_items_for_persons_sixty_brought_down_are_sixty_per_cent()
    {
        var personal = Enumerable.Range(1, 100).Select(n => $"item-{n}").ToHashSet();
        Assert.Equal(60, SunkFigures.Personal(personal, personal.Take(60).Concat(personal.Take(5)).Append("for-companies")).Value);
    }

    [Fact]
    public async Task What_stays_out_of_the_centre_is_listed_with_ground_and_reason()
    {
        await using var world = await World.Start(World.Sqlite, "2025-03-03 09:00");
        var officer = await world.SignIn("shinan-officer");
        var page = await officer.Get(ManageSunk.StationingPath);
        var bad = await officer.Submit(page, ManageSunk.StationingPath, ("item", "370202-food-business"), ("ground", "不想进"), ("reason", "没有理由"), ("where", "原单位"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.Status);
        await officer.Submit(page, ManageSunk.StationingPath, ("item", "370202-food-business"), ("ground", "场地特殊要求"), ("reason", "要用检测场地"), ("where", "示范路 9 号，电话 0532-55500123"));
        var list = await world.Browser().Get("/lists/not-stationed?place=370202");
        Assert.Contains("要用检测场地", list.Text("tbody"), StringComparison.Ordinal);
        await officer.Submit(await officer.Get(ManageSunk.StationingPath), $"{ManageSunk.StationingPath}/370202-food-business/end");
        Assert.Empty((await world.Browser().Get("/lists/not-stationed?place=370202")).Page.QuerySelectorAll("tbody tr"));
    }

    private static async Task Sink(Browser officer, string item, string venue, string mode, string domain)
    {
        var answer = await officer.Submit(await officer.Get(ManageSunk.Path), ManageSunk.Path, ("item", item), ("venue", venue), ("mode", mode), ("domain", domain));
        Assert.True(answer.Status is HttpStatusCode.Redirect or HttpStatusCode.SeeOther or HttpStatusCode.Found, $"{item}: {(int)answer.Status} {answer.Text(".error-summary")}");
    }
}
