using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Identity;

namespace OneWindow.Tests.Modules.Identity;

/// <summary>名册: many people at once, by the same two hands, with nothing taken before it was looked at.</summary>
public sealed class ImportRosterTests
{
    private const string Path = "/workbench/people/roster";
    private const string Office = "青岛市市南区行政审批服务局";

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Rows_are_shown_before_anything_is_taken_and_two_people_bring_them_into_force(string database)
    {
        await using var world = await World.Start(database);
        var system = await world.SignIn("system-admin");
        var security = await world.SignIn("security-admin");
        var file = Book(
            ["wang.fang", "王芳", Numbers.Of(1), "窗口人员", Office, "", "", "任职通知"],
            ["Bad Name", "李明", Numbers.Of(2)[..17] + "?", "审查员", "没有的局", "", "离职", ""],
            ["system-admin", "卫分明", "", "审计管理员", Office, "", "在用", "调动"],
            ["nobody.here", "无名", "", "", "", "", "停用", "离职"]);
        var page = await Upload(system, file);
        var text = page.Text("main");
        foreach (var words in new[]
        {
            "新开账号 1 行，有误 3 行", "“用户名”：用户名为 3 到 40 个小写字母", "“居民身份证号”：号码有误", "“岗位”：没有“审查员”这个岗位，可以填：窗口人员", "“机构”：您管理的区划里没有“没有的局”",
            "“状态”：只能填“在用”或者“停用”", "没有用户名是 nobody.here 的账号", "没有提交，什么都还没有改",
        })
        {
            Assert.Contains(words, text, StringComparison.Ordinal);
        }

        Assert.Equal(0, await Count(world, a => a.User == "wang.fang"));
        // The file itself is not kept, and no number of a paper is.
        await using (var db = Db(world)) Assert.DoesNotContain(Numbers.Of(1), (await db.Set<RosterRow>().SingleAsync()).Entries, StringComparison.Ordinal);

        // Not with wrong rows, unless they are left out knowingly; the same file again is the same upload.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await system.Submit(page, page.Page.QuerySelector("form[action$=submission]")!.GetAttribute("action")!)).Status);
        var again = await system.Upload(Path, [], "roster", "again.xlsx", file);
        var roster = again.Location!;
        Assert.Equal(HttpStatusCode.Redirect, (await system.Submit(page, roster + "/submission", ("leave", "on"))).Status);
        Assert.Equal(0, await Count(world, a => a.User == "wang.fang" && a.Active));

        // Not by one hand, nor with other rows than were seen.
        Assert.Equal(HttpStatusCode.Forbidden, (await system.Post(roster + "/agreement", [("agrees", "yes"), ("seen", "1")])).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await security.Post(roster + "/passwords", [])).Status);
        Assert.Contains("请看过现在的情况", (await security.Post(roster + "/agreement", [("agrees", "yes"), ("seen", "0")])).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await security.Submit(await security.Get(roster), roster + "/agreement", ("agrees", "yes"))).Status);
        Assert.Equal(1, await Count(world, a => a.User == "wang.fang" && a.Active && a.Role == Role.Clerk));

        // Start passwords once, and each opens only the choosing of one's own.
        var given = await system.Post(roster + "/passwords", [("as", "page")]);
        var password = given.Text("td strong");
        Assert.Matches("^[a-z2-9]{4}(-[a-z2-9]{4}){3}$", password);
        Assert.Contains("已经发放过", (await system.Post(roster + "/passwords", [("as", "page")])).Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain(password, (await system.Get(roster)).Body, StringComparison.Ordinal);
        Assert.Equal("设置自己的密码", (await world.Browser().Post("/sign-in", [("user", "wang.fang"), ("password", password)])).Text("h1"));

        // The same file once more changes nothing; a row can change a post and close an account.
        page = await Upload(system, file);
        Assert.Contains("没有变化 1 行，有误 3 行", page.Text("main"), StringComparison.Ordinal);
        page = await Upload(system, Book(["wang.fang", "王芳", "", "审查人员", Office, "", "", "调整分工"]));
        Assert.Contains("换岗 1 行", page.Text("main"), StringComparison.Ordinal);
        page = await Upload(system, Book(["wang.fang", "王方", "", "", "", "", "停用", "离职"]));
        Assert.Contains("是王芳的账号，与这里的姓名不同", page.Text("main"), StringComparison.Ordinal);
        page = await Upload(system, Book(["wang.fang", "王芳", "", "", "", "", "停用", "离职"]));
        var closing = page.Page.QuerySelector("form[action$=submission]")!.GetAttribute("action")!;
        Assert.Equal(HttpStatusCode.Redirect, (await system.Submit(page, closing)).Status);
        Assert.Equal(0, await Count(world, a => a.User == "wang.fang" && a.Active));
        await using var log = Db(world);
        Assert.Null(await log.FirstBroken(TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Two_thousand_come_in_one_go_and_twice_is_once(string database)
    {
        await using var world = await World.Start(database);
        var system = await world.SignIn("system-admin");
        var security = await world.SignIn("security-admin");
        var before = await Count(world, a => a.Active);
        var file = Book([.. Enumerable.Range(0, RosterRules.MostRows).Select(i => new[] { $"person.{i}", $"人员{i}", Numbers.Of(i), "窗口人员", Office, "", "", "" })]);
        var page = await Upload(system, file);
        Assert.Contains("新开账号 2000 行", page.Text("main"), StringComparison.Ordinal);
        var path = page.Page.QuerySelector("form[action$=submission]")!.GetAttribute("action")!;
        var roster = path[..path.LastIndexOf('/')];
        Assert.Equal(HttpStatusCode.Redirect, (await system.Submit(page, path)).Status);
        Assert.Contains("刚刚有人办理过", (await system.Submit(page, path)).Text("main"), StringComparison.Ordinal);
        Assert.Contains("已提出，等待同意 2000 行", (await Upload(system, file)).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await security.Submit(await security.Get(roster), roster + "/agreement", ("agrees", "yes"))).Status);
        Assert.Equal(before + RosterRules.MostRows, await Count(world, a => a.Active));
        Assert.Contains("没有变化 2000 行", (await Upload(system, file)).Text("main"), StringComparison.Ordinal);
        var given = await system.Post(roster + "/passwords", [("as", "page")]);
        Assert.Equal(RosterRules.MostRows, given.Page.QuerySelectorAll("td strong").Select(s => s.TextContent).Distinct().Count());
        Assert.Contains("最多 2000 行", (await system.Upload(Path, [], "roster", "many.xlsx", Book([.. Enumerable.Range(0, 2001).Select(i => new[] { $"more.{i}", "人", Numbers.Of(i), "窗口人员", Office })]))).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_goes_out_without_numbers_and_comes_back_without_changes_and_the_template_explains()
    {
        await using var world = await World.Start(World.Sqlite);
        var system = await world.SignIn("system-admin");
        Assert.Equal(HttpStatusCode.Forbidden, (await (await world.SignIn("security-admin")).Get(Path + "/people.xlsx")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await world.SignIn("shinan-officer")).Get(Path)).Status);
        var listed = await system.Bytes(Path + "/people.xlsx");
        Assert.True(RosterBook.Read(listed, RosterRules.MostRows).Try(out var rows, out var why), why?.Message);
        Assert.True(rows.Count > 20);
        Assert.All(rows.Skip(1), r => Assert.Equal("", r.Cells[2]));
        var back = (await Upload(system, listed)).Text("main");
        Assert.Contains($"一共 没有变化 {rows.Count - 1} 行", back, StringComparison.Ordinal);
        var template = await system.Bytes(Path + "/template.xlsx");
        Assert.Contains("只有列名，没有人", (await system.Upload(Path, [], "roster", "template.xlsx", template)).Text("main"), StringComparison.Ordinal);
        using var book = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(new MemoryStream(template), false);
        Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(book).Select(e => $"{e.Path?.XPath} {e.Description}"));
        Assert.Contains("工作簿打不开", (await system.Upload(Path, [], "roster", "broken.xlsx", [1, 2, 3])).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_administrator_is_counted_over_the_whole_file()
    {
        RosterEntry Closing(int line, string user) => new(line, user, user, null, null, null, null, null, true, "离任", []);
        RosterAccount Of(string user) => new(user, user, null, Role.AuditAdministrator, "o", null, true, false, null);
        var known = new RosterKnown(new Dictionary<string, RosterAccount> { ["a.a"] = Of("a.a"), ["b.b"] = Of("b.b") }, new HashSet<string>(), new HashSet<string>(), new Dictionary<Role, int> { [Role.AuditAdministrator] = 2 }, _ => null);
        var judged = RosterRules.Judge([Closing(2, "a.a"), Closing(3, "b.b")], known);
        Assert.Equal([RosterStep.Close, RosterStep.Wrong], judged.Select(j => j.Step));
        Assert.Contains("最后一个审计管理员", judged[1].Faults[0].Words, StringComparison.Ordinal);
    }

    private static async Task<Answer> Upload(Browser browser, byte[] file)
    {
        var sent = await browser.Upload(Path, [], "roster", "名册.xlsx", file);
        Assert.True(sent.Location is not null, sent.Text("main"));
        return await browser.Get(sent.Location!);
    }

    private static byte[] Book(params string[][] rows) => RosterBook.Write(("人员和岗位", [RosterRules.Heads, .. rows]));

    private static async Task<int> Count(World world, System.Linq.Expressions.Expression<Func<AccountRow, bool>> which)
    {
        await using var db = Db(world);
        return await db.Accounts.CountAsync(which);
    }

    private static IdentityDb Db(World world) => world.Services.GetRequiredService<IDbContextFactory<IdentityDb>>().CreateDbContext();
}

/// <summary>Invented resident numbers with right check digits, of a county that does not exist.</summary>
internal static class Numbers
{
    public static string Of(int number)
    {
        var body = $"370299{1960 + (number / 1000 % 40)}0101{number % 1000:000}";
        var sum = body.Select((c, i) => (c - '0') * ((1 << (17 - i)) % 11)).Sum();
        return body + "10X98765432"[sum % 11];
    }
}
