using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Notices;

/// <summary>文书: documents with number, date, body, basis, contents, seal and a code that anybody can check.</summary>
public static class NoticesModule
{
    /// <summary>Needs from Host: storage, pages, <see cref="RunMode"/>, the setting PublicAddress, and the other modules' answers.</summary>
    public static IServiceCollection AddNotices(this IServiceCollection services)
    {
        services.AddModuleDb<NoticesDb>();
        services.AddSingleton<NoticeHtml>();
        services.AddSingleton<NoticeOffice>();
        services.AddSingleton<INotices>(s => s.GetRequiredService<NoticeOffice>());
        services.AddSingleton<IWorkPlaces, OncePlace>();
        services.AddSingleton<IWorkPlaces, HeldPlace>();
        services.AddSingleton<PetitionDesk>();
        services.AddScoped<IReaction, IssueNoticeWhenCaseMoves>();
        return services;
    }

    public static IEndpointRouteBuilder MapNotices(this IEndpointRouteBuilder routes)
    {
        ShowNotice.Map(routes);
        VerifyNotice.Map(routes);
        TellOnce.Map(routes);
        ShowHeld.Map(routes);
        WritePetition.Map(routes);
        return routes;
    }
}
