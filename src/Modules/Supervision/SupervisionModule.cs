using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Supervision;

/// <summary>监管: what goes to those who watch. So far: promises and how they were kept, to the credit platform.</summary>
public static class SupervisionModule
{
    /// <summary>Needs from Host: storage, pages, the configuration, and the other modules' answers. Settings: docs/how-to/credit-platform.md.</summary>
    public static IServiceCollection AddSupervision(this IServiceCollection services)
    {
        services.AddModuleDb<SupervisionDb>();
        services.AddSingleton<CreditPlatform>();
        services.AddSingleton<PushCredit>();
        services.AddSingleton<IDueWork>(s => s.GetRequiredService<PushCredit>());
        services.AddHostedService(s => s.GetRequiredService<PushCredit>());
        services.AddScoped<IReaction, PushWhenPromised>();
        services.AddSingleton<IWorkPlaces, CreditPlaces>();
        services.AddSingleton<IWorkPlaces, GuidancePlace>();
        return services;
    }

    public static IEndpointRouteBuilder MapSupervision(this IEndpointRouteBuilder routes)
    {
        ListCreditMessages.Map(routes);
        GuideOffices.Map(routes);
        return routes;
    }
}
