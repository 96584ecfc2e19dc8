using System.Net;
using OneWindow.Identity;
using OneWindow.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace OneWindow.Tests.Modules.Security;

public sealed class AssignDutiesTests
{
    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    [Clause("HB-4.4-2")]
    public async Task A_system_is_flagged_at_each_level_where_nobody_answers_for_it_and_again_when_who_did_leaves(string database)
    {
        await using var world = await World.Start(database);
        var administrator = await world.SignIn("security-admin");
        var system = await administrator.Register("政务服务平台", levels: ["city", "town"]);
        var row = (await administrator.Get(AssignDuties.Path)).Row("政务服务平台");
        Assert.Contains("责任没有落实", row, StringComparison.Ordinal);
        Assert.Equal(2, row.Split("没有责任人").Length - 1);
        Assert.Equal(2, row.Split("不使用").Length - 1);

        // Which organisation of that level, then who of it. A level at which it is not run has no page.
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.Get(AssignDuties.PathOf(system, "village"))).Status);
        var town = AssignDuties.PathOf(system, "town");
        var organisations = await administrator.Get(town);
        Assert.DoesNotContain("青岛市行政审批服务局", organisations.Text("select"), StringComparison.Ordinal);
        var officer = await AccountOf(world, "xianggang-officer");
        Assert.Contains("初见山", (await administrator.Get($"{town}?{AssignDuties.OrganisationField}=370202001-gov")).Text("select"), StringComparison.Ordinal);
        var stranger = await AccountOf(world, "shinan-clerk");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Name(town, "370202001-gov", stranger)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await Name(town, "370202001-gov", officer)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await Name(AssignDuties.PathOf(system, "city"), SecurityOffice.Owner, await AccountOf(world, "system-admin"))).Status);
        row = (await administrator.Get(AssignDuties.Path)).Row("政务服务平台");
        Assert.Contains("初见山", row, StringComparison.Ordinal);
        Assert.DoesNotContain("责任没有落实", row, StringComparison.Ordinal);
        await world.Settle();
        await using (var db = world.SecurityDb()) Assert.DoesNotContain(await db.Alerts.Where(a => a.EndedAt == null).ToListAsync(), a => a.Id.StartsWith("duty/", StringComparison.Ordinal));

        // He leaves: his account is closed, and another process, which remembers nobody, flags it at once.
        Assert.Equal(HttpStatusCode.Redirect, (await (await world.SignIn("system-admin")).Post($"/workbench/people/{officer}/closing", [("reason", "调离本单位")])).Status);
        await using var later = await World.Open(world.Options);
        var reader = later.Browser().With(administrator);
        row = (await reader.Get(AssignDuties.Path)).Row("政务服务平台");
        Assert.Contains("责任没有落实", row, StringComparison.Ordinal);
        Assert.Contains("责任人已离开", row, StringComparison.Ordinal);
        await later.Settle();
        Assert.Contains("“政务服务平台”镇街级的责任人已经离开", (await reader.Get(WatchSecurity.Path)).Body, StringComparison.Ordinal);

        Task<Answer> Name(string path, string organisation, string person) =>
            administrator.Post(path, [(AssignDuties.OrganisationField, organisation), (AssignDuties.PersonField, person)]);
    }

    internal static async Task<string> AccountOf(World world, string user)
    {
        await using var db = world.Services.GetRequiredService<IDbContextFactory<IdentityDb>>().CreateDbContext();
        return (await db.Accounts.SingleAsync(a => a.User == user)).Id;
    }
}
