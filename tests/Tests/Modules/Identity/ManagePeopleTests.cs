using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Identity;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Identity;

public sealed class ManagePeopleTests
{
    private const string Own = "Own harbour 2026";
    private static readonly RegionCode Qingdao = RegionCode.Parse("370200");

    /// <summary>Invented numbers with right check digits, of a county that does not exist.</summary>
    private static readonly string[] Numbers = [Number(1), Number(3), Number(5), Number(7)];

    [Fact]
    public async Task Three_administrators_begin_and_nobody_gives_rights_alone()
    {
        var clock = new MovedClock(World.At("2026-11-22 09:00"));
        await using var site = await IdentitySite.Start(sessions: new SessionClock { Time = clock }, secondFactor: true);
        var start = await Begin(site);
        Assert.False((await IdentityModule.BeginAdministration(site.Services, Qingdao, "青岛市行政审批服务局", Three("again"), TestContext.Current.CancellationToken)).Try(out _, out var there));
        Assert.Equal("identity.administrators-there", there.Code);

        var system = await Enter(site, clock, "sys.admin", start["sys.admin"]);
        // One person, one account: the security administrator's number opens no second.
        Assert.Contains("三员须由不同的人担任", await Words(await Open(system, "li.second", Numbers[1], Role.Clerk)), StringComparison.Ordinal);
        Assert.Contains("用户名为 3 到 40 个", await Words(await Open(system, "Li.Si", Numbers[3], Role.Clerk)), StringComparison.Ordinal);
        var opened = await Open(system, "li.si", Numbers[3], Role.Clerk);
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        var path = opened.Headers.Location!.ToString();

        // Closed until another has agreed: no password is given, and the system administrator cannot agree himself.
        Assert.Equal(HttpStatusCode.NotFound, (await system.Post(path + "/start-password")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await system.Post(path + "/agreement", ("agrees", "yes"))).StatusCode);
        var security = await Enter(site, clock, "sec.admin", start["sec.admin"]);
        var asked = (await security.Page(path)).QuerySelector("input[name=asked]")!.GetAttribute("value")!;
        Assert.Equal(HttpStatusCode.Forbidden, (await security.Post("/workbench/people/new", ("name", "自己"))).StatusCode);
        Assert.Contains("不同意的理由", await Words(await security.Post(path + "/agreement", ("asked", asked), ("agrees", "no"))), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await security.Post(path + "/agreement", ("asked", asked), ("agrees", "yes"))).StatusCode);
        Assert.Contains("刚刚被别人改过", await Words(await security.Post(path + "/agreement", ("asked", asked), ("agrees", "yes"))), StringComparison.Ordinal);

