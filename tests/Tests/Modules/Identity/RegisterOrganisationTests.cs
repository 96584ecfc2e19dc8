using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;

namespace OneWindow.Tests.Modules.Identity;

public sealed class RegisterOrganisationTests
{
    private const string Path = "/workbench/organisations/new";

    private static readonly (string, string)[] Customs =
    [
        ("name", "演示出入境边防检查站"), ("short", "演示边检站"), ("kind", "Stationed"), ("region", "370200000000"), ("creditCode", "91370202XNQ00001X2"),
        ("phone", "0532-55508888"), ("address", "青岛市示范路 9 号"), ("handles", "办证科"),
    ];

    [Theory]
    [Clause("QD-60-1")]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task A_stationed_unit_is_registered_and_stands_in_the_list_under_the_same_law(string database)
    {
        await using var world = await World.Start(database, "2025-03-03 09:00");
        var officer = await world.SignIn("qingdao-officer");
        var answer = await officer.Post(Path, Customs);
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        var list = await officer.Get(answer.Location!);
        Assert.Contains("已登记“演示出入境边防检查站”", list.Text(".notice"), StringComparison.Ordinal);
        var row = (await officer.Get("/workbench/organisations?q=演示出入境")).Text("tbody tr");
        Assert.Contains("中央、省驻地方单位", row, StringComparison.Ordinal);
        Assert.Contains("办证科", row, StringComparison.Ordinal);
        Assert.Contains("青岛市政务服务管理办法", row, StringComparison.Ordinal);
        Assert.Contains(world.Services.GetRequiredService<IDirectory>().OrganisationsUnder(OneWindow.Kernel.RegionCode.Parse("370200")), o => o.ShortName == "演示边检站");
    }

    [Fact]
    [Clause("QD-12-1")]
    public async Task A_new_functional_zone_gets_its_own_range_and_appears_in_the_guidance_of_its_office()
    {
        await using var world = await World.Start(World.Sqlite);
        var officer = await world.SignIn("qingdao-officer");
        var answer = await officer.Post(Path,
        [
            ("name", "青岛演示功能区管理委员会"), ("short", "青岛演示功能区"), ("kind", "FunctionalZone"), ("zoneCode", "370272"), ("guidedBy", "370200-spj"),
            ("creditCode", "91370202XNQ00001X2"), ("phone", "0532-55508888"), ("address", "青岛市示范路 9 号"),
        ]);
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        var guided = (await officer.Get("/workbench/organisations")).Text("#guided");
        Assert.Contains("青岛演示功能区管理委员会", guided, StringComparison.Ordinal);
        Assert.Contains("青岛高新技术产业开发区管理委员会", guided, StringComparison.Ordinal);
        Assert.Equal("青岛演示功能区", world.Services.GetRequiredService<IDirectory>().PlaceName(OneWindow.Kernel.RegionCode.Parse("370272")));
        Assert.Empty((await (await world.SignIn("shinan-officer")).Get("/workbench/organisations")).Page.QuerySelectorAll("#guided"));

        // The range is the zone's now: nobody gets it twice.
        var again = await officer.Post(Path, [("name", "另一功能区"), ("short", "另一区"), ("kind", "FunctionalZone"), ("zoneCode", "370272"), ("guidedBy", "370200-spj"), ("creditCode", "91500103XNQ000028U"), ("phone", "0532-55508888"), ("address", "x")]);
        Assert.Contains("青岛演示功能区", again.Text("#f-zoneCode-error"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_form_says_the_article_and_keeps_what_was_typed()
    {
        await using var world = await World.Start(World.Sqlite);
        var officer = await world.SignIn("yuzhong-officer");
        var answer = await officer.Post(Path,
        [
            ("name", "重庆市渝中区演示局"), ("short", "区演示局"), ("kind", "Department"), ("region", "500103000000"), ("parent", "500103-gov"),
            ("creditCode", "91370202XNQ00001X2"), ("phone", "023-55508888"), ("address", "示范路 9 号"), ("handles", "审批一科\n审批二科"),
        ]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("第二十一条", answer.Text(".error-summary"), StringComparison.Ordinal);
        Assert.Equal("重庆市渝中区演示局", answer.Page.QuerySelector("#f-name")?.GetAttribute("value"));
        Assert.Equal("审批一科\n审批二科", answer.Page.QuerySelector("#f-handles")?.TextContent);
        Assert.Equal("500103-gov", answer.Page.QuerySelector("#f-parent option[selected]")?.GetAttribute("value"));
    }

    [Fact]
    public async Task Nobody_registers_outside_the_own_place_and_only_the_office_registers()
    {
        await using var world = await World.Start(World.Sqlite);
        var district = await world.SignIn("shinan-officer");
        Assert.Contains("不在可选的范围内", (await district.Post(Path, Customs)).Text("#f-region-error"), StringComparison.Ordinal);
        foreach (var other in new[] { "shinan-clerk", "shinan-reviewer", "shinan-editor", "shinan-person" })
        {
            var browser = await world.SignIn(other);
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get(Path)).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.Post(Path, Customs)).Status);
        }
    }
}
