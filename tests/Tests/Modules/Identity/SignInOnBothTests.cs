using System.Net;

namespace OneWindow.Tests.Modules.Identity;

public sealed class SignInOnBothTests
{
    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task Everybody_of_the_demonstration_can_sign_in_by_click_and_by_password(string database)
    {
        await using var world = await World.Start(database);
        var browser = await world.SignIn("shinan-company");
        Assert.Equal("青岛示范湾餐饮有限公司", (await browser.Get("/sign-in")).Text(".account-name"));
        var clicked = world.Browser();
        Assert.Equal(HttpStatusCode.Redirect, (await clicked.Post("/demo/sign-in", [("user", "huyi-officer")])).Status);
        Assert.Equal("权衡之", (await clicked.Get("/sign-in")).Text(".account-name"));
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task A_second_process_on_the_same_data_takes_the_first_ones_cookie(string database)
    {
        await using var world = await World.Start(database);
        var browser = await world.SignIn("shinan-clerk");
        await using var second = await World.Open(world.Options);
        Assert.Equal("纪明远", (await second.Browser().With(browser).Get("/sign-in")).Text(".account-name"));
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task Wrong_passwords_lock_the_account_on_both_databases(string database)
    {
        await using var world = await World.Start(database);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await world.Browser().Post("/sign-in", [("user", "shinan-clerk"), ("password", "wrong")])).Status);
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => world.SignIn("shinan-clerk"));
        await world.SignIn("shinan-reviewer");
    }
}
