using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>条线监督和督办, put together.</summary>
internal static class LineSupervision
{
    public static void AddLineSupervision(this IServiceCollection services)
    {
        services.AddSingleton<LineReach>();
        services.AddSingleton<Urging>();
        services.AddSingleton<ICasePanels, UrgingPanel>();
        services.AddSingleton<IWorkPlaces, LinePlace>();
        services.AddSingleton<IWorkPlaces, UrgingPlace>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        SuperviseLine.Map(routes);
        UrgeCase.Map(routes);
        ListUrgings.Map(routes);
    }
}
