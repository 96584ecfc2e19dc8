using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.ResponseCompression;
using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Identity;
using OneWindow.Kernel;
using OneWindow.Security;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Host;

/// <summary>The one deployable: storage, modules and pages put together, in the order that security needs.</summary>
internal static class OneWindowApp
{
    /// <summary>Throws <see cref="RefusedStart"/> where the machine or the settings do not allow a start, in words that say what to do.</summary>
    public static WebApplication Build(AppOptions options, Action<WebApplicationBuilder>? configure = null)
    {
        if (CryptoSelfTest.Run() is { } missing) throw new RefusedStart(new Refusal("platform.crypto-missing", missing, PlatformRules.RealUse));
        var secret = InstallationSecret.Open(options.Data, Environment.GetEnvironmentVariable(InstallationSecret.Variable), !options.Real, options.Device)
            .Match(s => s, why => throw new RefusedStart(why));

        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(OneWindowApp).Assembly.GetName().Name,
            EnvironmentName = options.Real ? Environments.Production : Environments.Staging,
        });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseUrls(options.Urls);
        builder.Host.UseDefaultServiceProvider(p => (p.ValidateOnBuild, p.ValidateScopes) = (true, true));
        builder.Logging.ClearProviders();
        // Standard output carries answers only.
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("OneWindow", LogLevel.Information);
        // It warns on every page that carries a token; such pages are not cached by design.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);

        var services = builder.Services;
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(8));
        services.AddSingleton(options);
        services.AddSingleton(new RunMode(!options.Real));
        services.AddSingleton(s => new CookieRules(OverTlsOnly: !s.GetRequiredService<RunMode>().Demonstration));
        services.AddSingleton(secret);
        services.AddSingleton(options.Real ? TimeProvider.System : new MovableClock(options.Data, options.Clock));
        services.AddStorage(_ => Database.Open(options.Data, options.Db));
        services.AddUi();
        services.AddAuthentication();
        services.AddModules();
        if (!options.Real) services.AddStandIns();
        services.AddSingleton<RateLimits>();
        services.AddSingleton<IEvidence>(s => s.GetRequiredService<RateLimits>());
        services.AddSingleton<IEvidence, HostEvidence>();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<RateLimits>((limits, ours) => ours.Configure(limits));
        services.AddResponseCompression(compression => compression.EnableForHttps = false);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = System.IO.Compression.CompressionLevel.Fastest);
        services.AddOpenApi("v1", api => api.ShouldInclude = d => d.RelativePath?.StartsWith("api/v1", StringComparison.Ordinal) == true);
        configure?.Invoke(builder);

        var app = builder.Build();
        Pipeline(app);
        Routes(app, options);
        return app;
    }

    private static void Pipeline(WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseHostNames();
        app.UseKindErrors();
        app.UseResponseCompression();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRefusalLog();
        app.UseSharedDesk();
        app.UseShownPost();
        app.UsePermissions();
        app.UseOpenings();
        app.UseRateLimiter();
        app.UseForeignPostRefusal();
        app.UseShownHat();
    }

    private static void Routes(WebApplication app, AppOptions options)
    {
        // Through a group: the assets' own fallback endpoint takes no convention otherwise.
        app.MapGroup("").AllowEveryone().MapStaticAssets();
        app.MapUi();
        app.MapModules();
        app.MapOpenApi("/openapi/{documentName}.json").AllowEveryone();
        Health.Map(app);
        if (options.Real) return;
        DemonstrationClock.Map(app);
        StandIns.Map(app);
        app.MapStyleGuide();
    }

    /// <summary>Schema and seed: everything that stands before the first request.</summary>
    public static async Task Prepare(IServiceProvider services, AppOptions options, CancellationToken cancel = default)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Migrations>().Run(cancel);
        var (platform, now) = (scope.ServiceProvider.GetRequiredService<PlatformDb>(), services.GetRequiredService<TimeProvider>().Now());
        if (await SecretCheck.Run(platform, services.GetRequiredService<InstallationSecret>(), now, cancel) is { } why) throw new RefusedStart(why);
        await SecretRotation.LoadKept(platform, services.GetRequiredService<InstallationSecret>(), cancel);
        await IdentityModule.SeedRegions(services, cancel);
        if (options.Real || await BeganEmpty(platform, options.Empty, now, cancel)) return;
        await IdentityModule.SeedDemonstration(services, cancel);
        await CatalogueModule.SeedDemonstration(services, cancel);
    }

    /// <summary>Whether this data folder was begun without the demonstration. The first start decides; a command never seeds what `serve --empty` left out.</summary>
    private static async Task<bool> BeganEmpty(PlatformDb platform, bool? asked, Instant now, CancellationToken cancel)
    {
        const string Name = "begun";
        if (await platform.Settings.FindAsync([Name], cancel) is { } begun) return asked ?? begun.Value == "empty";
        platform.Add(new SettingRow { Name = Name, Version = 1, Value = asked == true ? "empty" : "demonstration", ChangedAt = now });
        await platform.SaveChangesAsync(cancel);
        return asked == true;
    }
}

/// <summary>A start that must not be: told in words with its basis, exit status 1.</summary>
internal sealed class RefusedStart(Refusal why) : Exception(why.Message)
{
    public Refusal Why => why;
}
