using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Identity;

namespace OneWindow.Tests.Modules.Identity;

/// <summary>
/// SignInByPhone, ChangePhone, ReportAccount, ConfirmApplicant, ShowSignInHelp: an account by telephone, from its opening to its closing, with a gateway that keeps what was sent.
/// </summary>
public sealed partial class SignInByPhoneTests
{
    private const string Mine = "15500001111", New = "15500002222", Another = "15500003333", Number = "370299199004121019";

    [Fact]
    public async Task Somebody_opens_an_account_signs_in_again_and_moves_to_another_number()
    {
        await using var site = await Site.Start();
        var browser = site.Browse();
        Assert.NotNull((await browser.Page("/sign-in?return=/account")).QuerySelector("a[href='/sign-in/phone?return=%2Faccount']"));
        var opened = await Open(site, browser, Mine, "于清岚", Number, "/account");
        Assert.Equal("/account", opened.Headers.Location?.OriginalString);
        Assert.Equal(("于清岚", (int)Assurance.Told), await Who(browser));
        Assert.Contains("未核验", (await browser.Page("/account")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("用于登录（没有账号的，接着开设账号）", site.Sent[^1].Text, StringComparison.Ordinal);

        site.Clock.Ahead += TimeSpan.FromMinutes(2);
        var again = site.Browse();
        Assert.Equal(HttpStatusCode.Redirect, (await SignIn(site, again, Mine)).StatusCode);

        site.Clock.Ahead += TimeSpan.FromMinutes(2);
        var codes = await IdentitySite.Browser.Read(await again.Post("/account/phone", ("phone", New)));
        Assert.Equal([New, Mine], site.Sent[^2..].Select(s => s.Phone));
        Assert.Contains("停用这个号码", site.Sent[^1].Text, StringComparison.Ordinal);
        var (taking, leaving) = (Value(codes, "taking"), Value(codes, "leaving"));
        // A code of one act opens no other: the two are not to be swapped.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await again.Post("/account/phone/codes", ("taking", taking), ("leaving", leaving), ("code", site.Code(Mine)), ("old", site.Code(New)))).StatusCode);
        var changed = await again.Post("/account/phone/codes", ("taking", taking), ("leaving", leaving), ("code", site.Code(New)), ("old", site.Code(Mine)));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal((null, 0), await Who(again));
        Assert.Equal((null, 0), await Who(browser));
        Assert.Equal((Mine, true), (site.Sent[^1].Phone, site.Sent[^1].Text.Contains("不再能登录", StringComparison.Ordinal)));
        site.Clock.Ahead += TimeSpan.FromMinutes(2);
        Assert.Equal(HttpStatusCode.Redirect, (await SignIn(site, site.Browse(), New)).StatusCode);
        // The old number opens nothing any more: it is asked whether it wants an account.
        Assert.NotNull((await IdentitySite.Browser.Read(await SignIn(site, site.Browse(), Mine))).QuerySelector("form[action='/sign-in/phone/opening']"));
    }

    [Fact]
    public async Task A_code_opens_once_within_ten_minutes_after_at_most_five_tries_and_codes_are_paced()
    {
        await using var site = await Site.Start();
        var browser = site.Browse();
        var page = await Ask(browser, Mine);
        Assert.Contains("刚刚发出", (await IdentitySite.Browser.Read(await browser.Post("/sign-in/phone", ("phone", Mine)))).QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        var (sent, right) = (Value(page, "sent"), site.Code(Mine));
        var wrong = right == "000000" ? "111111" : "000000";
        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.Post("/sign-in/phone/code", ("sent", sent), ("code", wrong))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.Post("/sign-in/phone/code", ("sent", sent), ("code", right))).StatusCode);

        site.Clock.Ahead += TimeSpan.FromMinutes(2);
        sent = Value(await Ask(browser, Mine), "sent");
        site.Clock.Ahead += TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.Post("/sign-in/phone/code", ("sent", sent), ("code", site.Code(Mine)))).StatusCode);

        sent = Value(await Ask(browser, Mine), "sent");
        Assert.Equal(HttpStatusCode.OK, (await browser.Post("/sign-in/phone/code", ("sent", sent), ("code", site.Code(Mine)))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.Post("/sign-in/phone/code", ("sent", sent), ("code", site.Code(Mine)))).StatusCode);
        for (var i = 3; i < DoorCodes.MostADay; i++)
        {
            site.Clock.Ahead += TimeSpan.FromMinutes(2);
            await Ask(browser, Mine);
        }

