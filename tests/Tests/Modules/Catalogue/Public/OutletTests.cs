using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Catalogue;
using OneWindow.Contracts;

namespace OneWindow.Tests.Modules.Catalogue;

/// <summary>One guide, told at several places: <see cref="CheckOutlets"/>, <see cref="OutletChecks"/>, <see cref="ShowBoard"/>.</summary>
public sealed partial class OutletTests : IAsyncLifetime
{
    private const string Food = "370202-food-business";
    private static readonly string[] Planted = [Food, "130181-senior-card", "500103-food-business"];

    private World world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => world = await World.Start(World.Sqlite);

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    [Theory]
    [InlineData("desktop")]
    [InlineData("mobile")]
    [InlineData("counter")]
    [InlineData("kiosk")]
    [InlineData("print")]
    [Clause("QD-20-2")]
    [Clause("CQ-14-2")]
    [Clause("HB-1.3-4")]
    public async Task Every_outlet_shows_the_version_published_last_with_one_hash(string channel)
    {
        var guide = await Publish(3);
        Assert.Equal(4, guide.Version);
        var page = await world.Browser().Get($"/items/{Food}?channel={channel}");
        var shown = page.Page.QuerySelector("[data-hash]")!;
        Assert.Equal(("4", guide.Hash), (shown.GetAttribute("data-version"), shown.GetAttribute("data-hash")));
        Assert.Contains(guide.ConsultationPhone, page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_untouched_guides_show_what_they_say_at_every_outlet()
    {
        await using var scope = world.Services.CreateAsyncScope();
        var checks = scope.ServiceProvider.GetRequiredService<OutletChecks>();
        var seen = 0;
        foreach (var key in SeedItemsTests.All.Where((g, i) => i % 4 == 0 || g.Fees.Count > 0).Select(g => g.Item).Concat(Planted).Distinct())
        {
            if (await Current(key) is not { } guide) continue;
            foreach (var outlet in OutletChecks.All) Assert.Empty(checks.Compare(guide, outlet, await checks.Shown(guide, outlet, Cancel)).Select(d => (key, outlet, d)));
            seen++;
        }

        Assert.True(seen > 20);
    }

    [Fact]
    public async Task One_character_that_drifts_is_found_in_every_element_of_every_outlet()
    {
        await using var scope = world.Services.CreateAsyncScope();
        var checks = scope.ServiceProvider.GetRequiredService<OutletChecks>();
        var directory = scope.ServiceProvider.GetRequiredService<IDirectory>();
        var planted = 0;
        foreach (var key in Planted)
        {
            var guide = (await Current(key))!;
            var elements = GuideElements.Of(guide, directory.Organisation(guide.Organisation)!.BearerName);
            foreach (var outlet in OutletChecks.All.Where(o => o != Outlet.Api))
            {
                var html = await checks.Shown(guide, outlet, Cancel);
                foreach (var element in elements)
                {
                    var at = html.IndexOf($"data-e=\"{element.Path}\"", StringComparison.Ordinal);
                    Assert.True(at > 0, $"{outlet} does not show {element.Path} of {key}");
                    var text = html.IndexOf('>', at) + 1;
                    while (char.IsWhiteSpace(html[text])) text++;
                    var drifted = html[..text] + (html[text] == '龘' ? '麤' : '龘') + html[(text + 1)..];
                    Assert.Equal([element.Path], checks.Compare(guide, outlet, drifted).Select(d => d.Path).Distinct());
                    planted++;
                }
            }

            // The interface: one character of the name, of a material, of a telephone number.
            var json = await checks.Shown(guide, Outlet.Api, Cancel);
            foreach (var words in new[] { guide.Name, guide.Materials[0].Name, guide.ConsultationPhone })
                Assert.NotEmpty(checks.Compare(guide, Outlet.Api, new Regex(Regex.Escape(words)).Replace(json, "龘" + words[1..], 1)));
        }

        Assert.True(planted > 300);
    }

    [Fact]
    [Clause("HY-8-1")]
    public async Task The_check_reports_every_outlet_with_its_version_and_a_page_that_was_tampered_with()
    {
        var guide = await Publish(1);
        var officer = await world.SignIn("shinan-officer");
        var before = await officer.Get(CheckOutlets.Path);
        await officer.Submit(before, CheckOutlets.Path);
        var clean = (await officer.Get(CheckOutlets.Path)).Page.QuerySelectorAll("tr").Single(r => r.QuerySelector($"a[href='/items/{Food}']") is not null);
        Assert.Equal(OutletChecks.All.Count, clean.QuerySelectorAll("td").Count(c => c.TextContent.Contains($"第 {guide.Version} 版 {guide.Hash[..8]}", StringComparison.Ordinal)));

        await using var scope = world.Services.CreateAsyncScope();
        var checks = scope.ServiceProvider.GetRequiredService<OutletChecks>();
        var key = await checks.KeyOf(guide, Outlet.Kiosk, Cancel);
        scope.ServiceProvider.GetRequiredService<GuideBytes>().Replace(key, html => html.Replace(guide.ConsultationPhone, guide.ConsultationPhone[..^1] + "X", StringComparison.Ordinal));
        await officer.Submit(before, CheckOutlets.Path);
        var drifted = (await officer.Get(CheckOutlets.Path)).Page.QuerySelectorAll("tr").Single(r => r.QuerySelector($"a[href='/items/{Food}']") is not null);
        Assert.Contains("咨询方式", drifted.QuerySelector("td[data-label=自助机]")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("不一致", drifted.QuerySelector("td[data-label=窗口]")!.TextContent, StringComparison.Ordinal);

        // Every outlet that the place names is served; one that nobody serves is told.
        foreach (var user in new[] { "shinan-officer", "huyi-officer" })
            Assert.DoesNotContain("还没有这个渠道", (await (await world.SignIn(user)).Get(CheckOutlets.Path)).Text("main"), StringComparison.Ordinal);
        Assert.Empty(OutletDrift.ServedBy("电视"));
    }

    [Fact]
    public async Task One_character_that_drifts_is_found_by_night_and_counted_in_the_offices_menu()
    {
        await using var nightly = await World.Start(World.Sqlite, "2025-03-03 09:00", b => b.Configuration[CheckOutletsByNight.Setting] = "true");
        await nightly.Settle();
        var officer = await nightly.SignIn("shinan-officer");
        await nightly.MoveTo("2025-03-04 04:00");
        string Place(Answer page) => page.Text($".places a[href='{CheckOutlets.Path}']");
        Assert.DoesNotContain("1", Place(await officer.Get(ManageSunk.Path)), StringComparison.Ordinal);
        await using (var scope = nightly.Services.CreateAsyncScope())
        {
            var guide = (await scope.ServiceProvider.GetRequiredService<ICatalogue>().Current(Food, Cancel))!;
            var key = await scope.ServiceProvider.GetRequiredService<OutletChecks>().KeyOf(guide, Outlet.Kiosk, Cancel);
            scope.ServiceProvider.GetRequiredService<GuideBytes>().Replace(key, html => html.Replace(guide.ConsultationPhone, guide.ConsultationPhone[..^1] + "X", StringComparison.Ordinal));
            Assert.NotEmpty(await scope.ServiceProvider.GetRequiredService<CatalogueDb>().OutletChecks.ToListAsync(Cancel));
        }

        await nightly.MoveTo("2025-03-05 04:00");
        Assert.Contains("1", Place(await officer.Get(ManageSunk.Path)), StringComparison.Ordinal);
        var row = (await officer.Get(CheckOutlets.Path)).Page.QuerySelectorAll("tr").Single(r => r.QuerySelector($"a[href='/items/{Food}']") is not null);
        Assert.Contains("咨询方式", row.QuerySelector("td[data-label=自助机]")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("1", Place(await (await nightly.SignIn("xinji-officer")).Get(ManageSunk.Path)), StringComparison.Ordinal);
    }

    [Fact]
    [Clause("HY-8-2")]
    public async Task A_code_printed_at_version_one_opens_version_two()
    {
        var browser = world.Browser();
        var printed = (await browser.Get($"/items/{Food}?channel=print")).Page.QuerySelector(".qr img")!.GetAttribute("src")!;
        var before = (await browser.Get(printed)).Body;
        var guide = await Publish(1);
        Assert.Equal(2, guide.Version);
        // The code is the same and leads to the address without a version.
        Assert.Equal(before, (await browser.Get(printed)).Body);
        Assert.Equal("2", (await browser.Get($"/items/{Food}")).Page.QuerySelector("[data-version]")!.GetAttribute("data-version"));
        Assert.Contains("不是现行版本", (await browser.Get($"/items/{Food}/v/1")).Text("main"), StringComparison.Ordinal);
        Assert.Equal($"/items/{Food}/v/1", (await browser.Get($"/items/{Food}/versions/1")).Location);
    }

    [Fact]
    [Clause("HB-3.2-2")]
    public async Task A_level_that_an_item_asks_for_stands_in_words_at_every_outlet_before_one_begins()
    {
        var before = (await Current(Food))!;
        await using var scope = world.Services.CreateAsyncScope();
        await using var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<CatalogueDb>>().CreateDbContextAsync(Cancel);
        await Publication.Publish(db, [before with { Level = Assurance.Proven, EffectiveFrom = world.Now.Date }], "test", world.Now, Cancel);
        scope.ServiceProvider.GetRequiredService<PublishedGuides>().Forget();
        var guide = (await Current(Food))!;
        Assert.Equal(Assurance.Proven, guide.Level);
        Assert.NotEqual(before.Hash, guide.Hash);
        var checks = scope.ServiceProvider.GetRequiredService<OutletChecks>();
        foreach (var outlet in OutletChecks.All) Assert.Empty(checks.Compare(guide, outlet, await checks.Shown(guide, outlet, Cancel)));
        var said = (await world.Browser().Get($"/items/{Food}")).Text("#places");
        Assert.Contains("登录要达到“本人核验”", said, StringComparison.Ordinal);
        Assert.Contains("带证件到任一窗口核对一次", said, StringComparison.Ordinal);
        var line = Assert.Single(GuideDiff.Of(before, guide), l => l.Path == "level");
        Assert.Equal(("网上申请的实名等级", null, "本人核验"), (line.Element, line.Before, line.After));
    }

    [Fact]
    [Clause("QG-2.2.3-2")]
    [Clause("QG-2.2.3-3")]
    public async Task The_board_of_a_venue_is_made_from_the_same_guides_and_says_what_it_lacks()
    {
        const string Board = "/halls/370202-hall/board";
        var visitor = world.Browser();
        Assert.Contains("缺少：工作制度", (await visitor.Get(Board)).Text("main"), StringComparison.Ordinal);
        var officer = await world.SignIn("shinan-officer");
        Assert.Contains("工作制度", (await officer.Get("/workbench/boards")).Page.QuerySelectorAll("tr").Single(r => r.QuerySelector($"a[href='{Board}']") is not null).TextContent, StringComparison.Ordinal);
        var form = await officer.Get("/workbench/boards/370202-hall");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await officer.Submit(form, "/workbench/boards/370202-hall", ("rules", "短"))).Status);
        await officer.Submit(form, "/workbench/boards/370202-hall", ("rules", "首问负责：第一个接待您的人管到底。\n一次告知：缺什么一次说清。"));
        var guide = await Publish(1);
        var board = await visitor.Get(Board);
        Assert.DoesNotContain("缺少：", board.Text("main"), StringComparison.Ordinal);
        Assert.Contains("首问负责", board.Text("main"), StringComparison.Ordinal);
        var row = board.Page.QuerySelectorAll("tr[data-version]").Single(r => r.QuerySelector($"a[href='/items/{Food}?channel=print']") is not null);
        Assert.Equal(("2", guide.Hash), (row.GetAttribute("data-version"), row.GetAttribute("data-hash")));
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Get("/workbench/boards/500103-hall")).Status);
    }

    private ValueTask<Guide?> Current(string item) => world.Services.GetRequiredService<ICatalogue>().Current(item, Cancel);

    /// <summary>Publishes so many further versions of the food guide, each with another telephone number.</summary>
    private async Task<Guide> Publish(int times)
    {
        for (var i = 0; i < times; i++)
        {
            var guide = (await Current(Food))!;
            await using var scope = world.Services.CreateAsyncScope();
            await using var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<CatalogueDb>>().CreateDbContextAsync(Cancel);
            await Publication.Publish(db, [guide with { ConsultationPhone = $"0532-5550{100 + i}", EffectiveFrom = world.Now.Date }], "test", world.Now, Cancel);
            scope.ServiceProvider.GetRequiredService<PublishedGuides>().Forget();
        }

        return (await Current(Food))!;
    }
}
