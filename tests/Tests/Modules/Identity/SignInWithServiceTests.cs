using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Identity;

namespace OneWindow.Tests.Modules.Identity;

/// <summary>Sign-in by a certified OpenID Connect provider that runs in a process of its own; the browser's part is played over HTTP, the journey plays it in Chromium.</summary>
public sealed class SignInWithServiceTests
{
    private const string Here = "http://127.0.0.1:1";

    [Fact]
    public async Task Persons_companies_and_organisations_sign_in_each_with_one_account_for_ever()
    {
        await using var provider = await CertifiedProvider.Start();
        await using var site = await Site(provider);
        Assert.Equal("/sign-in/with/city?return=%2Faccount", (await site.Browse().Page("/sign-in?return=/account")).QuerySelector("a[href^='/sign-in/with/']")?.GetAttribute("href"));
        Dictionary<string, string> accounts = [];
        foreach (var (login, name, capacity) in new[] { ("yu-qinglan", "于清岚", "本人"), ("company", "示范市清岚茶业有限公司", "法定代表人"), ("society", "示范市清岚读书会", "法定代表人") })
        {
            var browser = site.Browse();
            var entered = await Enter(site, browser, provider, login, "/account");
            Assert.Equal("/account", entered.Headers.Location?.OriginalString);
            var who = await Who(browser);
            Assert.Equal((name, (int)Role.Applicant, (int)Assurance.Proven - (login == "society" ? 1 : 0)), (who.GetProperty("name").GetString(), who.GetProperty("role").GetInt32(), who.GetProperty("level").GetInt32()));
            Assert.Contains(capacity, (await browser.Page("/account")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            accounts[login] = who.GetProperty("id").GetString()!;
        }

        Assert.Equal(3, accounts.Values.Distinct().Count());
        var again = site.Browse();
        await Enter(site, again, provider, "yu-qinglan", "/");
        Assert.Equal(accounts["yu-qinglan"], (await Who(again)).GetProperty("id").GetString());
        await using var db = site.Db();
        var link = await db.Set<LinkRow>().SingleAsync(l => l.Sub == "yu-qinglan");
        Assert.Equal((provider.Issuer, accounts["yu-qinglan"], Assurance.Proven), (link.Issuer, link.Account, link.Level));
        // The same person: another name with the number is not believed, and nothing of the record is told.
        var wrong = await Enter(site, site.Browse(), provider, "other-name", "/");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var words = (await IdentitySite.Browser.Read(wrong)).QuerySelector("main")!.TextContent;
        Assert.Contains("登记的不一样", words, StringComparison.Ordinal);
        Assert.DoesNotContain("于清岚", words, StringComparison.Ordinal);
        // Not checked there: opens nothing here.
        var unsure = await Enter(site, site.Browse(), provider, "unchecked", "/");
        Assert.Contains("还没有完成实名核验", (await IdentitySite.Browser.Read(unsure)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.False(await db.Set<LinkRow>().AnyAsync(l => l.Sub == "unchecked" || l.Sub == "other-name"));
    }

    [Fact]
    public async Task Who_was_received_at_a_counter_finds_his_record_and_a_sign_in_ends_at_both_houses()
    {
        await using var provider = await CertifiedProvider.Start();
        await using var site = await Site(provider);
        Assert.True((await site.Services.GetRequiredService<SubjectVault>().Register(SubjectKind.Person, "于清岚", "370299199004121019", null, default)).Try(out var subject, out _));
        var browser = site.Browse();
        await Enter(site, browser, provider, "yu-qinglan", "/");
        Assert.Equal(subject, (await Who(browser)).GetProperty("subject").GetString());
        var left = await browser.Post("/sign-out");
        Assert.Equal("/signed-out/city", left.Headers.Location?.OriginalString);
        Assert.StartsWith($"{provider.Issuer}/session/end?", (await browser.Page("/signed-out/city")).QuerySelector("main a.btn-primary")?.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, (await browser.Get("/who") is var who ? JsonDocument.Parse(await who.Content.ReadAsStringAsync()).RootElement.GetProperty("actor").ValueKind : default));
    }

    [Fact]
    public async Task An_answer_that_this_browser_did_not_ask_for_opens_nothing_and_a_service_that_is_away_is_told_in_words()
    {
        await using var provider = await CertifiedProvider.Start();
        await using var site = await Site(provider);
        var mine = site.Browse();
        var back = await Answer(await mine.Get("/sign-in/with/city"), provider, "yu-qinglan");
        var foreign = await site.Browse().Get(back);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, foreign.StatusCode);
        Assert.Contains("不是从这个浏览器开始的", (await IdentitySite.Browser.Read(foreign)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await mine.Get(back)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await mine.Get(back)).StatusCode);
        var cancelled = await site.Browse().Get("/sign-in/with/city");
        var state = System.Web.HttpUtility.ParseQueryString(cancelled.Headers.Location!.Query)["state"];
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await site.Browse().Get($"/sign-in/back/city?error=access_denied&state={state}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Browse().Get("/sign-in/with/unknown")).StatusCode);

        var browser = site.Browse();
        var late = await Answer(await browser.Get("/sign-in/with/city"), provider, "yu-qinglan");
        await provider.DisposeAsync();
        var away = await browser.Get(late);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.StatusCode);
        var page = await IdentitySite.Browser.Read(away);
        Assert.Contains("现在没有应答", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/sign-in/with/city", page.QuerySelector("main a.btn-primary")?.GetAttribute("href"));
    }

    private static Task<IdentitySite> Site(CertifiedProvider provider) => IdentitySite.Start(configure: builder =>
    {
        foreach (var (name, value) in provider.Settings) builder.Configuration[name] = value;
        builder.Configuration["PublicAddress"] = Here;
    });

    private static async Task<HttpResponseMessage> Enter(IdentitySite site, IdentitySite.Browser browser, CertifiedProvider provider, string login, string back)
    {
        _ = site;
        return await browser.Get(await Answer(await browser.Get($"/sign-in/with/city?return={Uri.EscapeDataString(back)}"), provider, login));
    }

    /// <summary>What a person does in the provider's own pages: says who he is, agrees. The address that leads back to us.</summary>
    private static async Task<string> Answer(HttpResponseMessage begun, CertifiedProvider provider, string login)
    {
        Assert.StartsWith(provider.Issuer, begun.Headers.Location?.AbsoluteUri, StringComparison.Ordinal);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseProxy = false });
        var at = begun.Headers.Location!;
        using var request = new HttpRequestMessage(HttpMethod.Get, at);
        var answer = await client.SendAsync(request);
        for (var step = 0; step < 20; step++)
        {
            if (answer.Headers.Location is { } next)
            {
                at = new Uri(at, next);
                if (at.AbsoluteUri.StartsWith(Here, StringComparison.Ordinal)) return at.PathAndQuery;
                answer = await client.GetAsync(at);
                continue;
            }

            var page = await IdentitySite.Browser.Read(answer);
            var form = page.QuerySelector("form") ?? throw new InvalidOperationException($"{at}: {page.Body?.TextContent}");
            var fields = form.QuerySelectorAll("input[name]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
            if (form.QuerySelector("input[name=login]") is not null) (fields["login"], fields["password"]) = (login, "any");
            answer = await client.PostAsync(at = new Uri(at, form.GetAttribute("action")), new FormUrlEncodedContent(fields));
        }

        throw new InvalidOperationException("The provider never came to an end.");
    }

    private static async Task<JsonElement> Who(IdentitySite.Browser browser) =>
        JsonDocument.Parse(await (await browser.Get("/who")).Content.ReadAsStringAsync()).RootElement.GetProperty("actor");
}
