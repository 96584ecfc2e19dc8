using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OneWindow.Identity;

namespace OneWindow.Tests.Modules.Identity;

/// <summary>ProvideSignIn and RegisterSystem: a department's system lets people in by their sign-in here.</summary>
public sealed class ProvideSignInTests
{
    private const string Back = "https://housing.example/back";
    private const string Verifier = "a-verifier-of-more-than-forty-three-signs-0123456789";

    [Fact]
    [Clause("HB-4.2-1")]
    public async Task Who_is_signed_in_at_the_portal_or_the_counter_enters_a_departments_system_without_a_second_sign_in()
    {
        await using var site = await IdentitySite.Start();
        var secret = await Register(site, "housing", "profile", "staff");
        foreach (var (user, name, kind) in new[] { ("shinan-person", "林晓舟", "person"), ("shinan-company", "青岛示范湾餐饮有限公司", "company"), ("shinan-clerk", "纪明远", "staff") })
        {
            var browser = site.Browse();
            await browser.Post("/demo/sign-in", ("user", user));
            var came = await browser.Get(Ask("housing", "openid profile staff"));
            Assert.StartsWith(Back, came.Headers.Location?.AbsoluteUri, StringComparison.Ordinal);
            var (status, tokens) = await Exchange(site, "housing", secret, Query(came, "code"));
            Assert.Equal(HttpStatusCode.OK, status);
            var claims = await OpenIdConnectService.Claims(
                tokens.GetProperty("id_token").GetString()!, "the-nonce", new ServiceOptions { Issuer = "http://localhost", ClientId = "housing" }, await Keys(site));
            var told = await Tell(site, tokens.GetProperty("access_token").GetString()!);
            Assert.Equal((name, kind), (told!.Value.GetProperty("name").GetString(), told.Value.GetProperty("kind").GetString()));
            Assert.Equal(claims!["sub"]!.GetValue<string>(), told.Value.GetProperty("sub").GetString());
            Assert.False(told.Value.TryGetProperty("number", out _));
            Assert.Equal(kind == "staff", told.Value.TryGetProperty("role", out _));
        }

        // Not signed in: first here, then back to where he wanted to go.
        var stranger = await site.Browse().Get(Ask("housing", "openid"));
        Assert.StartsWith("/sign-in?return=%2Foidc%2Fauthorize", stranger.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Equal("login_required", Query(await site.Browse().Get(Ask("housing", "openid") + "&prompt=none"), "error"));
    }

    [Fact]
    [Clause("HB-4.2-1")]
    public async Task A_token_of_another_issuer_is_refused_on_both_sides()
    {
        await using var site = await IdentitySite.Start();
        var secret = await Register(site, "housing", "profile");
        var browser = site.Browse();
        await browser.Post("/demo/sign-in", ("user", "shinan-person"));
        var (_, tokens) = await Exchange(site, "housing", secret, Query(await browser.Get(Ask("housing", "openid profile")), "code"));
        var ours = tokens.GetProperty("id_token").GetString()!;
        using var foreign = RSA.Create(2048);
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = "https://elsewhere.example", Audience = "housing", Claims = new Dictionary<string, object> { ["sub"] = new JsonWebToken(ours).Subject, ["nonce"] = "the-nonce" },
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(foreign) { KeyId = "x" }, SecurityAlgorithms.RsaSha256),
        });
        Assert.Null(await Tell(site, token));
        Assert.Null(await Tell(site, ours));
        var options = new ServiceOptions { Issuer = "http://localhost", ClientId = "housing" };
        Assert.NotNull(await OpenIdConnectService.Claims(ours, "the-nonce", options, await Keys(site)));
        Assert.Null(await OpenIdConnectService.Claims(token, "the-nonce", options, await Keys(site)));
        Assert.Null(await OpenIdConnectService.Claims(ours, "the-nonce", new ServiceOptions { Issuer = "https://elsewhere.example", ClientId = "housing" }, await Keys(site)));
    }

    [Fact]
    public async Task A_code_opens_once_for_its_system_its_address_and_its_verifier_and_ends_with_the_session()
    {
        await using var site = await IdentitySite.Start();
        var (secret, other) = (await Register(site, "housing", "profile"), await Register(site, "tax", "profile"));
        var browser = site.Browse();
        await browser.Post("/demo/sign-in", ("user", "shinan-person"));
        async Task<string> Code() => Query(await browser.Get(Ask("housing", "openid profile")), "code");
        Assert.Equal(HttpStatusCode.Unauthorized, (await Exchange(site, "housing", other, await Code())).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Exchange(site, "tax", other, await Code())).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Exchange(site, "housing", secret, await Code(), verifier: Verifier + "x")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Exchange(site, "housing", secret, await Code(), back: Back + "/other")).Status);
        var code = await Code();
        var (_, tokens) = await Exchange(site, "housing", secret, code);
        var token = tokens.GetProperty("access_token").GetString()!;
        Assert.NotNull(await Tell(site, token));
        // Twice: somebody else has the code, and what it gave is taken back.
        Assert.Equal(HttpStatusCode.BadRequest, (await Exchange(site, "housing", secret, code)).Status);
        Assert.Null(await Tell(site, token));

        token = (await Exchange(site, "housing", secret, await Code())).Answer.GetProperty("access_token").GetString()!;
        await browser.Post("/account/sign-out-everywhere");
        Assert.Null(await Tell(site, token));
        await using var db = site.Db();
        Assert.All(await db.Set<ProviderKeyRow>().ToListAsync(), k => Assert.DoesNotContain("RSA", Encoding.Latin1.GetString(k.Box), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_leaves_is_shut_out_of_programs_and_of_the_systems_he_entered_with_the_very_next_request()
    {
        await using var site = await IdentitySite.Start();
        var secret = await Register(site, "housing", "profile", "staff");
        var (browser, system) = (site.Browse(), site.Browse());
        await browser.Post("/demo/sign-in", ("user", "shinan-reviewer"));
        await system.Post("/demo/sign-in", ("user", "system-admin"));
        async Task<string> Code() => Query(await browser.Get(Ask("housing", "openid profile staff")), "code");
        var entered = (await Exchange(site, "housing", secret, await Code())).Answer.GetProperty("access_token").GetString()!;
        var unused = await Code();
        var password = site.PasswordOf("shinan-reviewer");
        using var session = await site.Program().PostAsJsonAsync("/api/v1/session", new { user = "shinan-reviewer", password });
        var program = site.Program();
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await session.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString());
        async Task<JsonValueKind> Who() => (await program.GetFromJsonAsync<JsonElement>("/who")).GetProperty("actor").ValueKind;
        Assert.Equal((JsonValueKind.Object, true, HttpStatusCode.OK), (await Who(), await Tell(site, entered) is not null, (await browser.Get("/staff-only")).StatusCode));

        await using var db = site.Db();
        var id = await db.Accounts.Where(a => a.User == "shinan-reviewer").Select(a => a.Id).SingleAsync();
        Assert.Equal(HttpStatusCode.Redirect, (await system.Post($"/workbench/people/{id}/closing", ("reason", "调离本单位"))).StatusCode);
        Assert.Equal(JsonValueKind.Null, await Who());
        Assert.Null(await Tell(site, entered));
        Assert.Equal(HttpStatusCode.BadRequest, (await Exchange(site, "housing", secret, unused)).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await browser.Get("/staff-only")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.Program().PostAsJsonAsync("/api/v1/session", new { user = "shinan-reviewer", password })).StatusCode);
    }

    [Fact]
    public async Task Nobody_is_sent_to_an_address_that_is_not_registered_and_a_closed_system_gets_nothing_more()
    {
        await using var site = await IdentitySite.Start();
        var secret = await Register(site, "housing", "profile");
        var browser = site.Browse();
        await browser.Post("/demo/sign-in", ("user", "shinan-person"));
        foreach (var wrong in new[] { Ask("unknown", "openid"), Ask("housing", "openid", Back + "x"), Ask("housing", "openid", "https://evil.example/"), Ask("housing", "openid", Back.ToUpperInvariant()) })
        {
            var answer = await browser.Get(wrong);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, null), (answer.StatusCode, answer.Headers.Location));
        }

        Assert.Equal("invalid_scope", Query(await browser.Get(Ask("housing", "openid identity")), "error"));
        Assert.Equal("invalid_request", Query(await browser.Get(Ask("housing", "openid").Replace("S256", "plain", StringComparison.Ordinal)), "error"));
        var code = Query(await browser.Get(Ask("housing", "openid")), "code");
        var administrator = site.Browse();
        await administrator.Post("/demo/sign-in", ("user", "system-admin"));
        await administrator.Post("/workbench/systems/closing", ("id", "housing"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await Exchange(site, "housing", secret, code)).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.Get(Ask("housing", "openid"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await administrator.Post("/workbench/systems", ("name", "又一个"), ("id", "other"), ("returns", "http://elsewhere.example/back"))).StatusCode);
        await using var db = site.Db();
        Assert.Equal([SecurityEventKind.ClientRegistered, SecurityEventKind.ClientClosed], await db.SecurityEvents.Where(e => e.Note == "系统 housing").OrderBy(e => e.Number).Select(e => e.Kind).ToListAsync());
    }

    private static async Task<string> Register(IdentitySite site, string id, params string[] scopes)
    {
        var administrator = site.Browse();
        await administrator.Post("/demo/sign-in", ("user", "system-admin"));
        var page = await IdentitySite.Browser.Read(await administrator.Post(
            "/workbench/systems", [("name", $"系统 {id}"), ("id", id), ("returns", Back), .. scopes.Select(s => ("scopes", s))]));
        return page.QuerySelectorAll(".copyable").Select(c => c.TextContent).Single(t => t.Length == 43);
    }

    private static string Ask(string system, string scope, string back = Back) =>
        $"/oidc/authorize?response_type=code&client_id={system}&redirect_uri={Uri.EscapeDataString(back)}&scope={Uri.EscapeDataString(scope)}&state=s&nonce=the-nonce"
        + $"&code_challenge={DoorTicket.Url(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)))}&code_challenge_method=S256";

    private static string Query(HttpResponseMessage answer, string name) =>
        System.Web.HttpUtility.ParseQueryString(answer.Headers.Location!.Query)[name] ?? throw new InvalidOperationException($"No {name} in {answer.Headers.Location}");

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> Exchange(IdentitySite site, string system, string secret, string code, string verifier = Verifier, string back = Back)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oidc/token")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = back, ["code_verifier"] = verifier }),
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{system}:{secret}"))) },
        };
        var answer = await site.Program().SendAsync(request);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }

    private static async Task<JsonElement?> Tell(IdentitySite site, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/oidc/userinfo") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        var answer = await site.Program().SendAsync(request);
        return answer.StatusCode == HttpStatusCode.OK ? JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement : null;
    }

    private static async Task<IEnumerable<SecurityKey>> Keys(IdentitySite site) =>
        new JsonWebKeySet(await site.Program().GetStringAsync("/oidc/jwks")).GetSigningKeys();
}
