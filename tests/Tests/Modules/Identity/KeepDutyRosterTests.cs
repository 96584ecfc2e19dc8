using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Identity;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Identity;

/// <summary>Who arranges what: the town its roster (KeepDutyRoster), the district the stationing; whose venues a zone's are (CountVenues); the platform's settings.</summary>
public sealed class KeepDutyRosterTests
{
    private const string Hall = "370202001-hall";

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    [Clause("QG-2.4.1-2")]
    public async Task The_town_keeps_its_duty_roster_and_configures_neither_stationing_nor_process(string database)
    {
        await using var world = await World.Start(database);
        var (town, district, neighbour) = (await world.SignIn("xianggang-officer"), await world.SignIn("shinan-officer"), await world.SignIn("badaguan-clerk"));
        var page = await town.Get($"{KeepDutyRoster.Path}?hall={Hall}");
        var person = page.Page.QuerySelectorAll("select[name=person] option").Single(o => o.TextContent.Contains("曲有成", StringComparison.Ordinal)).GetAttribute("value")!;
        (string, string)[] duty = [("day", "2025-03-04"), ("person", person), ("part", "综合窗口，全天")];
        Assert.StartsWith(KeepDutyRoster.Path, (await town.Submit(page, KeepDutyRoster.Path, duty)).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await town.Submit(page, KeepDutyRoster.Path, duty)).Status);
        var seen = await district.Get($"{KeepDutyRoster.Path}?hall={Hall}");
        Assert.Contains("曲有成", seen.Text("table"), StringComparison.Ordinal);
        Assert.Empty(seen.Page.QuerySelectorAll($"form[action='{KeepDutyRoster.Path}'][method=post]"));
        Assert.Equal(HttpStatusCode.Forbidden, (await district.Post(KeepDutyRoster.Path, [("hall", Hall), .. duty])).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await neighbour.Get($"{KeepDutyRoster.Path}?hall={Hall}")).Status);
        var removal = (await town.Get($"{KeepDutyRoster.Path}?hall={Hall}")).Page.QuerySelector("form[action$='/removal']")!.GetAttribute("action")!;
        Assert.Equal(HttpStatusCode.Forbidden, (await district.Post(removal, [])).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await town.Post(removal, [])).Status);
        Assert.Null((await town.Get($"{KeepDutyRoster.Path}?hall={Hall}")).Page.QuerySelector("table"));

        // Stationing, bringing down and the process of the district's items are the district's.
        foreach (var path in new[] { "/workbench/stationing", "/workbench/stationing/370202-food-business/end", "/workbench/sink-down", "/workbench/sink-down/x/end" })
        {
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, (await town.Post(path, [("item", "370202-food-business")])).Status));
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await town.Post("/workbench/requests/new", [("item", "370202-food-business"), ("kind", "Change")])).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await district.Post("/workbench/stationing", [("item", "370202-food-business")])).Status);
    }

    [Fact]
    [Clause("QG-2.4.1-4")]
    public async Task A_zones_venues_count_in_the_report_of_the_district_that_guides_it()
    {
        await using var world = await World.Start(World.Sqlite);
        var district = await world.SignIn("shinan-officer");
        var city = await world.SignIn("qingdao-officer");
        async Task<int> All(Browser who, string place) =>
            int.Parse(new string([.. (await who.Get(CountVenues.Path)).Text($"tr[data-place='{place}'] td").TakeWhile(char.IsAsciiDigit)]), System.Globalization.CultureInfo.InvariantCulture);
        var (before, whole) = (await All(district, "370202000000"), await All(city, "370200000000"));
        Assert.True(before > 1);
        await using (var scope = world.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
            var zone = RegionCode.Parse("370273");
            db.Add(new RegionRow { Code = zone, Name = "演示区", FullName = "青岛演示区", Parent = RegionCode.Parse("370200") });
            db.Add(new OrganisationRow { Id = "zone", Name = "青岛演示功能区管理委员会", ShortName = "演示功能区", Kind = OrganisationKind.FunctionalZone, Region = zone, GuidedBy = "370202-spj" });
            for (var n = 1; n <= 2; n++) db.Add(new OrganisationRow { Id = $"zone-hall-{n}", Name = $"演示功能区政务服务中心{n}", ShortName = $"中心{n}", Kind = OrganisationKind.Hall, Region = zone });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        world.Services.GetRequiredService<InMemoryDirectory>().Refresh();
        Assert.Equal((before + 2, whole + 2), (await All(district, "370202000000"), await All(city, "370200000000")));
        Assert.Equal(before + 2, await All(city, "370202000000"));
        var report = await city.Get(CountVenues.Path);
        Assert.Contains("演示功能区", report.Text("tr[data-place='370202000000']"), StringComparison.Ordinal);
        // Counted once; a zone that the city guides stands for itself.
        Assert.Null(report.Page.QuerySelector("tr[data-place='370273000000']"));
        Assert.NotNull(report.Page.QuerySelector("tr[data-place='370271000000']"));
    }

    [Fact]
    [Clause("HY-27-1")]
    [Clause("QD-10-1")]
    public async Task The_bureau_alone_sets_the_platform_and_an_office_manages_the_items_of_its_own_region_only()
    {
        await using var world = await World.Start(World.Sqlite);
        foreach (var user in new[] { "huyi-editor", "huyi-chief", "huyi-regulator", "huyi-clerk", "xianggang-officer" })
        {
            var other = await world.SignIn(user);
            Assert.Equal((user, HttpStatusCode.Forbidden), (user, (await other.Get("/workbench/brand")).Status));
            Assert.Equal((user, HttpStatusCode.Forbidden), (user, (await other.Post("/workbench/brand", [("name", "别的名字")])).Status));
        }

        Assert.Equal(HttpStatusCode.OK, (await (await world.SignIn("huyi-officer")).Get("/workbench/brand")).Status);
        var office = await world.SignIn("shinan-officer");
        Assert.Equal(HttpStatusCode.OK, (await office.Get("/workbench/items/370202-company-registration")).Status);
        var foreign = await office.Get("/workbench/items/370215-elder-allowance");
        var never = await office.Get("/workbench/items/370202-no-such-item");
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, foreign.Text("main")), (foreign.Status, never.Status, never.Text("main")));
    }
}
