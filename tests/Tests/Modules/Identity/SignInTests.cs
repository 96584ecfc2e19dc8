using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Identity;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Tests.Modules.Identity;

public sealed class SignInTests
{
    [Fact]
    public async Task A_member_of_staff_signs_in_and_comes_back_to_the_page_they_wanted()
    {
        await using var site = await IdentitySite.Start();
        var browser = site.Browse();
        var wanted = await browser.Get("/staff-only?list=2");
        Assert.Equal("/sign-in?return=%2Fstaff-only%3Flist%3D2", wanted.Headers.Location?.OriginalString);
        var page = await browser.Page(wanted.Headers.Location!.OriginalString);
        Assert.Equal("/staff-only?list=2", page.QuerySelector("form[action='/sign-in'] input[name=return]")?.GetAttribute("value"));
        var entered = await browser.Post("/sign-in", ("user", " Shinan-Clerk "), ("password", site.PasswordOf("shinan-clerk")), ("return", "/staff-only?list=2"));
        Assert.Equal("/staff-only?list=2", entered.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/staff-only")).StatusCode);

        var who = await Who(browser);
        Assert.Equal((nameof(Role.Clerk), "纪明远", "370202-hall"), (Enum.GetName((Role)who.GetProperty("role").GetInt32()), who.GetProperty("name").GetString(), who.GetProperty("organisation").GetString()));
        await browser.Post("/sign-out");
        Assert.Equal(JsonValueKind.Null, (await Who(browser)).ValueKind);
    }

    [Theory]
    [InlineData("https://elsewhere.example/x")]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("")]
    public async Task Nobody_is_led_to_another_site_after_signing_in(string back)
    {
        await using var site = await IdentitySite.Start();
        var entered = await site.Browse().Post("/sign-in", ("user", "shinan-person"), ("password", site.PasswordOf("shinan-person")), ("return", back));
        Assert.Equal("/", entered.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task An_unknown_name_and_a_wrong_password_read_the_same_and_what_was_typed_stays()
    {
        await using var site = await IdentitySite.Start();
        List<string> words = [];
        foreach (var (user, password) in new[] { ("nobody-at-all", "not-the-password"), ("shinan-clerk", "not-the-password"), ("shinan-clerk", site.PasswordOf("shinan-reviewer")) })
        {
            var answer = await site.Browse().Post("/sign-in", ("user", user), ("password", password));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            var page = await IdentitySite.Browser.Read(answer);
            words.Add(page.QuerySelector(".error-summary")!.TextContent);
            Assert.Equal(user, page.QuerySelector("input[name=user]")?.GetAttribute("value"));
            Assert.DoesNotContain(password, page.QuerySelector("form[action='/sign-in']")!.OuterHtml, StringComparison.Ordinal);
        }

        Assert.Single(words.Distinct());
    }

    [Fact]
    public void A_failure_answers_at_a_step_of_time_whatever_was_done_meanwhile()
    {
        foreach (var worked in new[] { 1, 120, 499 })
        {
            var wait = AccountDoor.UntilNextStep(TimeSpan.FromMilliseconds(worked));
            Assert.Equal(500, worked + wait.TotalMilliseconds);
        }
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_and_the_right_one_then_reads_as_wrong_until_the_lock_ends()
    {
        var time = new SteppedTime();
        await using var site = await IdentitySite.Start(sessions: new SessionClock { Time = time });
        var right = site.PasswordOf("yuzhong-clerk");
        for (var i = 0; i < 5; i++) Assert.False(await CanEnter(site, "yuzhong-clerk", "wrong"));
        Assert.False(await CanEnter(site, "yuzhong-clerk", right));
        Assert.True(await CanEnter(site, "yuzhong-reviewer", site.PasswordOf("yuzhong-reviewer")));
        time.Ahead = TimeSpan.FromMinutes(16);
        Assert.True(await CanEnter(site, "yuzhong-clerk", right));
    }

    [Fact]
    public async Task An_address_that_fails_too_often_is_told_to_wait()
    {
        await using var site = await IdentitySite.Start();
        var attempts = site.Services.GetRequiredService<FailedAttempts>();
        for (var i = 0; i < 30; i++) attempts.Count("");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await site.Browse().Post("/sign-in", ("user", "x"), ("password", "y"))).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await site.Program().PostAsJsonAsync("/api/v1/session", new { user = "x", password = "y" })).StatusCode);
        Assert.False(attempts.TooMany("another"));
    }

