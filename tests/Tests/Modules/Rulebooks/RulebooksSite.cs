using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Rulebooks;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Tests.Modules.Rulebooks;

/// <summary>The module's pages with the real plumbing, on a SQLite file; every request comes from <see cref="Who"/> on the day of <see cref="Today"/>.</summary>
internal sealed class RulebooksSite : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("onewindow-rulebooks-site-");
    private readonly StandingClock clock = new();
    private WebApplication app = null!;

    private RulebooksSite()
    {
    }

    public Actor? Who { get; set; }

    public DateOnly Today
    {
        set => clock.Now = Instant.At(value, new TimeOnly(9, 0)).ToChina();
    }

    public LawInForce Law => app.Services.GetRequiredService<LawInForce>();

    public static Actor Officer(string place) => new("officer-1", "测试员", Role.ManagementOfficer, RegionCode.Parse(place), "office", null);

    public static async Task<RulebooksSite> Start()
    {
        var site = new RulebooksSite { Today = new DateOnly(2024, 3, 4) };
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSingleton<TimeProvider>(site.clock);
        builder.Services.AddSingleton<IDirectory, NamesOnly>();
        builder.Services.AddStorage(_ => Database.Open(site.folder.FullName, null));
        builder.Services.AddUi();
        builder.Services.AddRulebooks();
        site.app = builder.Build();
        site.app.UseKindErrors();
        site.app.Use((context, next) =>
        {
            if (site.Who is { } actor) context.User = actor.ToPrincipal("test");
            return next(context);
        });
        site.app.UseRouting();
        site.app.UsePermissions();
        site.app.UseForeignPostRefusal();
        site.app.MapUi();
        site.app.MapRulebooks();
        await using (var scope = site.app.Services.CreateAsyncScope()) await scope.ServiceProvider.GetRequiredService<Migrations>().Run();
        await site.app.StartAsync();
        return site;
    }

    public Browser Browser() => new(app.GetTestServer());

    /// <summary>Posts a change as the form would: the version that stands, from a day, with a reason.</summary>
    public Task<Answer> Change(string setting, string from, params (string, string)[] value) => Browser().Post(
        $"/laws/huyi-2021/changes/{setting}",
        [("version", SettingChanges.VersionOf(Law.Shelf, "huyi-2021").ToString()), ("from", from), ("reason", "按区政府要求加快办理"), .. value]);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }

    public static bool IsRefused(Answer answer, string words) =>
        answer.Status == HttpStatusCode.UnprocessableEntity && answer.Body.Contains(words, StringComparison.Ordinal);

    private sealed class StandingClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
    }

    /// <summary>The real directory belongs to another module; the pages only ask it for names.</summary>
    private sealed class NamesOnly : IDirectory
    {
        public Organisation? Organisation(string id) => null;

        public IReadOnlyList<Organisation> OrganisationsUnder(RegionCode place) => [];

        public Region? Region(RegionCode code) => null;

        public IReadOnlyList<Region> RegionsBelow(RegionCode code) => [];

        public string PlaceName(RegionCode code) => $"地方{code}";
    }
}
