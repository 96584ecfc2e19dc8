using System.Net;

namespace OneWindow.Tests;

public sealed class WorldTests
{
    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task The_house_opens_and_answers_on_both_databases(string database)
    {
        await using var world = await World.Start(database);
        var browser = world.Browser();
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/healthz")).Status);
        Assert.Equal("ready", (await browser.Get("/readyz")).Body);
        Assert.Equal(new DateOnly(2025, 3, 3), world.Now.Date);
    }
}
