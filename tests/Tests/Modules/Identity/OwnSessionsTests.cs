using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Identity;

namespace OneWindow.Tests.Modules.Identity;

/// <summary>ChangePassword and ShowSessions: what a person may see and do of his own ways in.</summary>
public sealed class OwnSessionsTests
{
    private const string Old = "Quay lantern 71";
    private const string New = "Ferry lantern 71";

    [Theory]
    [InlineData("Password123456!")]
    [InlineData("P@ssw0rd!P@ssw0rd!")]
    [InlineData("1qaz2WSX3edc!")]
    [InlineData("Woaini5201314!")]
    [InlineData("Qwertyuiop123!")]
    [InlineData("我爱你中国Abc123456")]
    [InlineData("Wang.Admin.2026")]
    [InlineData("administrator administrator 12345")]
    public void A_common_password_is_refused_however_it_is_disguised(string password) =>
        Assert.Contains("太常见", PasswordRules.Check("wang.fang", password)?.Message, StringComparison.Ordinal);

    [Fact]
    public void What_everybody_could_guess_of_a_person_is_no_password()
    {
        Assert.InRange(PasswordRules.CommonWords, 500, 1000);
        Assert.Contains("王芳芳", PasswordRules.Check("w.ff", "王芳芳Quay lantern 71", ["王芳芳"])?.Message, StringComparison.Ordinal);
        Assert.Contains("OneWindow", PasswordRules.Check("w.ff", "onewindow Quay 71 lantern", ["OneWindow"])?.Message, StringComparison.Ordinal);
        Assert.Null(PasswordRules.Check("w.ff", Old, ["王芳芳", "OneWindow"]));
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task A_password_is_changed_with_the_old_one_and_ends_every_other_session(string database)
    {
        await using var world = await World.Start(database);
        var (here, there) = (await Own(world), world.Browser());
        await there.Post("/sign-in", [("user", "shinan-clerk"), ("password", Old)]);
        Assert.Equal(HttpStatusCode.OK, (await there.Get("/account/sessions")).Status);

        var wrong = await Change(here, "no such password", New);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("现在的密码不正确", wrong.Body, StringComparison.Ordinal);
        // The person's own name, his office's district, the product, and a common one.
        foreach (var guess in new[] { "纪明远 Ferry lantern", "市南区 Ferry lantern 1", "OneWindow Ferry lantern", "Password123456!" })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Change(here, Old, guess)).Status);
        }

        Assert.Contains("密码改好了", (await Change(here, Old, New)).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await here.Get("/account/sessions")).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await there.Get("/account/sessions")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await world.Browser().Post("/sign-in", [("user", "shinan-clerk"), ("password", Old)])).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await world.Browser().Post("/sign-in", [("user", "shinan-clerk"), ("password", New)])).Status);
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task Own_sign_ins_are_listed_failed_ones_too_and_each_session_or_all_others_end(string database)
    {
        await using var world = await World.Start(database);
        await world.Browser().Post("/sign-in", [("user", "shinan-person"), ("password", "wrong")]);
        await world.Browser().Post("/sign-in", [("user", "shinan-person"), ("password", "wrong")]);
        var (here, second, third, stranger) = (await world.SignIn("shinan-person"), await world.SignIn("shinan-person"), await world.SignIn("shinan-person"), await world.SignIn("shinan-company"));
        var page = await here.Get("/account/sessions");
        Assert.Contains("没有成功，2 次", page.Body, StringComparison.Ordinal);
        var others = page.Page.QuerySelectorAll("button[name=session]").Select(b => b.GetAttribute("value")!).ToList();
        Assert.Equal(2, others.Count);

        // Somebody else's is nobody's to end.
        await stranger.Post("/account/sessions/end", [("session", others[0])]);
        Assert.Equal(2, await Signed(second, third));
        await here.Post("/account/sessions/end", [("session", others[0])]);
        Assert.Equal(1, await Signed(second, third));
        await here.Post("/account/sessions/end", []);
        Assert.Equal(0, await Signed(second, third));
        Assert.Equal(HttpStatusCode.OK, (await here.Get("/account/sessions")).Status);
        Assert.Equal(HttpStatusCode.OK, (await stranger.Get("/account/sessions")).Status);
    }

    [Fact]
    public async Task A_session_ends_by_its_longest_time_by_signing_out_and_by_one_too_many()
    {
        var clock = new MovedClock(World.At("2026-11-23 08:00"));
        await using var site = await IdentitySite.Start(sessions: new SessionClock { Time = clock }, configure: b => b.Configuration["SignIn:MostSessions"] = "2");
        var busy = await Enter(site);
        for (var hour = 0; hour < 11; hour++)
        {
            clock.Move(TimeSpan.FromHours(1));
            Assert.Equal(HttpStatusCode.OK, (await busy.Get("/staff-only")).StatusCode);
        }

        clock.Move(TimeSpan.FromMinutes(61));
        Assert.NotEqual(HttpStatusCode.OK, (await busy.Get("/staff-only")).StatusCode);

        var (first, second, third) = (await Enter(site), await Enter(site), await Enter(site));
        Assert.NotEqual(HttpStatusCode.OK, (await first.Get("/staff-only")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await third.Get("/staff-only")).StatusCode);

        // What was copied of it before is over with it too.
        var row = await Only(site);
        await second.Post("/sign-out");
        await using var db = site.Db();
        Assert.Equal(row - 1, await Only(site));
        Assert.Equal("127.0.0.*", SignInBook.Masked(IPAddress.Parse("::ffff:127.0.0.1")));
        Assert.Equal("2001:db8:1:*", SignInBook.Masked(IPAddress.Parse("2001:db8:1:2::3")));
        Assert.Equal("Edge，Windows", Devices.Of("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0"));
    }

    private static async Task<int> Only(IdentitySite site)
    {
        await using var db = site.Db();
        return await db.SignIns.CountAsync(s => s.Opened && s.EndedAt == null);
    }

    private static async Task<IdentitySite.Browser> Enter(IdentitySite site)
    {
        var browser = site.Browse();
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Post("/sign-in", ("user", "shinan-clerk"), ("password", site.PasswordOf("shinan-clerk")))).StatusCode);
        return browser;
    }

    private static async Task<int> Signed(params Browser[] browsers)
    {
        var open = 0;
        foreach (var browser in browsers) open += (await browser.Get("/account")).Status == HttpStatusCode.OK ? 1 : 0;
        return open;
    }

    /// <summary>The clerk with a password of his own.</summary>
    private static async Task<Browser> Own(World world)
    {
        await using var db = world.Services.GetRequiredService<IDbContextFactory<IdentityDb>>().CreateDbContext();
        await db.InTransaction(() => db.Accounts.Where(a => a.User == "shinan-clerk").ExecuteUpdateAsync(s => s.SetProperty(a => a.PasswordHash, AccountDoor.Hash(Old))));
        var browser = world.Browser();
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Post("/sign-in", [("user", "shinan-clerk"), ("password", Old)])).Status);
        return browser;
    }

    private static async Task<Answer> Change(Browser browser, string old, string next) =>
        await browser.Submit(await browser.Get("/account/password"), "/account/password", ("old", old), ("password", next), ("again", next));
}
