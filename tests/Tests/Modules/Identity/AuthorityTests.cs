using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Identity;

namespace OneWindow.Tests.Modules.Identity;

/// <summary>An agent's authority through the whole house: its term and its scope go with every sign-in.</summary>
public sealed class AuthorityTests
{
    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    [Clause("QD-25-1")]
    public async Task An_agent_is_told_before_filling_in_what_his_authority_does_not_cover_and_loses_the_hat_with_its_last_day(string database)
    {
        await using var world = await World.Start(database);
        await Change(world, s => s.SetProperty(a => a.Items, "370202-food-business"));
        var agent = await world.SignIn("shinan-agent");
        Assert.StartsWith("/drafts/", (await agent.Get("/items/370202-food-business/apply")).Location, StringComparison.Ordinal);
        var beyond = await agent.Get("/items/370202-public-place-hygiene-commitment/apply");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, beyond.Status);
        Assert.Contains("委托的范围不含本事项", beyond.Text("main"), StringComparison.Ordinal);
        Assert.Contains("限 1 个事项", (await agent.Get("/account")).Text("main"), StringComparison.Ordinal);

        // Expired on 1 March; today is the third: neither the open sign-in nor a new one acts for the principal.
        await Change(world, s => s.SetProperty(a => a.Until, new DateOnly(2025, 3, 1)));
        var later = await world.SignIn("shinan-agent");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await later.Get("/items/370202-food-business/apply")).Status);
        Assert.DoesNotContain("青岛示范湾餐饮有限公司", (await later.Get("/account")).Text("main"), StringComparison.Ordinal);
    }

    private static async Task Change(World world, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<AuthorityRow>> set)
    {
        await using var db = await world.Services.GetRequiredService<IDbContextFactory<IdentityDb>>().CreateDbContextAsync();
        var changed = await db.InTransaction(() => db.Authorities.ExecuteUpdateAsync(set));
        Assert.NotEqual(0, changed);
    }
}
