using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>What helps people to find their item: suggestions, and the list of what was looked for in vain.</summary>
internal static class Finding
{
    public static IServiceCollection AddFinding(this IServiceCollection services)
    {
        services.AddScoped<SearchMisses>();
        services.AddSingleton<IWorkPlaces, SearchMissPlaces>();
        return services;
    }

    public static IEndpointRouteBuilder MapFinding(this IEndpointRouteBuilder routes)
    {
        SuggestItems.Map(routes);
        SettleSearchMisses.Map(routes);
        return routes;
    }
}
