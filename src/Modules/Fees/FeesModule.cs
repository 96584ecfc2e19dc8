using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Fees;

/// <summary>收费: charges what a case's guide publishes, collects it through one service in several ways, keeps the receipts, pays back, and reconciles every day.</summary>
public static class FeesModule
{
    /// <summary>Needs from Host: storage, pages, the configuration, and the other modules' answers. Settings: docs/how-to/fee-collection.md.</summary>
    public static IServiceCollection AddFees(this IServiceCollection services)
    {
        services.AddModuleDb<FeesDb>();
        services.AddSingleton<CollectionSettings>();
        services.AddSingleton<CollectionOffice>();
        services.AddSingleton<ReceiptBox>();
        services.AddSingleton<FollowCharges>();
        services.AddSingleton<FollowRefunds>();
        services.AddSingleton<ReconcileDays>();
        services.AddSingleton<IDueWork>(s => s.GetRequiredService<FollowCharges>());
        services.AddSingleton<IDueWork>(s => s.GetRequiredService<FollowRefunds>());
        services.AddSingleton<IDueWork>(s => s.GetRequiredService<ReconcileDays>());
        services.AddHostedService(s => s.GetRequiredService<FollowCharges>());
        services.AddHostedService(s => s.GetRequiredService<FollowRefunds>());
        services.AddHostedService(s => s.GetRequiredService<ReconcileDays>());
        services.AddScoped<IReaction, ChargeWhenCaseMoves>();
        services.AddSingleton<ICasePanels, FeePanel>();
        services.AddSingleton<IWorkPlaces, FeePlaces>();
        return services;
    }

    public static IEndpointRouteBuilder MapFees(this IEndpointRouteBuilder routes)
    {
        PayFee.Map(routes);
        PayByCode.Map(routes);
        CheckFeeReceipt.Map(routes);
        ListCharges.Map(routes);
        HandleCharge.Map(routes);
        RefundFee.Map(routes);
        ReconcileFees.Map(routes);
        HearCollection.Map(routes);
        return routes;
    }
}
