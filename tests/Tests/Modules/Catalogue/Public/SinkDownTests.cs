using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
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
        Assert.Equal(HttpStatusCode.Forbidden, (await (await world.SignIn("yuzhong-officer")).Submit(page, end, ("hat", ""))).Status);
    }

    [Fact]
    public void Each_mode_permits_what_it_says_and_no_more()
    {
        Assert.Equal(
            [(SinkDownMode.Receive, true, true, false), (SinkDownMode.Decide, true, true, true), (SinkDownMode.Help, true, false, false)],
            Enum.GetValues<SinkDownMode>().Select(m => (m, m.Allows(VenueAct.Help), m.Allows(VenueAct.Receive), m.Allows(VenueAct.Decide))));
    }

    [Fact]
    [Clause("QG-2.2.1-2")]
    public async Task A_station_without_a_domain_is_on_the_gap_list_with_that_domain_alone()
    {
        await using var world = await World.Start(World.Sqlite, "2025-03-03 09:00");
        const string Station = "370202001001-hall";
        var rules = world.Services.GetRequiredService<IRulebooks>().For(RegionCode.Parse("370202001001"), ItemType.PublicService, world.Now.Date);
        var demanded = rules.Find("sinkDown.villageCategories")!.Entries;
        Assert.Equal(13, demanded.Count);
        var officer = await world.SignIn("shinan-officer");
        string Gap(Answer page) => page.Page.QuerySelectorAll("#gaps ~ .summary-list .summary-row").First(r => r.QuerySelector("dt")!.TextContent.Contains("云霄路社区", StringComparison.Ordinal)).QuerySelector("dd")!.TextContent.Trim();
        Assert.Equal(string.Join('、', demanded), Gap(await officer.Get(ManageSunk.Path)));
        foreach (var (domain, item) in demanded.Where(d => d != "社会救助").Zip(Local("370202"))) await Sink(officer, item.Item, Station, "Help", domain);
        Assert.Equal("社会救助", Gap(await officer.Get(ManageSunk.Path)));
    }

    private static IEnumerable<Guide> Local(string place) => SeedItemsTests.All.Where(g => g.Place == RegionCode.Parse(place) && g.Combination is null).DistinctBy(g => g.Item);

    /// <summary>So many further guides of the place, each like the first one there for persons, or for companies.</summary>
    private static async Task<List<(string Key, bool Persons)>> Fill(World world, string place, int count, bool persons)
    {
        await using var scope = world.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CatalogueDb>();
        var number = RegionCode.Parse(place).Number;
        var there = await db.Items.Where(i => i.Place == number && i.State == ItemState.InUse && (!persons || i.ForPersons)).CountAsync(TestContext.Current.CancellationToken);
        var like = Local(place).First(g => g.Audience.Contains(SubjectKind.Person));
        await Publication.Publish(db, [.. Enumerable.Range(there, count - there).Select(i => like with { Item = $"{place}-more-{i:000}", Name = $"服务{i:000}" })], "test", world.Now, TestContext.Current.CancellationToken);
        scope.ServiceProvider.GetRequiredService<PublishedGuides>().Forget();
        return [.. (await db.Items.AsNoTracking().Where(i => i.Place == number && i.State == ItemState.InUse).OrderBy(i => i.Key).ToListAsync(TestContext.Current.CancellationToken)).Select(i => (i.Key, i.ForPersons))];
    }

    /// <summary>The office's records, many at once.</summary>
    private static async Task Records(World world, string owner, string venue, string place, IEnumerable<string> items)
    {
        await using var scope = world.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CatalogueDb>();
        db.AddRange(items.Select(item => new SinkDownRow
        {
            Id = $"{place}-{item}", Item = item, ItemName = item, Venue = venue, VenueName = venue, Place = RegionCode.Parse(place.PadRight(12, '0')).Number, Owner = RegionCode.Parse(owner).Number,
            Mode = SinkDownMode.Receive, Domain = "社会保险", From = world.Now.Date, By = "test", At = world.Now,
        }));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    [Clause("CQ-7-2")]
    [Clause("HY-20-2")]
    public async Task Of_a_hundred_items_forty_at_towns_and_fifteen_at_villages_the_list_says_so_and_of_a_hundred_for_persons_sixty()
    {
        await using var world = await World.Start(World.Sqlite, "2025-03-03 09:00");
        var items = (await Fill(world, "370202", 100, persons: false)).Select(i => i.Key).ToList();
        Assert.Equal(100, items.Count);
        await Records(world, "370202", "370202001-hall", "370202001", items.Take(40));
        // At a second town it is still one item; so is what a village has beside its town.
        await Records(world, "370202", "370202009-hall", "370202009", items.Take(10));
        await Records(world, "370202", "370202001001-hall", "370202001001", items.Skip(30).Take(15));
        Assert.Contains("镇街能办的占 40%，村社区能办的占 15%", (await world.Browser().Get("/lists/sink-down?place=370202")).Text("main"), StringComparison.Ordinal);

        var personal = (await Fill(world, "130181", 100, persons: true)).ToList();
        Assert.Equal(100, personal.Count(i => i.Persons));
        await Records(world, "130181", "130181100-hall", "130181100", personal.Where(i => i.Persons).Take(60).Concat(personal.Where(i => !i.Persons)).Select(i => i.Key));
        Assert.Contains("个人事项里，下沉了 60%", (await world.Browser().Get("/lists/sink-down?place=130181")).Text("main"), StringComparison.Ordinal);
        // What ended is brought down no more.
        await using (var scope = world.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<CatalogueDb>();
            var number = RegionCode.Parse("130181100000").Number;
            foreach (var row in await db.SinkDowns.Where(s => s.Place == number).ToListAsync(TestContext.Current.CancellationToken)) row.Until = world.Now.Date;
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Contains("个人事项里，下沉了 0%", (await world.Browser().Get("/lists/sink-down?place=130181")).Text("main"), StringComparison.Ordinal);
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
