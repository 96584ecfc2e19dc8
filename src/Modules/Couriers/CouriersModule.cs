using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Couriers;

/// <summary>寄递: results carried to applicants and papers fetched from them, by several couriers; and the ways in which halls hand results over.</summary>
public static class CouriersModule
{
    /// <summary>Needs from Host: storage, pages, the configuration, and the other modules' answers. Settings: docs/how-to/couriers.md.</summary>
    public static IServiceCollection AddCouriers(this IServiceCollection services)
    {
        services.AddModuleDb<CouriersDb>();
        services.AddSingleton<CourierSettings>();
        services.AddSingleton<CourierOffice>();
        services.AddSingleton<FollowParcels>();
        services.AddSingleton<IDueWork>(s => s.GetRequiredService<FollowParcels>());
        services.AddHostedService(s => s.GetRequiredService<FollowParcels>());
        services.AddScoped<IReaction, OrderWhenSentByPost>();
        services.AddSingleton<ICasePanels, ParcelPanel>();
        services.AddSingleton<IWorkPlaces, ParcelPlaces>();
        return services;
    }

    public static IEndpointRouteBuilder MapCouriers(this IEndpointRouteBuilder routes)
    {
        ListParcels.Map(routes);
        ChooseCourier.Map(routes);
        AskForPickUp.Map(routes);
        HearCourier.Map(routes);
        RegisterHallModes.Map(routes);
        return routes;
    }
}
