using AngleSharp;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OneWindow.Identity;
using OneWindow.Rulebooks;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Tests.Modules.Identity;

/// <summary>The module behind the real plumbing of pages, sign-in and permissions, on a fresh SQLite file with the demonstration's seed.</summary>
internal sealed class IdentitySite : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly WebApplication app;

    private IdentitySite(WebApplication app, DirectoryInfo folder) => (this.app, this.folder) = (app, folder);

    public IServiceProvider Services => app.Services;

    public static async Task<IdentitySite> Start(bool demonstration = true, TimeProvider? clock = null, SessionClock? sessions = null, bool secondFactor = false,
        Action<WebApplicationBuilder>? configure = null)
    {
        var folder = Directory.CreateTempSubdirectory("onewindow-identity-");
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Configuration["SignIn:SecondFactor"] = secondFactor ? "true" : "false";
        builder.Configuration[OutsideDoor.Setting] = "127.0.0.1 localhost";
        builder.Services.AddSingleton(new RunMode(demonstration));
        builder.Services.AddSingleton(IdentityRig.Secret());
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddStorage(_ => Database.Open(folder.FullName, null));
        builder.Services.AddRulebooks();
        builder.Services.AddIdentity();
        builder.Services.AddUi();
        if (sessions is not null) builder.Services.AddSingleton(sessions);
        configure?.Invoke(builder);
        var app = builder.Build();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<Migrations>().Run(TestContext.Current.CancellationToken);
        }

        if (demonstration) await IdentityModule.SeedDemonstration(app.Services);
        else await IdentityModule.SeedRegions(app.Services);
        app.UseSecurityHeaders();
        app.UseKindErrors();
        app.UseRouting();
        app.UseAuthentication();
        app.UsePermissions();
        app.UseForeignPostRefusal();
        app.MapUi();
        app.MapIdentity();
        app.MapGet("/who", (HttpContext context) => Results.Json(new { actor = context.Actor() })).AllowEveryone();
        app.MapGet("/staff-only", () => "here").AllowStaff();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new IdentitySite(app, folder);
    }

    /// <summary>A browser: keeps cookies, follows no redirects, says that its posts come from our own pages.</summary>
    public Browser Browse() => new(app.GetTestServer());

    public HttpClient Program() => app.GetTestClient();

    public string PasswordOf(string user) => Services.GetRequiredService<DemonstrationPasswords>().Of(user);

    public IdentityDb Db() => Services.GetRequiredService<IDbContextFactory<IdentityDb>>().CreateDbContext();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        folder.Delete(true);
    }

    internal sealed class Browser(TestServer server)
    {
        private readonly System.Net.CookieContainer cookies = new();

        public Task<HttpResponseMessage> Get(string path) => Send(HttpMethod.Get, path, null);

        public Task<HttpResponseMessage> Post(string path, params (string Field, string Value)[] fields) =>
            Send(HttpMethod.Post, path, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Field, f.Value))));

        public Task<HttpResponseMessage> PostFromElsewhere(string path) => Send(HttpMethod.Post, path, null, "cross-site");

        public async Task<IDocument> Page(string path) => await Read(await Get(path));

        public async Task<HttpResponseMessage> Send(HttpMethod method, string path, HttpContent? body, string from = "same-origin")
        {
            using var request = new HttpRequestMessage(method, path) { Content = body };
            var address = new Uri(server.BaseAddress, path);
            if (cookies.GetCookieHeader(address) is { Length: > 0 } sent) request.Headers.Add("Cookie", sent);
            request.Headers.Add("Sec-Fetch-Site", from);
            var answer = await server.CreateClient().SendAsync(request, TestContext.Current.CancellationToken);
            if (answer.Headers.TryGetValues("Set-Cookie", out var given))
            {
                foreach (var cookie in given) cookies.SetCookies(address, cookie);
            }

            return answer;
        }

        public static async Task<IDocument> Read(HttpResponseMessage answer)
        {
            var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            return await BrowsingContext.New().OpenAsync(page => page.Content(html), TestContext.Current.CancellationToken);
        }
    }
}
