using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ledger;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Tests.Modules.Ledger;

/// <summary>The ledger over told cases, on a clock that the test moves. Nothing runs by itself: a test drains and appends.</summary>
internal sealed class LedgerHost : IAsyncDisposable
{
    public static readonly Actor Li = new("u-li", "李", Role.Applicant, RegionCode.Nation, null, "s-li");
    public static readonly Actor Wang = new("u-wang", "王", Role.Applicant, RegionCode.Nation, null, "s-wang");
    public static readonly Actor Clerk = new("u-clerk", "窗口", Role.Clerk, RegionCode.Parse("370202"), "370202-hall", null);
    public static readonly Actor FarClerk = new("u-far", "外地窗口", Role.Clerk, RegionCode.Parse("500103"), "500103-hall", null);

    public static readonly PinnedFile Lease = new("lease", "f-1", "李某的租赁合同.pdf", 12_345, new string('a', 64));

    private const string ActorHeader = "X-Test-Actor";
    private readonly WebApplication app;

    private LedgerHost(WebApplication app, MovedClock clock) => (this.app, Clock) = (app, clock);

    public MovedClock Clock { get; }

    public IServiceProvider Services => app.Services;

    public StoryOfCases Cases => Services.GetRequiredService<StoryOfCases>();

    public ILedger Ledger => Services.GetRequiredService<ILedger>();

    public static async Task<LedgerHost> Start(string folder, string? connection = null, Action<IServiceCollection>? more = null, Action<IEndpointRouteBuilder>? routes = null)
    {
        var clock = new MovedClock(Instant.Parse("2026-11-20T09:30:00+08:00"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        var services = builder.Services;
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton(InstallationSecret.From("only-for-tests-0123456789-abcdefghij").Match(s => s, why => throw new InvalidOperationException(why.Message)));
        services.AddStorage(_ => Database.Open(folder, connection));
        services.AddUi();
        services.AddSingleton<StoryOfCases>();
        services.AddSingleton<ICases>(s => s.GetRequiredService<StoryOfCases>());
        services.AddSingleton<ICaseLog>(s => s.GetRequiredService<StoryOfCases>());
        services.AddSingleton<IDirectory, Places>();
        services.AddSingleton<ICatalogue, NoGuides>();
        services.AddLedger();
        more?.Invoke(services);
        // The test moves everything itself.
        foreach (var hosted in services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationFactory is not null).ToList()) services.Remove(hosted);
        var app = builder.Build();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<Migrations>().Run(TestContext.Current.CancellationToken);
        }

        app.UseSecurityHeaders();
        app.UseKindErrors();
        app.Use((context, next) =>
        {
            if (context.Request.Headers[ActorHeader] is [{ } who, ..])
                context.User = JsonSerializer.Deserialize<Actor>(who, Json.Options)!.ToPrincipal("test");
            return next(context);
        });
        app.UseRouting();
        app.UsePermissions();
        app.UseForeignPostRefusal();
        app.MapUi();
        app.MapLedger();
        routes?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new LedgerHost(app, clock);
    }

    public HttpClient As(Actor? actor)
    {
        var client = app.GetTestClient();
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        if (actor is not null) client.DefaultRequestHeaders.Add(ActorHeader, JsonSerializer.Serialize(actor with { Name = actor.Id }, Json.Options));
        return client;
    }

    /// <summary>A minute passes: what was told is heard, numbered, and a root is signed.</summary>
    public async Task PassAMinute()
    {
        await Services.GetRequiredService<OutboxPump>().Drain(TestContext.Current.CancellationToken);
        Clock.Move(TimeSpan.FromMinutes(1));
        await Append();
    }

    public Task<AuditReport> Audit(DateOnly? since = null) =>
        Services.GetRequiredService<IAudit>().Verify(since, TestContext.Current.CancellationToken);

    /// <summary>What is due now: leaves, a root, days.</summary>
    public Task<int> Append() => Services.GetRequiredService<Appender>().Append(Clock.Now(), TestContext.Current.CancellationToken);

    public LedgerDb Db() => Services.GetRequiredService<IDbContextFactory<LedgerDb>>().CreateDbContext();

    public async Task<IElement> Page(string path, Actor? who = null)
    {
        using var browser = As(who);
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative));
        return Parse(await answer.Content.ReadAsStringAsync());
    }

    public static IElement Parse(string html) => new HtmlParser().ParseDocument(html).DocumentElement;

    public async Task<JsonElement> Get(string path, Actor? who = null)
    {
        using var browser = As(who);
        return await browser.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative));
    }

    public async Task<string> Text(string path, Actor? who = null)
    {
        using var browser = As(who);
        return await browser.GetStringAsync(new Uri(path, UriKind.Relative));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private sealed class NoGuides : ICatalogue
    {
        public ValueTask<Guide?> Current(string item, CancellationToken cancel = default) => new((Guide?)null);

        public ValueTask<Guide?> Version(string item, int version, CancellationToken cancel = default) => new((Guide?)null);
    }
}
