using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OneWindow.Contracts;
using OneWindow.Identity;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Tests.Modules.Identity;

/// <summary>An OAuth 2 service with every oddity that such services have: other names, a signature, its "no" with status 200, the person deep in the answer.</summary>
public sealed class OddServiceTests
{
    [Fact]
    public async Task A_service_with_names_places_and_a_signature_of_its_own_signs_people_in()
    {
        await using var odd = await Odd.Start();
        await using var site = await IdentitySite.Start(configure: builder =>
        {
            foreach (var (name, value) in odd.Settings) builder.Configuration[name] = value;
        });
        var browser = site.Browse();
        var begun = (await browser.Get("/sign-in/with/odd")).Headers.Location!;
        var asked = System.Web.HttpUtility.ParseQueryString(begun.Query);
        Assert.Equal(("portal-3702", "true", "http://localhost/sign-in/back/odd"), (asked["appid"], asked["gov"], asked["redirectUrl"]));
        var entered = await browser.Get($"/sign-in/back/odd?ticket=code-of-yu&relay={asked["relay"]}");
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        var who = JsonDocument.Parse(await (await browser.Get("/who")).Content.ReadAsStringAsync()).RootElement.GetProperty("actor");
        Assert.Equal(("于清岚", (int)Assurance.Named), (who.GetProperty("name").GetString(), who.GetProperty("level").GetInt32()));

        var another = site.Browse();
        var state = System.Web.HttpUtility.ParseQueryString((await another.Get("/sign-in/with/odd")).Headers.Location!.Query)["relay"];
        // It says no with status 200.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await another.Get($"/sign-in/back/odd?ticket=code-of-nobody&relay={state}")).StatusCode);
    }

    [Fact]
    public void What_the_settings_do_not_allow_is_not_called()
    {
        var options = new ServiceOptions { Issuer = "https://login.city.example", Hosts = ["api.city.example:8443"] };
        var real = new CallWall(options, demonstration: false);
        Assert.True(real.Allows(new Uri("https://login.city.example/token")));
        Assert.True(real.Allows(new Uri("https://api.city.example:8443/me")));
        foreach (var no in new[] { "http://login.city.example/token", "https://169.254.169.254/", "https://login.city.example:444/", "https://login.city.example.evil.example/", "https://a@login.city.example/", "file:///etc/passwd" })
        {
            Assert.False(real.Allows(new Uri(no)), no);
        }

        var set = new ServiceOptions { Issuer = "http://login.city.example", ClientId = "x", Fields = new FieldPaths { Number = "n" } };
        Assert.NotNull(IdentityServices.Wrong("city", set, demonstration: false));
        Assert.Null(IdentityServices.Wrong("city", set, demonstration: true));
    }

    [Fact]
    public async Task A_discovery_that_points_elsewhere_is_not_followed()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var trap = builder.Build();
        trap.Urls.Add("http://127.0.0.1:0");
        var called = 0;
        await using var inner = await Inner(() => called++);
        trap.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = trap.Urls.First(), authorization_endpoint = $"{trap.Urls.First()}/auth", token_endpoint = $"{inner.Urls.First()}/token", jwks_uri = $"{inner.Urls.First()}/keys",
        }));
        await trap.StartAsync();
        var options = new ServiceOptions { Issuer = trap.Urls.First(), ClientId = "x", Fields = new FieldPaths { Number = "n" } };
        var settings = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(OutsideDoor.Setting, (string?)"127.0.0.1")]).Build();
        using var service = new OpenIdConnectService("trap", options, new RunMode(true), new SessionClock(), new OutsideDoor(settings, NullLogger<OutsideDoor>.Instance));
        var began = await service.Begin(new DoorTicket("trap", "s", "n", "v", "/", 0), "http://localhost/back", default);
        Assert.False(began.Try(out _, out var why));
        Assert.Equal(("identity.busy", 0), (why!.Code, called));
    }

    private static async Task<WebApplication> Inner(Action called)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapFallback(() =>
        {
            called();
            return "inner";
        });
        await app.StartAsync();
        return app;
    }

    private sealed class Odd(WebApplication app) : IAsyncDisposable
    {
        private const string Secret = "of-both-houses";

        public Dictionary<string, string?> Settings => new Dictionary<string, string?>
        {
            ["Kind"] = "oauth2", ["Title"] = "示范省政务登录", ["Issuer"] = Address, ["ClientId"] = "portal-3702", ["ClientSecret"] = Secret, ["Scopes"] = "",
            ["Fields:Subject"] = "data.user.0.userId", ["Fields:Name"] = "data.user.0.realName", ["Fields:Number"] = "data.user.0.idCardNo", ["Fields:Phone"] = "data.user.0.mobile",
            ["Fields:Level"] = "data.user.0.authLevel", ["Levels:2"] = "checked",
            ["Odd:AuthorizeAddress"] = $"{Address}/login", ["Odd:TokenAddress"] = $"{Address}/getToken", ["Odd:ProfileAddress"] = $"{Address}/getUser",
            ["Odd:ClientIdName"] = "appid", ["Odd:SecretName"] = "", ["Odd:RedirectName"] = "redirectUrl", ["Odd:CodeName"] = "ticket", ["Odd:CodeNameInExchange"] = "ticket",
            ["Odd:StateName"] = "relay", ["Odd:ExchangeBy"] = "json", ["Odd:TokenPath"] = "data.accessToken", ["Odd:TokenIn"] = "form", ["Odd:TokenName"] = "accessToken",
            ["Odd:OkPath"] = "code", ["Odd:OkValue"] = "0", ["Odd:SignatureName"] = "sign", ["Odd:SignatureBy"] = "hmac-sm3", ["Odd:Extra:gov"] = "true",
        }.ToDictionary(s => $"IdentityServices:odd:{s.Key}", s => s.Value);

        private string Address => app.Urls.First();

        public static async Task<Odd> Start()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            var app = builder.Build();
            app.Urls.Add("http://127.0.0.1:0");
            app.MapPost("/getToken", async (HttpContext context) =>
            {
                var fields = await JsonSerializer.DeserializeAsync<Dictionary<string, string>>(context.Request.Body);
                return !Holds(fields!) ? Results.Json(new { code = 4001, message = "sign error" })
                    : fields!["ticket"] == "code-of-yu" ? Results.Json(new { code = 0, data = new { accessToken = "token-of-yu" } })
                    : Results.Json(new { code = 4004, message = "no such ticket" });
            });
            app.MapPost("/getUser", async (HttpContext context) =>
            {
                var fields = (await context.Request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value.ToString());
                return Holds(fields) && fields["accessToken"] == "token-of-yu"
                    ? Results.Json(new { code = 0, data = new { user = new[] { new { userId = 70001, realName = "于清岚", idCardNo = "370299199004121019", mobile = "15550001234", authLevel = 2 } } } })
                    : Results.Json(new { code = 4001 });
            });
            await app.StartAsync();
            return new Odd(app);
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        /// <summary>Reckoned here once more, by the service's own rule: sorted, empty ones and the signature itself left out.</summary>
        private static bool Holds(Dictionary<string, string> fields)
        {
            var text = string.Join('&', fields.Where(f => f.Key != "sign" && f.Value.Length > 0).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value}"));
            var mac = new byte[Sm3.Size];
            Sm3.Mac(System.Text.Encoding.UTF8.GetBytes(Secret), System.Text.Encoding.UTF8.GetBytes(text), mac);
            return fields.GetValueOrDefault("sign") == Convert.ToHexStringLower(mac) && long.TryParse(fields.GetValueOrDefault("timestamp"), out _);
        }
    }
}
