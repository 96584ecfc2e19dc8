using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>What helps people to find their item: suggestions, and the list of what was looked for in vain.</summary>
internal static class Finding
{
    public static IServiceCollection AddFinding(this IServiceCollection services)
    {
        services.AddScoped<SearchMisses>();
        services.AddSingleton<IWorkPlaces, SearchMissPlaces>();
        services.AddScoped<KeptPlans>();
        services.AddScoped<IHomePanel>(s => s.GetRequiredService<KeptPlans>());
        services.AddScoped<IReaction, TellWhoKeptThePlan>();
        services.AddScoped<AheadDesk>();
        return services;
    }

    public static IEndpointRouteBuilder MapFinding(this IEndpointRouteBuilder routes)
    {
        SuggestItems.Map(routes);
        SettleSearchMisses.Map(routes);
        PlanAhead.Map(routes);
        AskWhich.Map(routes);
        return routes;
    }
}