        site.Clock.Ahead += TimeSpan.FromMinutes(2);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.Post("/sign-in/phone", ("phone", Mine))).StatusCode);
        await using var db = site.Db();
        Assert.All(await db.Set<CodeRow>().ToListAsync(), c => Assert.DoesNotContain(site.Code(Mine), c.Hash, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_does_not_fit_together_is_refused_in_the_same_words_whether_or_not_somebody_is_known()
    {
        await using var site = await Site.Start();
        await Open(site, site.Browse(), Mine, "于清岚", Number, "/");
        Assert.True((await site.Services.GetRequiredService<SubjectVault>().Register(SubjectKind.Person, "卫知白", "370299198501012011", New, default)).Try(out var received, out _));
        List<string> words = [];
        foreach (var (phone, name, number) in new[] { (Another, "于清岚", Number), (Another, "于青兰", Number), (Another, "卫知白", "370299198501012011") })
        {
            site.Clock.Ahead += TimeSpan.FromMinutes(2);
            words.Add((await IdentitySite.Browser.Read(await Open(site, site.Browse(), phone, name, number, "/"))).QuerySelector(".error-summary")!.TextContent);
        }

        Assert.Contains("需要核对一次证件", Assert.Single(words.Distinct()), StringComparison.Ordinal);
        // Who was received at a counter with this very telephone finds his record.
        var browser = site.Browse();
        await Open(site, browser, New, "卫知白", "370299198501012011", "/");
        await using var db = site.Db();
        Assert.Equal(received, (await db.Set<PhoneRow>().SingleAsync(p => p.Subject == received)).Subject);
        Assert.Equal("卫知白", (await Who(browser)).Name);
    }

    [Fact]
    public async Task An_account_opened_in_anothers_name_is_locked_by_report_and_handed_over_at_a_counter()
    {
        await using var site = await Site.Start();
        var impostor = site.Browse();
        await Open(site, impostor, Another, "于清岚", Number, "/");
        Assert.Equal("于清岚", (await Who(impostor)).Name);
        Assert.NotNull((await site.Browse().Page("/sign-in/help")).QuerySelector("a[href='/sign-in/report']"));
        Assert.Equal(await Report(site, "370299197007073033", New), await Report(site, Number, Mine));
        Assert.Equal((null, 0), await Who(impostor));
        Assert.Equal(Another, site.Sent[^1].Phone);
        site.Clock.Ahead += TimeSpan.FromMinutes(2);
        Assert.Contains("已经暂停", (await IdentitySite.Browser.Read(await SignIn(site, impostor, Another))).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        var clerk = site.Browse();
        await clerk.Post("/demo/sign-in", ("user", "shinan-clerk"));
        (string, string)[] paper = [("name", "于清岚"), ("paper", "resident-id"), ("number", Number)];
        var found = await IdentitySite.Browser.Read(await clerk.Post("/work/accounts", paper));
        Assert.Contains("被报告冒名", found.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var account = Value(found, "account");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await clerk.Post("/work/accounts/act", [.. paper, ("account", account), ("do", "hand-over"), ("phone", Mine)])).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await clerk.Post("/work/accounts/act", [.. paper, ("account", account), ("do", "hand-over"), ("phone", Mine), ("seen", "on")])).StatusCode);
        site.Clock.Ahead += TimeSpan.FromMinutes(2);
        var owner = site.Browse();
        await SignIn(site, owner, Mine);
        Assert.Equal(("于清岚", (int)Assurance.Proven), await Who(owner));
        // What a counter has seen is not locked by whoever knows a number.
        site.Clock.Ahead += TimeSpan.FromMinutes(2);
        await Report(site, Number, Another);
        Assert.Equal("于清岚", (await Who(owner)).Name);
        await using var db = site.Db();
        Assert.Equal(
            [SecurityEventKind.ApplicantOpened, SecurityEventKind.AccountReported, SecurityEventKind.PhoneChanged, SecurityEventKind.AccountHandedOver],
            await db.SecurityEvents.Where(e => e.Account == account).OrderBy(e => e.Number).Select(e => e.Kind).ToListAsync());
        Assert.Null(await db.FirstBroken(default));
    }

    [Fact]
    public async Task A_clerk_opens_confirms_and_closes_accounts_and_one_person_closes_his_second_one()
    {
        await using var site = await Site.Start();
        var clerk = site.Browse();
        await clerk.Post("/demo/sign-in", ("user", "shinan-clerk"));
        (string, string)[] paper = [("name", "于清岚"), ("paper", "resident-id"), ("number", Number), ("seen", "on")];
        Assert.NotNull((await IdentitySite.Browser.Read(await clerk.Post("/work/accounts", paper))).QuerySelector("form[action='/work/accounts/act'] input[name=phone]"));
        await clerk.Post("/work/accounts/act", [.. paper, ("phone", Mine)]);
        var person = site.Browse();
        await SignIn(site, person, Mine);
        Assert.Equal(("于清岚", (int)Assurance.Proven), await Who(person));
        var account = Value(await IdentitySite.Browser.Read(await clerk.Post("/work/accounts", paper)), "account");
        // A second account of the same person, as a merge of records leaves one behind.
        await using (var scope = site.Services.CreateAsyncScope())
        {
            var subject = await site.Services.GetRequiredService<SubjectVault>().FindByNumber(Number);
            await scope.ServiceProvider.GetRequiredService<PhoneAccounts>().Begin(subject!, New, Assurance.Told, null, default);
        }

        var page = await person.Page("/account/phone");
        Assert.Contains("155****2222", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await person.Post("/account/phone/other", ("account", account))).StatusCode);
        await person.Post("/account/phone/other", ("account", Value(page, "account")));
        Assert.Null((await person.Page("/account/phone")).QuerySelector("input[name=account]"));
        Assert.NotNull((await IdentitySite.Browser.Read(await SignIn(site, site.Browse(), New))).QuerySelector("form[action='/sign-in/phone/opening']"));
        Assert.Equal("于清岚", (await Who(person)).Name);
        await clerk.Post("/work/accounts/act", [.. paper, ("account", account), ("do", "close")]);
        Assert.Equal((null, 0), await Who(person));
    }

    [Fact]
    public async Task Without_a_gateway_real_use_offers_no_codes()
    {
        await using var site = await IdentitySite.Start(demonstration: false);
        Assert.Empty((await site.Browse().Page("/sign-in")).QuerySelectorAll("a[href^='/sign-in/phone']"));
        Assert.Contains("没有接通短信", (await site.Browse().Page("/sign-in/phone")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await site.Browse().Post("/sign-in/phone", ("phone", Mine))).StatusCode);
    }

    private static async Task<IDocument> Ask(IdentitySite.Browser browser, string phone)
    {
        var answer = await browser.Post("/sign-in/phone", ("phone", phone), ("return", "/"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await IdentitySite.Browser.Read(answer);
    }

    private static async Task<HttpResponseMessage> SignIn(Site site, IdentitySite.Browser browser, string phone, string back = "/") =>
        await browser.Post("/sign-in/phone/code", ("sent", Value(await Ask(browser, phone), "sent")), ("code", site.Code(phone)), ("return", back));

    private static async Task<HttpResponseMessage> Open(Site site, IdentitySite.Browser browser, string phone, string name, string number, string back)
    {
        var page = await IdentitySite.Browser.Read(await SignIn(site, browser, phone, back));
        return await browser.Post("/sign-in/phone/opening", ("ticket", Value(page, "ticket")), ("return", back), ("name", name), ("paper", "resident-id"), ("number", number), ("true", "on"));
    }

    private static async Task<string> Report(Site site, string number, string phone)
    {
        var browser = site.Browse();
        var page = await IdentitySite.Browser.Read(await browser.Post("/sign-in/report", ("paper", "resident-id"), ("number", number), ("phone", phone)));
        var done = await browser.Post("/sign-in/report/code", ("sent", Value(page, "sent")), ("ticket", Value(page, "ticket")), ("code", site.Code(phone)));
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        return (await IdentitySite.Browser.Read(done)).QuerySelector("main")!.TextContent;
    }

    private static string Value(IDocument page, string field) =>
        page.QuerySelector($"input[name={field}]")?.GetAttribute("value") ?? throw new InvalidOperationException($"No {field}: {page.QuerySelector("main")?.TextContent}");

    private static async Task<(string? Name, int Level)> Who(IdentitySite.Browser browser)
    {
        var actor = JsonDocument.Parse(await (await browser.Get("/who")).Content.ReadAsStringAsync()).RootElement.GetProperty("actor");
        return actor.ValueKind == JsonValueKind.Null ? (null, 0) : (actor.GetProperty("name").GetString(), actor.GetProperty("level").GetInt32());
    }

    private sealed class Site(IdentitySite inner, Gateway gateway, SteppedTime clock) : IAsyncDisposable
    {
        public SteppedTime Clock => clock;

        public List<(string Phone, string Text)> Sent => gateway.Sent;

        public IServiceProvider Services => inner.Services;

        public static async Task<Site> Start()
        {
            var (gateway, clock) = (new Gateway(), new SteppedTime());
            return new Site(await IdentitySite.Start(sessions: new SessionClock { Time = clock }, configure: b => b.Services.AddSingleton<IShortMessages>(gateway)), gateway, clock);
        }

        public IdentitySite.Browser Browse() => inner.Browse();

        public IdentityDb Db() => inner.Db();

        /// <summary>The last code that this telephone got.</summary>
        public string Code(string phone) => Digits().Match(gateway.Sent.Last(s => s.Phone == phone && s.Text.Contains("验证码 ", StringComparison.Ordinal)).Text).Groups[1].Value;

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class Gateway : IShortMessages
    {
        public List<(string Phone, string Text)> Sent { get; } = [];

        public bool IsSetUp => true;

        public ValueTask<bool> Send(string key, string phone, string text, CancellationToken cancel = default)
        {
            Sent.Add((phone, text));
            return ValueTask.FromResult(true);
        }
    }

    private sealed class SteppedTime : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }

    [GeneratedRegex("验证码 ([0-9]{6})")]
    private static partial Regex Digits();
}
