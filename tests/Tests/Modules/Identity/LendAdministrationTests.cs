using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Identity;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Identity;

/// <summary>乡镇、街道的管理员: within what the district lends, and not an act beyond or after it.</summary>
public sealed class LendAdministrationTests
{
    private const string Town = "370202001-gov";
    private const string Own = "Own harbour 2026";
    private const string Path = LendAdministration.Path;

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_town_s_administrator_acts_within_what_is_lent_and_has_nothing_once_it_is_withdrawn(string database)
    {
        await using var world = await World.Start(database);
        var (system, security) = (await world.SignIn("system-admin"), await world.SignIn("security-admin"));
        await Opened(system, security, "xg.admin", 1, Role.SystemAdministrator);
        var to = (await Account(world, "xg.admin")).Id;
        var town = await Enter(world, system, "xg.admin");

        // With the role alone: nothing.
        Assert.Contains("没有把开设、停用账号的权限借给您", (await Open(town, "li.one", 2, Role.Clerk)).Text("main"), StringComparison.Ordinal);
        var reviewer = (await Account(world, "xianggang-reviewer")).Id;
        Assert.Equal(HttpStatusCode.NotFound, (await town.Get($"{ListPeople.Path}/{reviewer}")).Status);
        Assert.Equal(0, (await town.Get(ListPeople.Path)).Page.QuerySelectorAll("tbody tr").Length);

        // Lent by who stands above, never by himself, and only with the town's own organisations.
        (string, string)[] asked = [("to", to), ("roles", "Clerk"), ("offices", Town), ("most", "1"), ("until", "2025-06-30"), ("why", "便民服务中心自行管理")];
        Assert.Equal(HttpStatusCode.Forbidden, (await security.Post(Path, asked)).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await town.Post(Path, asked)).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await system.Post(Path, [.. asked.Where(a => a.Item1 != "offices"), ("offices", "370202-spj")])).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await system.Post(Path, [.. asked.Where(a => a.Item1 != "roles"), ("roles", "SecurityAdministrator")])).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await system.Post(Path, asked)).Status);
        Assert.Contains("已经有一项在用的出借", (await system.Post(Path, asked)).Text("main"), StringComparison.Ordinal);

        // Within it, and not beyond: another post, another organisation, one account too many.
        Assert.Contains("没有这个机构的“审查人员”", (await Open(town, "li.two", 3, Role.Reviewer)).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await Open(town, "li.one", 2, Role.Clerk)).Status);
        Assert.Contains("账号数已经用完", (await Open(town, "li.two", 3, Role.Clerk)).Text("main"), StringComparison.Ordinal);
        var opened = await Account(world, "li.one");
        Assert.Equal(HttpStatusCode.Forbidden, (await town.Post($"{ListPeople.Path}/{opened.Id}/agreement", [("agrees", "yes")])).Status);
        Assert.Contains("1 / 1 个", (await system.Get(Path)).Text("main"), StringComparison.Ordinal);

        // Narrowed, never widened.
        var lending = await Lending(world);
        Assert.Contains("这里只能缩小范围", (await system.Post($"{Path}/{lending.Id}", [.. asked.Where(a => a.Item1 != "most"), ("most", "5"), ("seen", "0")])).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await town.Post($"{Path}/{lending.Id}", [.. asked, ("seen", "0")])).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await system.Post($"{Path}/{lending.Id}", [.. asked.Where(a => a.Item1 != "until"), ("until", "2025-05-31"), ("seen", "0")])).Status);

        // Withdrawn: what he has asked for ends with it, and the next act is refused.
        Assert.Equal(HttpStatusCode.NotFound, (await town.Post($"{Path}/{lending.Id}/ending", [])).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await system.Post($"{Path}/{lending.Id}/ending", [])).Status);
        Assert.Null((await security.Get($"{ListPeople.Path}/{opened.Id}")).Page.QuerySelector("input[name=asked]"));
        Assert.Equal(HttpStatusCode.NotFound, (await town.Get($"{ListPeople.Path}/{opened.Id}")).Status);
        Assert.Contains("没有把开设、停用账号的权限借给您", (await Open(town, "li.two", 3, Role.Clerk)).Text("main"), StringComparison.Ordinal);
        await using var db = Db(world);
        Assert.Equal(
            [SecurityEventKind.RightLent, SecurityEventKind.RightNarrowed, SecurityEventKind.RightWithdrawn],
            await db.SecurityEvents.Where(e => e.Account == to && e.Note == lending.Id).OrderBy(e => e.Number).Select(e => e.Kind).ToListAsync(TestContext.Current.CancellationToken));

        // Over with its last day, without anybody doing anything.
        Assert.Equal(HttpStatusCode.Redirect, (await system.Post(Path, [.. asked.Where(a => a.Item1 != "until"), ("until", "2025-03-04")])).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await Open(town, "li.two", 3, Role.Clerk)).Status);
        await world.MoveTo("2025-03-05 09:00");
        Assert.Equal(HttpStatusCode.NotFound, (await town.Get($"{ListPeople.Path}/{(await Account(world, "li.two")).Id}")).Status);
        Assert.Contains("已到期", (await system.Get(Path)).Text("main"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_town_s_administrator_ends_no_post_that_was_not_lent_to_him(string database)
    {
        await using var world = await World.Start(database);
        var (system, security) = (await world.SignIn("system-admin"), await world.SignIn("security-admin"));
        await Opened(system, security, "xg.admin", 1, Role.SystemAdministrator);
        await Opened(system, security, "li.one", 2, Role.Clerk);
        var person = (await Account(world, "li.one")).Id;
        var path = $"{ListPeople.Path}/{person}";
        Assert.Equal(HttpStatusCode.Redirect, (await system.Post(path + "/post", [("kind", "further"), ("role", "Reviewer"), ("organisation", Town), ("unit", ""), ("why", "任职通知")])).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await security.Submit(await security.Get(path), path + "/agreement", ("agrees", "yes"))).Status);
        var town = await Enter(world, system, "xg.admin");
        (string, string)[] lent = [("to", (await Account(world, "xg.admin")).Id), ("offices", Town), ("most", "3"), ("until", "2025-06-30"), ("why", "便民服务中心自行管理")];
        Assert.Equal(HttpStatusCode.Redirect, (await system.Post(Path, [.. lent, ("roles", "Clerk")])).Status);

        await using var db = Db(world);
        var further = await db.HeldPosts.Where(p => p.Account == person && p.EndedAt == null).Select(p => p.Id).SingleAsync(TestContext.Current.CancellationToken);
        foreach (var (act, fields) in new (string, (string, string)[])[] { ($"/posts/{further}/ending", []), ("/closing", [("reason", "调离本单位")]) })
        {
            var refused = await town.Post(path + act, fields);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains("没有这个机构的“审查人员”", refused.Text("main"), StringComparison.Ordinal);
        }

        Assert.True((await Account(world, "li.one")).Active);
        Assert.Equal(HttpStatusCode.Redirect, (await system.Post($"{path}/posts/{further}/ending", [])).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await town.Post(path + "/closing", [("reason", "调离本单位")])).Status);
    }

    [Fact]
    public void No_post_that_is_not_lent_is_ever_given_and_none_of_administration_is_lent()
    {
        foreach (var lent in AccountRules.Posts)
        {
            var right = new LentRight(true, new HashSet<(Role, string)> { (lent, "a") }, 1);
            foreach (var role in AccountRules.Posts)
            {
                foreach (var organisation in new[] { "a", "b" }) Assert.Equal((role, organisation) == (lent, "a"), LendingRules.MayGive(right, role, organisation, more: true) is null);
                Assert.NotNull(LendingRules.MayGive(right with { Left = 0 }, role, "a", more: true));
                Assert.Null(LendingRules.MayGive(LentRight.Unbounded, role, "b", more: true));
                Assert.NotNull(LendingRules.MayGive(LentRight.Nothing, role, "a", more: false));
            }
        }

        Assert.Empty(LendingRules.Lendable.Intersect(AccountRules.Administrators));
        Assert.False(LendingRules.IsBounded(Role.SystemAdministrator, RegionCode.Parse("370202")));
        Assert.True(LendingRules.IsBounded(Role.SystemAdministrator, RegionCode.Parse("370202001000")));
    }

    private static async Task Opened(Browser system, Browser security, string user, int number, Role role)
    {
        var path = (await Open(system, user, number, role)).Location!;
        Assert.Equal(HttpStatusCode.Redirect, (await security.Submit(await security.Get(path), path + "/agreement", ("agrees", "yes"))).Status);
    }

    private static Task<Answer> Open(Browser by, string user, int number, Role role) => by.Post(OpenAccount.Path,
        [("name", "某人"), ("user", user), ("number", Numbers.Of(number)), ("role", role.ToString()), ("organisation", Town), ("why", "任职通知")]);

    private static async Task<Browser> Enter(World world, Browser system, string user)
    {
        var given = await system.Post($"{ListPeople.Path}/{(await Account(world, user)).Id}/start-password", []);
        var browser = world.Browser();
        var first = await browser.Post("/sign-in", [("user", user), ("password", given.Text(".notice strong"))]);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Submit(first, "/sign-in/password", ("password", Own), ("again", Own))).Status);
        return browser;
    }

    private static async Task<AccountRow> Account(World world, string user)
    {
        await using var db = Db(world);
        return await db.Accounts.AsNoTracking().SingleAsync(a => a.User == user);
    }

    private static async Task<LendingRow> Lending(World world)
    {
        await using var db = Db(world);
        return await db.Set<LendingRow>().AsNoTracking().SingleAsync();
    }

    private static IdentityDb Db(World world) => world.Services.GetRequiredService<IDbContextFactory<IdentityDb>>().CreateDbContext();
}
