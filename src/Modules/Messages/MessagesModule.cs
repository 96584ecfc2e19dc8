using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Messages;

/// <summary>消息: tells applicants what became of their matters, in the way they chose, and proves it.</summary>
public static class MessagesModule
{
    /// <summary>Needs from Host: storage, pages, the configuration, and the other modules' answers. Settings: docs/how-to/sms-gateway.md.</summary>
    public static IServiceCollection AddMessages(this IServiceCollection services)
    {
        services.AddModuleDb<MessagesDb>();
        services.AddSingleton<MessageSettings>();
        services.AddSingleton<Choices>();
        services.AddSingleton<MessageWriter>();
        services.AddSingleton<IPersonalData, MessagesOfPerson>();
        services.AddSingleton<ICarrier, SmsGateway>();
        services.AddSingleton<ICarrier, MailHost>();
        services.AddSingleton<IShortMessages, ShortMessages>();
        services.AddScoped<SendingSteps>();
        services.AddSingleton<SendDue>();
        services.AddSingleton<IDueWork>(s => s.GetRequiredService<SendDue>());
        services.AddHostedService(s => s.GetRequiredService<SendDue>());
        services.AddScoped<IReaction, TellWhenCaseMoves>();
        services.AddScoped<IReaction, TellWhenSigningMoves>();
        services.AddScoped<IReaction, TellOfGuides>();
        services.AddSingleton<IBarLinks, InboxLink>();
        services.AddSingleton<IWorkPlaces, SendingPlaces>();
        return services;
    }

    public static IEndpointRouteBuilder MapMessages(this IEndpointRouteBuilder routes)
    {
        ListMyMessages.Map(routes);
        ChooseChannels.Map(routes);
        ReadMessage.Map(routes);
        CheckMessage.Map(routes);
        ListSendings.Map(routes);
        SettleSending.Map(routes);
        return routes;
    }
}