        var given = await IdentitySite.Browser.Read(await system.Post(path + "/start-password"));
        var password = given.QuerySelector(".notice strong")!.TextContent;
        Assert.DoesNotContain(password, await (await system.Get(path)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var clerk = await Enter(site, clock, "li.si", password);
        Assert.Equal(HttpStatusCode.OK, (await clerk.Get("/staff-only")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Get("/workbench/people")).StatusCode);

        // Who leaves is shut out at once.
        Assert.Equal(HttpStatusCode.Redirect, (await system.Post(path + "/closing", ("reason", "调离本单位"))).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await clerk.Get("/staff-only")).StatusCode);
        Assert.Contains("用户名或密码不正确", await Words(await site.Browse().Post("/sign-in", ("user", "li.si"), ("password", Own))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_password_opens_only_the_choosing_of_ones_own_and_a_code_opens_once()
    {
        var clock = new MovedClock(World.At("2026-11-22 09:00"));
        await using var site = await IdentitySite.Start(sessions: new SessionClock { Time = clock }, secondFactor: true);
        var start = await Begin(site);
        var browser = site.Browse();
        var first = await Sign(browser, "sys.admin", start["sys.admin"]);
        Assert.Equal("设置自己的密码", first.QuerySelector("h1")!.TextContent);
        Assert.NotEqual(HttpStatusCode.OK, (await browser.Get("/staff-only")).StatusCode);
        var ticket = Ticket(first);
        Assert.Contains("至少 12 个字符", await Words(await Choose(browser, ticket, "short", "short")), StringComparison.Ordinal);
        Assert.Contains("不能与发放的初始密码相同", await Words(await Choose(browser, ticket, start["sys.admin"], start["sys.admin"])), StringComparison.Ordinal);
        Assert.Contains("两次输入的密码不一样", await Words(await Choose(browser, ticket, Own, Own + "x")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Choose(browser, ticket + "x", Own, Own)).StatusCode);
        var second = await IdentitySite.Browser.Read(await Choose(browser, ticket, Own, Own));
        var secret = SecretOn(second);
        Assert.Contains("动态口令不正确", await Words(await browser.Post("/sign-in/code", ("ticket", Ticket(second)), ("code", "000000"))), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Post("/sign-in/code", ("ticket", Ticket(second)), ("code", CodeNow(secret, clock)))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/staff-only")).StatusCode);

        // The same code again, on another machine, within its half minute.
        var thief = site.Browse();
        var third = await Sign(thief, "sys.admin", Own);
        Assert.Equal("输入动态口令", third.QuerySelector("h1")!.TextContent);
        Assert.Contains("已经用过", await Words(await thief.Post("/sign-in/code", ("ticket", Ticket(third)), ("code", CodeNow(secret, clock)))), StringComparison.Ordinal);
        clock.Move(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Redirect, (await thief.Post("/sign-in/code", ("ticket", Ticket(third)), ("code", CodeNow(secret, clock)))).StatusCode);

        // Wrong codes lock like wrong passwords, and a ticket grows old.
        var late = await Sign(site.Browse(), "sys.admin", Own);
        clock.Move(TimeSpan.FromMinutes(11));
        Assert.Contains("登录中断了", await Words(await site.Browse().Post("/sign-in/code", ("ticket", Ticket(late)), ("code", CodeNow(secret, clock)))), StringComparison.Ordinal);
        var guess = Ticket(await Sign(site.Browse(), "sys.admin", Own));
        for (var i = 0; i < 5; i++) await site.Browse().Post("/sign-in/code", ("ticket", guess), ("code", "12345"));
        Assert.Contains("登录中断了", await Words(await site.Browse().Post("/sign-in/code", ("ticket", guess), ("code", CodeNow(secret, clock)))), StringComparison.Ordinal);
        Assert.Contains("用户名或密码不正确", await Words(await site.Browse().Post("/sign-in", ("user", "sys.admin"), ("password", Own))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_failed_sign_ins_are_a_security_event_the_account_is_locked_and_the_log_cannot_be_changed_unseen()
    {
        var clock = new MovedClock(World.At("2026-11-22 09:00"));
        await using var site = await IdentitySite.Start(sessions: new SessionClock { Time = clock }, secondFactor: true);
        var start = await Begin(site);
        var audit = await Enter(site, clock, "aud.admin", start["aud.admin"]);
        for (var i = 0; i < 5; i++) await site.Browse().Post("/sign-in", ("user", "sys.admin"), ("password", "wrong"));
        Assert.Contains("用户名或密码不正确", await Words(await site.Browse().Post("/sign-in", ("user", "sys.admin"), ("password", start["sys.admin"]))), StringComparison.Ordinal);
        Assert.Contains("连续输错，账号锁定", await Words(await audit.Get("/workbench/security-log")), StringComparison.Ordinal);
        clock.Move(TimeSpan.FromMinutes(16));
        Assert.Equal("设置自己的密码", (await Sign(site.Browse(), "sys.admin", start["sys.admin"])).QuerySelector("h1")!.TextContent);

        await using var db = site.Db();
        Assert.Null(await db.FirstBroken(TestContext.Current.CancellationToken));
        var last = await db.SecurityEvents.MaxAsync(e => e.Number, TestContext.Current.CancellationToken);
        // The database refuses it to everybody but its owner, who can take the triggers away: then the chain tells.
        await db.InTransaction(() => db.Database.ExecuteSqlRawAsync("drop trigger identity_security_events_no_update; drop trigger identity_security_events_no_delete;"));
        // A line that was written over, and one that was taken out.
        await db.InTransaction(() => db.SecurityEvents.Where(e => e.Number == 2).ExecuteUpdateAsync(s => s.SetProperty(e => e.By, "somebody")));
        Assert.Equal(2, await db.FirstBroken(TestContext.Current.CancellationToken));
        await db.InTransaction(() => db.SecurityEvents.Where(e => e.Number == last - 1).ExecuteDeleteAsync());
        await db.InTransaction(() => db.SecurityEvents.Where(e => e.Number == 2).ExecuteUpdateAsync(s => s.SetProperty(e => e.By, (string?)null)));
        Assert.Equal(last - 1, await db.FirstBroken(TestContext.Current.CancellationToken));
        var report = await site.Services.GetRequiredService<IAudit>().Verify(null, TestContext.Current.CancellationToken);
        Assert.Contains(report.Damage, d => d.Case == "安全日志" && d.Sequence == last - 1);
    }

    private static async Task<IReadOnlyDictionary<string, string>> Begin(IdentitySite site)
    {
        Assert.True((await IdentityModule.BeginAdministration(site.Services, Qingdao, "青岛市行政审批服务局", Three("admin"), TestContext.Current.CancellationToken)).Try(out var start, out var why), why?.Message);
        return start;
    }

    private static (Role, string, string, string)[] Three(string user) =>
    [
        (Role.SystemAdministrator, $"sys.{user}", "甲系统", Numbers[0]),
        (Role.SecurityAdministrator, $"sec.{user}", "乙安全", Numbers[1]),
        (Role.AuditAdministrator, $"aud.{user}", "丙审计", Numbers[2]),
    ];

    private static async Task<IdentitySite.Browser> Enter(IdentitySite site, MovedClock clock, string user, string start)
    {
        var browser = site.Browse();
        var second = await IdentitySite.Browser.Read(await Choose(browser, Ticket(await Sign(browser, user, start)), Own, Own));
        var entered = await browser.Post("/sign-in/code", ("ticket", Ticket(second)), ("code", CodeNow(SecretOn(second), clock)));
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        return browser;
    }

    private static async Task<HttpResponseMessage> Open(IdentitySite.Browser browser, string user, string number, Role role)
    {
        var form = await browser.Page("/workbench/people/new");
        var office = form.QuerySelectorAll("select[name=organisation] option").First(o => o.TextContent.Contains("青岛市行政审批服务局", StringComparison.Ordinal)).GetAttribute("value")!;
        return await browser.Post("/workbench/people/new", ("name", "李四"), ("user", user), ("number", number), ("role", role.ToString()), ("organisation", office), ("why", "任职通知"));
    }

    private static async Task<AngleSharp.Dom.IDocument> Sign(IdentitySite.Browser browser, string user, string password) =>
        await IdentitySite.Browser.Read(await browser.Post("/sign-in", ("user", user), ("password", password)));

    private static Task<HttpResponseMessage> Choose(IdentitySite.Browser browser, string ticket, string password, string again) =>
        browser.Post("/sign-in/password", ("ticket", ticket), ("password", password), ("again", again));

    private static string Ticket(AngleSharp.Dom.IDocument page) => page.QuerySelector("input[name=ticket]")!.GetAttribute("value")!;

    private static byte[] SecretOn(AngleSharp.Dom.IDocument page)
    {
        var (bits, held, bytes) = (0, 0, new List<byte>());
        foreach (var letter in page.QuerySelector("ol strong")!.TextContent.Replace(" ", "", StringComparison.Ordinal))
        {
            (bits, held) = ((bits << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), held + 5);
            if (held < 8) continue;
            bytes.Add((byte)(bits >> (held - 8)));
            (bits, held) = (bits & ((1 << (held - 8)) - 1), held - 8);
        }

        return [.. bytes];
    }

    private static string CodeNow(byte[] secret, MovedClock clock) => Totp.CodeOf(secret, Totp.StepAt(clock.Now()));

    private static async Task<string> Words(HttpResponseMessage answer) => (await IdentitySite.Browser.Read(answer)).Body!.TextContent;

    private static string Number(int sequence)
    {
        var body = $"37029919900101{sequence:000}";
        var sum = body.Select((c, i) => (c - '0') * ((1 << (17 - i)) % 11)).Sum();
        return body + "10X98765432"[sum % 11];
    }
}
