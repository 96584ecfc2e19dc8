using OneWindow.Host;

namespace OneWindow.Tests.Storage;

public sealed class SecretCheckTests
{
    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task A_start_with_another_installations_secret_is_refused_in_words(string database)
    {
        await using var world = await World.Start(database);
        var options = world.Options;
        await using (var again = await World.Open(options))
        {
            Assert.NotNull(again);
        }

        await File.WriteAllTextAsync(Path.Combine(options.Data, "secret"), Convert.ToBase64String(new byte[48]));
        var refused = await Assert.ThrowsAsync<RefusedStart>(() => World.Open(options));
        Assert.Equal("platform.secret-differs", refused.Why.Code);
    }
}
