using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Storage;

namespace OneWindow.Ledger;

/// <summary>存证: promises, the tree of all events, its signed roots, receipts and offline proofs.</summary>
public static class LedgerModule
{
    /// <summary>Needs from Host: storage, <see cref="InstallationSecret"/>, <see cref="TimeProvider"/>, pages, and the other modules' answers.</summary>
    public static IServiceCollection AddLedger(this IServiceCollection services)
    {
        services.AddModuleDb<LedgerDb>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<IRewrapped, RewrapSigningKeys>();
        services.AddSingleton<ISigner>(s => s.GetRequiredService<SigningKeys>());
        services.AddSingleton<Promises>();
        services.AddSingleton<ILedger>(s => s.GetRequiredService<Promises>());
        services.AddSingleton<Proofs>();
        services.AddSingleton<DayRoots>();
        services.AddSingleton<Appender>();
        services.AddSingleton<IDueWork>(s => s.GetRequiredService<Appender>());
        services.AddHostedService(s => s.GetRequiredService<Appender>());
        services.AddScoped<IReaction, QueueLeafWhenCaseHappens>();
        services.AddScoped<IReaction, QueueLeafWhenLogSealed>();
        services.AddScoped<CaseGate>();
        services.AddScoped<Receipts>();
        services.AddSingleton<IAudit, LedgerAudit>();
        services.AddSingleton(new KeptFolder("ledger"));
        return services;
    }

    public static IEndpointRouteBuilder MapLedger(this IEndpointRouteBuilder routes)
    {
        ShowKey.Map(routes);
        ShowRoots.Map(routes);
        ProveInclusion.Map(routes);
        ShowReceipt.Map(routes);
        CheckReceipt.Map(routes);
        return routes;
    }
}
