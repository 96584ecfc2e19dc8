using System.Net;

namespace OneWindow.Tests.Modules.Identity;

public sealed class ShowAccountTests
{
    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task An_agent_sees_for_whom_he_acts_and_changes_the_hat(string database)
    {
        await using var world = await World.Start(database);
        var agent = await world.SignIn("shinan-agent");
        var page = await agent.Get("/account");
        Assert.Contains("青岛示范湾餐饮有限公司（代理人 程小满）", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("委托到 2030年12月31日", page.Text("main"), StringComparison.Ordinal);
        var other = page.Page.QuerySelectorAll("button[name=subject]").Single(b => b.TextContent.Contains("林晓舟", StringComparison.Ordinal)).GetAttribute("value")!;
        Assert.Equal(HttpStatusCode.Redirect, (await agent.Post("/account/hat", [("subject", other)])).Status);
        var now = (await agent.Get("/account")).Text("main");
        Assert.Contains("林晓舟（代理人 程小满）", now, StringComparison.Ordinal);
        Assert.Contains("3702**********0212", now, StringComparison.Ordinal);
        Assert.DoesNotContain("370299198803160212", now, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_puts_on_a_hat_that_was_not_given_to_him()
    {
        await using var world = await World.Start(World.Sqlite);
        var agent = await world.SignIn("shinan-agent");
        var stranger = (await (await world.SignIn("huyi-company")).Get("/account")).Page.QuerySelector("button[name=subject]")!.GetAttribute("value")!;
        Assert.Equal(HttpStatusCode.Forbidden, (await agent.Post("/account/hat", [("subject", stranger)])).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await agent.Post("/account/hat", [])).Status);
        Assert.Contains("青岛示范湾餐饮有限公司", (await agent.Get("/account")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authority_ends_with_its_last_day_also_for_who_is_signed_in()
    {
        await using var world = await World.Start(World.Sqlite, "2030-12-31 23:00");
        var agent = await world.SignIn("shinan-agent");
        Assert.Contains("青岛示范湾", (await agent.Get("/account")).Text("main"), StringComparison.Ordinal);
        await world.MoveTo("2031-01-01 00:10");
        Assert.Equal(HttpStatusCode.Redirect, (await agent.Get("/account")).Status);
        var again = (await (await world.SignIn("shinan-agent")).Get("/account")).Text("main");
        Assert.Contains("程小满", again, StringComparison.Ordinal);
        Assert.DoesNotContain("青岛示范湾", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_see_their_post_and_signing_out_everywhere_ends_every_session()
    {
        await using var world = await World.Start(World.Sqlite);
        var desk = await world.SignIn("shinan-clerk");
        var phone = await world.SignIn("shinan-clerk");
        var page = (await desk.Get("/account")).Text("main");
        Assert.Contains("窗口人员", page, StringComparison.Ordinal);
        Assert.Contains("市南区政务服务中心", page, StringComparison.Ordinal);
        Assert.Contains("山东省青岛市市南区", page, StringComparison.Ordinal);
        await desk.Post("/account/sign-out-everywhere", []);
        Assert.Equal(HttpStatusCode.Redirect, (await phone.Get("/account")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await desk.Get("/account")).Status);
    }
}
