using Microsoft.Extensions.DependencyInjection;
using OneWindow.Storage;

namespace OneWindow.Tests.Storage;

public sealed class CarriedOutTests
{
    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task Sweepers_that_carried_out_the_same_at_once_remember_it_once_and_none_stumbles(string database)
    {
        await using var world = await World.Start(database);
        var carried = world.Services.GetRequiredService<CarriedOut>();
        Assert.Null(await carried.Last("a-sweep"));
        foreach (var value in (string[])["first", "second", "third"])
        {
            await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => carried.Remember("a-sweep", value))));
            Assert.Equal(value, await carried.Last("a-sweep"));
        }

        await using var scope = world.Services.CreateAsyncScope();
        var row = await scope.ServiceProvider.GetRequiredService<PlatformDb>().Settings.FindAsync("a-sweep");
        Assert.Equal(3, row!.Version);
    }
}
