using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;

namespace OneWindow.Tests.Modules.Ledger;

/// <summary>The ledger as the house puts it together: it starts, publishes its key, and is asked by verify.</summary>
public sealed class LedgerInTheHouseTests
{
    [Fact]
    public async Task The_house_publishes_its_key_and_verifies_its_ledger()
    {
        await using var world = await World.Start(World.Sqlite);
        var browser = world.Browser();
        var key = await browser.Get("/ledger/key");
        Assert.Contains("BEGIN PUBLIC KEY", key.Body, StringComparison.Ordinal);
        Assert.Contains("总账根", (await browser.Get("/ledger/roots")).Text("h1"), StringComparison.Ordinal);
        foreach (var audit in world.Services.GetServices<IAudit>()) Assert.True((await audit.Verify(null, TestContext.Current.CancellationToken)).Ok);
        await world.Settle();
    }
}
