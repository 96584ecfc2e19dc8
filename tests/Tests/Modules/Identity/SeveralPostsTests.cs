using System.Net;
using FsCheck;
using FsCheck.Fluent;
using OneWindow.Contracts;
using OneWindow.Identity;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Cases;

namespace OneWindow.Tests.Modules.Identity;

/// <summary>One person, several posts: asked for and agreed to by two hands, worn one at a time; what he did (ListOwnDone) stays his to show.</summary>
public sealed class SeveralPostsTests
{
    private const string People = "/workbench/people";

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task A_second_post_is_agreed_to_worn_on_its_own_and_a_form_of_the_other_loses_nothing(string database)
    {
        await using var world = await World.Start(database);
        var (system, security) = (await world.SignIn("system-admin"), await world.SignIn("security-admin"));
        var account = await AccountOf(system, "shinan-clerk");
        await Agree(security, account, await Ask(system, account, Role.ManagementOfficer));
        // The same post again is no second one.
        Assert.Contains("已经有这个岗位", (await Ask(system, account, Role.ManagementOfficer)).Body, StringComparison.Ordinal);

        var clerk = await world.SignIn("shinan-clerk");
        Assert.Contains("现在的岗位：", (await clerk.Get("/account")).Text(".hat-bar"), StringComparison.Ordinal);
        Assert.Contains("窗口人员", (await clerk.Get("/work/mine-done")).Text(".hat-bar"), StringComparison.Ordinal);
        await Permitted(clerk, "/workbench/relatives", "/workbench/venues");
        var posts = await clerk.Get("/account");
        var other = posts.Page.QuerySelector("button[name=post]")!.GetAttribute("value")!;
        Assert.Equal(HttpStatusCode.Redirect, (await clerk.Post("/account/post", [("post", other)])).Status);
        Assert.Contains("政务服务管理人员", (await clerk.Get("/account")).Text(".hat-bar"), StringComparison.Ordinal);
        await Permitted(clerk, "/workbench/venues", "/workbench/relatives");

        // A form that was shown to the clerk is not sent by the officer: it says so, keeps what was typed, and goes on under the post that was shown.
        var kept = await clerk.Post("/workbench/relatives", [("hat", $"{account}/{Post.Own}"), ("name", "老人家"), ("number", "123")]);
        Assert.Equal(HttpStatusCode.Conflict, kept.Status);
        Assert.Contains("老人家", kept.Body, StringComparison.Ordinal);
        var again = await clerk.Submit(kept, "/workbench/relatives");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains("老人家", again.Body, StringComparison.Ordinal);
        Assert.Contains("窗口人员", (await clerk.Get("/account")).Text(".hat-bar"), StringComparison.Ordinal);

        // Nobody wears a post that is not his, and an ended one no more.
        Assert.NotEqual(HttpStatusCode.Redirect, (await (await world.SignIn("shinan-reviewer")).Post("/account/post", [("post", other)])).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await security.Post($"{People}/{account}/posts/{other}/ending", [])).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await clerk.Get("/work/mine-done")).Status);
        Assert.Empty((await (await world.SignIn("shinan-clerk")).Get("/account")).Page.QuerySelectorAll("button[name=post]"));
        Assert.Contains("结束兼任的岗位：政务服务管理人员", (await (await world.SignIn("audit-admin")).Get("/workbench/security-log")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task Who_moves_sees_the_old_cases_no_more_and_still_shows_what_he_did(string database)
    {
        await using var world = await World.Start(database);
        var (system, security, clerk) = (await world.SignIn("system-admin"), await world.SignIn("security-admin"), await world.SignIn("shinan-clerk"));
        var number = await world.File();
        (await clerk.Act(number, "acceptance")).IsDone(number);
        await world.Settle();
        var account = await AccountOf(system, "shinan-clerk");
        await Agree(security, account, await Ask(system, account, Role.Clerk, "move", "青岛高新技术产业开发区管理委员会"));

        // At once, everywhere.
        Assert.NotEqual(HttpStatusCode.OK, (await clerk.Get(Workbench.PageOf(number))).Status);
        clerk = await world.SignIn("shinan-clerk");
        var (old, never) = (await clerk.Get(Workbench.PageOf(number)), await clerk.Get("/work/cases/370202250303000999"));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (old.Status, never.Status));
        Assert.Equal(never.Text("main"), old.Text("main"));
        var done = await clerk.Get("/work/mine-done");
        Assert.Contains(number.ToString(), string.Concat(done.Page.QuerySelector("main")!.TextContent.Where(char.IsAsciiDigit)), StringComparison.Ordinal);
        Assert.Contains("受理", done.Text("main"), StringComparison.Ordinal);
        var applicant = (await (await Applicant.SignIn(world)).Browser.Get("/account")).Text(".account-name");
        Assert.DoesNotContain(applicant, done.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("受理", (await (await world.SignIn("shinan-reviewer")).Get("/work/mine-done")).Text("main table"), StringComparison.Ordinal);
    }

    [Fact]
    public void Over_all_posts_of_a_person_the_three_administrators_stay_three_people()
    {
        var roles = Gen.Elements(AccountRules.Posts.ToArray()).ListOf().ToArbitrary();
        Prop.ForAll(roles, asked =>
        {
            var held = new List<Post>();
            foreach (var (role, i) in asked.Select((r, i) => (r, i)))
            {
                var post = new Post($"p{i}", role, RegionCode.Parse("370202"), "370202-spj", null);
                if (AccountRules.MayHold(held, post) is null) held.Add(post);
            }

            return held.Where(p => AccountRules.Administrators.Contains(p.Role)).DistinctBy(p => p.Role).Count() <= 1 && held.DistinctBy(p => (p.Role, p.Organisation)).Count() == held.Count;
        }).QuickCheckThrowOnFailure();
    }

    private static async Task Permitted(Browser browser, string may, string mayNot)
    {
        Assert.Equal(HttpStatusCode.OK, (await browser.Get(may)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get(mayNot)).Status);
    }

    private static async Task<string> AccountOf(Browser system, string user) =>
        (await system.Get($"{People}?q={user}")).Page.QuerySelector($"tbody a[href^='{People}/']")!.GetAttribute("href")![(People.Length + 1)..];

    private static async Task<Answer> Ask(Browser system, string account, Role role, string kind = "further", string office = "青岛市市南区行政审批服务局")
    {
        // The page itself does not offer it for an invented account, lest the demonstration changes by a slip.
        var page = await system.Get($"{People}/new");
        var chosen = page.Page.QuerySelectorAll("select[name=organisation] option").First(o => o.TextContent.Trim() == office).GetAttribute("value")!;
        return await system.Post($"{People}/{account}/post", [("kind", kind), ("role", role.ToString()), ("organisation", chosen), ("unit", ""), ("why", "任职通知")]);
    }

    private static async Task Agree(Browser security, string account, Answer asked)
    {
        Assert.Equal(HttpStatusCode.Redirect, asked.Status);
        Assert.Equal(HttpStatusCode.Redirect, (await security.Submit(await security.Get($"{People}/{account}"), $"{People}/{account}/agreement", ("agrees", "yes"))).Status);
    }
}
