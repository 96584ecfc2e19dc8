using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ratings;
using OneWindow.Rulebooks;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Tests.Modules.Ratings;

/// <summary>Ratings with real rulebooks and a real database; the modules it asks are played here.</summary>
internal sealed class RatingsHost : IAsyncDisposable
{
    public static readonly RegionCode Huyi = RegionCode.Parse("610118");
    public static readonly RegionCode Shinan = RegionCode.Parse("370202");
    public const string QueryCode = "K7M2P9";

    public static readonly Actor Li = new("account-of-li", "李", Role.Applicant, RegionCode.Nation, null, "subject-of-li");
    public static readonly Actor Wang = new("u-wang", "王", Role.Applicant, RegionCode.Nation, null, "s-wang");
    public static readonly Actor Clerk = new("u-clerk", "窗口", Role.Clerk, Shinan, "market-bureau", null);
    public static readonly Actor OtherClerk = new("u-other", "别的窗口", Role.Clerk, Shinan, "health-bureau", null);
    public static readonly Actor Office = new("u-office", "管理机构", Role.ManagementOfficer, RegionCode.Parse("370200"), "office", null);
    public static readonly Actor FarOffice = new("u-far-office", "别处管理机构", Role.ManagementOfficer, Huyi, "office-hy", null);

    private const string ActorHeader = "X-Test-Actor";
    private readonly WebApplication app;

    private RatingsHost(WebApplication app) => this.app = app;

    public IServiceProvider Services => app.Services;

    public FakeSubjects Subjects => (FakeSubjects)Services.GetRequiredService<ISubjects>();

    public static async Task<RatingsHost> Start(string folder, string? connection = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddStorage(_ => Database.Open(folder, connection));
        builder.Services.AddUi();
        builder.Services.AddRulebooks();
        builder.Services.AddRatings();
        builder.Services.AddSingleton<ISubjects, FakeSubjects>();
        builder.Services.AddSingleton<ICases, FakeCases>();
        builder.Services.AddSingleton<ICatalogue, NoCatalogue>();
        builder.Services.AddSingleton<IDirectory, NoDirectory>();
        // The outbox is delivered when a test says so.
        foreach (var hosted in builder.Services.Where(s => s.ServiceType == typeof(Microsoft.Extensions.Hosting.IHostedService) && s.ImplementationFactory is not null).ToList())
            builder.Services.Remove(hosted);
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
        app.UseRateLimiter();
        app.UseForeignPostRefusal();
        app.MapUi();
        app.MapRatings();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new RatingsHost(app);
    }

    public HttpClient As(Actor? actor)
    {
        var client = app.GetTestClient();
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        if (actor is not null) client.DefaultRequestHeaders.Add(ActorHeader, JsonSerializer.Serialize(actor with { Name = actor.Id }, Json.Options));
        return client;
    }

    /// <summary>The outbox says that a case of Li's came to this status, and the reactions have heard it.</summary>
    public async Task<string> CaseBecame(string status, int serial = 1, RegionCode? place = null, string organisation = "market-bureau", string subject = "subject-of-li")
    {
        var number = CaseNumber.From(place ?? Shinan, new DateOnly(2026, 3, 2), 0, serial).ToString();
        var at = Instant.Parse("2026-03-05T10:00:00+08:00");
        await using (var db = NewDb())
        {
            db.Outbox.Add(OutboxRow.Of(place ?? Shinan, "case.delivered/1", at, new CaseHappened(
                number, 7, "case.delivered/1", at, "00", "370202-food-business", 1, organisation, place ?? Shinan, subject, status)));
            await db.SaveChangesAsync();
        }

        await Services.GetRequiredService<OutboxPump>().Drain();
        return number;
    }

    public RatingsDb NewDb() => Services.GetRequiredService<IDbContextFactory<RatingsDb>>().CreateDbContext();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>Seals by turning every bit over; erasing somebody forgets what was his.</summary>
    public sealed class FakeSubjects : ISubjects
    {
        private readonly ConcurrentDictionary<string, bool> erased = new();

        public void Erase(string subject) => erased[subject] = true;

        public ValueTask<byte[]> Seal(string subject, string context, ReadOnlyMemory<byte> plain, CancellationToken cancel = default) =>
            ValueTask.FromResult(plain.ToArray().Select(b => (byte)~b).ToArray());

        public ValueTask<byte[]?> Open(string subject, string context, ReadOnlyMemory<byte> sealedBytes, CancellationToken cancel = default) =>
            ValueTask.FromResult(erased.ContainsKey(subject) ? null : sealedBytes.ToArray().Select(b => (byte)~b).ToArray());

        public ValueTask<Subject?> Find(string id, CancellationToken cancel = default) => throw new NotSupportedException();

        public ValueTask<bool> ActsFor(string subject, string number, string item, CancellationToken cancel = default) => throw new NotSupportedException();

        public ValueTask<string?> FindByNumber(string number, CancellationToken cancel = default) => throw new NotSupportedException();

        public ValueTask<string> NameUnidentified(SubjectKind kind, string name, CancellationToken cancel = default) => throw new NotSupportedException();

        public ValueTask<IReadOnlyDictionary<string, string>> MaskedNames(IReadOnlyCollection<string> ids, CancellationToken cancel = default) =>
            throw new NotSupportedException();

        public ValueTask<Outcome<string>> Register(SubjectKind kind, string name, string number, string? phone, CancellationToken cancel = default) =>
            throw new NotSupportedException();
    }

    /// <summary>Every case has the same query code.</summary>
    private sealed class FakeCases : ICases
    {
        public ValueTask<CaseFacts?> FindByCode(string number, string queryCode, CancellationToken cancel = default) => ValueTask.FromResult(
            queryCode == QueryCode && CaseNumber.TryParse(number, out var known)
                ? new CaseFacts(known, "Closed", "已办结", "i", 1, "n", "o", Shinan, "s", Channel.Online, new Instant(0), QueryCode, "", 1, "", null, null, true)
                : null);

        public ValueTask<CaseFacts?> Find(CaseNumber number, CancellationToken cancel = default) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<CaseEntry>> Log(CaseNumber number, CancellationToken cancel = default) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<PinnedFile>> Files(CaseNumber number, CancellationToken cancel = default) => throw new NotSupportedException();

        public bool MaySee(Actor actor, CaseFacts facts) => throw new NotSupportedException();
    }

    private sealed class NoCatalogue : ICatalogue
    {
        public ValueTask<Guide?> Current(string item, CancellationToken cancel = default) => ValueTask.FromResult<Guide?>(null);

        public ValueTask<Guide?> Version(string item, int version, CancellationToken cancel = default) => ValueTask.FromResult<Guide?>(null);
    }

    private sealed class NoDirectory : IDirectory
    {
        public Organisation? Organisation(string id) => null;

        public IReadOnlyList<Organisation> OrganisationsUnder(RegionCode place) => [];

        public Region? Region(RegionCode code) => null;

        public IReadOnlyList<Region> RegionsBelow(RegionCode code) => [];

        public string PlaceName(RegionCode code) => "";
    }
}