    [Fact]
    public async Task Whoever_signed_in_is_out_once_the_account_changes()
    {
        await using var site = await IdentitySite.Start();
        var browser = site.Browse();
        await browser.Post("/demo/sign-in", ("user", "huyi-officer"));
        Assert.Equal(JsonValueKind.Object, (await Who(browser)).ValueKind);
        await using (var db = site.Db())
        {
            var account = await db.Accounts.SingleAsync(a => a.User == "huyi-officer");
            account.Stamp = Ids.New();
            await db.SaveChangesAsync();
            site.Services.GetRequiredService<Sessions>().Forget(account.Id);
        }

        Assert.Equal(JsonValueKind.Null, (await Who(browser)).ValueKind);
    }

    [Fact]
    public async Task A_closed_account_does_not_open_whatever_the_password()
    {
        await using var site = await IdentitySite.Start();
        await using (var db = site.Db())
        {
            (await db.Accounts.SingleAsync(a => a.User == "huyi-clerk")).Active = false;
            await db.SaveChangesAsync();
        }

        Assert.False(await CanEnter(site, "huyi-clerk", site.PasswordOf("huyi-clerk")));
    }

    [Fact]
    public async Task In_real_use_an_account_without_a_password_of_its_own_opens_nothing_and_no_demonstration_page_exists()
    {
        await using var site = await IdentitySite.Start(demonstration: false);
        var place = RegionCode.Parse("370202");
        await using (var db = site.Db())
        {
            db.Add(new AccountRow { Id = "a", User = "left-over", Role = Role.Clerk, Place = place, Organisation = "hall", Stamp = "s", CreatedAt = new Instant(0) });
            db.Add(new OrganisationRow { Id = "hall", Name = "某大厅", ShortName = "大厅", Kind = OrganisationKind.Hall, Region = place });
            db.Add(new AccountRow { Id = "b", User = "own", PasswordHash = AccountDoor.Hash("a real pass phrase"), Role = Role.Clerk, Place = place, Organisation = "hall", Stamp = "s", CreatedAt = new Instant(0) });
            await db.SaveChangesAsync();
            site.Services.GetRequiredService<InMemoryDirectory>().Refresh();
        }

        Assert.False(await CanEnter(site, "left-over", site.PasswordOf("left-over")));
        Assert.Equal(HttpStatusCode.NotFound, (await site.Browse().Get("/demo/accounts")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Browse().Post("/demo/sign-in", ("user", "own"))).StatusCode);
        Assert.Empty((await site.Browse().Page("/sign-in")).QuerySelectorAll("form[action='/demo/sign-in']"));

        var entered = await site.Browse().Post("/sign-in", ("user", "own"), ("password", "a real pass phrase"));
        var cookie = Assert.Single(entered.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_key_ring_lies_sealed_in_the_database()
    {
        await using var site = await IdentitySite.Start();
        await site.Browse().Post("/demo/sign-in", ("user", "shinan-clerk"));
        await using var db = site.Services.GetRequiredService<IDbContextFactory<PlatformDb>>().CreateDbContext();
        var keys = await db.Settings.Where(s => s.Name.CompareTo("key-ring/") > 0 && s.Name.CompareTo("key-ring0") < 0).ToListAsync();
        Assert.NotEmpty(keys);
        Assert.All(keys, k => Assert.DoesNotContain("masterKey", k.Value, StringComparison.Ordinal));
        Assert.All(keys, k => Assert.Contains("<sealed", k.Value, StringComparison.Ordinal));
    }

    private static async Task<bool> CanEnter(IdentitySite site, string user, string password) =>
        (await site.Browse().Post("/sign-in", ("user", user), ("password", password))).StatusCode == HttpStatusCode.Redirect;

    private static async Task<JsonElement> Who(IdentitySite.Browser browser) =>
        JsonDocument.Parse(await (await browser.Get("/who")).Content.ReadAsStringAsync()).RootElement.GetProperty("actor");

    private sealed class SteppedTime : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }
}
