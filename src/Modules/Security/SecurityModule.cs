using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Security;

/// <summary>安全管理: registers of assets, duties, vulnerabilities and assessments, what was done about security events, logs sealed and sent out, evidence.</summary>
public static class SecurityModule
{
    /// <summary>Needs from Host: storage, pages, the configuration, and the other modules' answers. Settings: docs/how-to/syslog.md.</summary>
    public static IServiceCollection AddSecurity(this IServiceCollection services)
    {
        services.AddModuleDb<SecurityDb>();
        services.AddSingleton<Obligations>();
        services.AddSingleton<SyslogSettings>();
        services.AddSingleton(s => s.GetService<IConfiguration>()?.GetSection(BackupSettings.Section).Get<BackupSettings>() ?? new BackupSettings());
        AddLoop<RaiseAlerts>(services);
        AddLoop<SealLogs>(services);
        AddLoop<RefusalLog>(services);
        AddLoop<ForwardLogs>(services);
        services.AddSingleton<IAudit, SealAudit>();
        services.AddSingleton<IEvidence, SecurityEvidence>();
        services.AddSingleton<IWorkPlaces, SecurityPlaces>();
        services.AddSingleton<IWorkNotes, DutyNotes>();
        return services;
    }

    public static IEndpointRouteBuilder MapSecurity(this IEndpointRouteBuilder routes)
    {
        WatchSecurity.Map(routes);
        HandleEvents.Map(routes);
        RegisterAssets.Map(routes);
        TrackVulnerabilities.Map(routes);
        AssignDuties.Map(routes);
        RecordAssessments.Map(routes);
        ShowBackups.Map(routes);
        ShowSettings.Map(routes);
        WatchHealth.Map(routes);
        return routes;
    }

    /// <summary>Stands after authentication and before permissions and rate limits: what they refuse is noted.</summary>
    public static IApplicationBuilder UseRefusalLog(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var log = app.ApplicationServices.GetRequiredService<RefusalLog>();
        return app.Use(async (context, next) =>
        {
            await next(context);
            log.Note(context);
        });
    }

    /// <summary>Every control with the settings in force this moment.</summary>
    public static async Task<IReadOnlyList<ControlModel>> Evidence(IServiceProvider services, CancellationToken cancel = default)
    {
        var facts = new Dictionary<string, SettingFact>(StringComparer.Ordinal);
        foreach (var source in services.GetServices<IEvidence>())
        {
            foreach (var fact in await source.Facts(cancel)) facts.Add(fact.Key, fact);
        }

        return [.. Controls.All.Select(c => c.With(facts))];
    }

    private static void AddLoop<T>(IServiceCollection services)
        where T : DueLoop
    {
        services.AddSingleton<T>();
        services.AddSingleton<IDueWork>(s => s.GetRequiredService<T>());
        services.AddHostedService(s => s.GetRequiredService<T>());
    }
}
