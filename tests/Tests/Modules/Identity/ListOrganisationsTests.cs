using System.Net;

namespace OneWindow.Tests.Modules.Identity;

public sealed class ListOrganisationsTests
{
    [Fact]
    public async Task Staff_see_the_organisations_of_their_own_place_and_no_others()
    {
        await using var world = await World.Start(World.Sqlite);
        var page = await (await world.SignIn("shinan-clerk")).Get("/workbench/organisations");
        var body = page.Text("main");
        Assert.Contains("青岛市市南区民政局", body, StringComparison.Ordinal);
        Assert.Contains("以 青岛市市南区人力资源和社会保障局 的名义办理", body, StringComparison.Ordinal);
        Assert.Contains("《中华人民共和国社会保险法》第八条", body, StringComparison.Ordinal);
        Assert.DoesNotContain("渝中区", body, StringComparison.Ordinal);
        Assert.DoesNotContain("青岛海关", body, StringComparison.Ordinal);
        Assert.Empty(page.Page.QuerySelectorAll("a[href='/workbench/organisations/new']"));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await world.SignIn("shinan-person")).Get("/workbench/organisations")).Status);
    }

    [Fact]
    public async Task The_list_is_paged_searched_and_exported()
    {
        await using var world = await World.Start(World.Sqlite);
        var officer = await world.SignIn("shinan-officer");
        var found = await officer.Get("/workbench/organisations?q=便民服务站");
        Assert.Equal(4, found.Page.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("没有找到", (await officer.Get("/workbench/organisations?q=没有这样的")).Text(".empty"), StringComparison.Ordinal);

        var lines = (await officer.Get("/workbench/organisations.csv")).Body.TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("机构名称,", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, l => l.StartsWith("\"市南区政务服务中心\",\"政务服务场所\",", StringComparison.Ordinal));

        var city = await world.SignIn("qingdao-officer");
        List<string> seen = [];
        for (var path = "/workbench/organisations"; path is not null;)
        {
            var page = await city.Get(path);
            seen.AddRange(page.Page.QuerySelectorAll("main > div tbody tr th").Select(c => c.TextContent.Trim()));
            path = page.Page.QuerySelector("a[rel=next]")?.GetAttribute("href")!;
            Assert.True(seen.Count < 200);
        }

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.True(seen.Count >= lines.Length - 1);
    }
}
