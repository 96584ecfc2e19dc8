using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>工作人员: what staff and their offices have beside their accounts, put together.</summary>
internal static class StaffSetup
{
    public static void AddStaff(this IServiceCollection services)
    {
        services.AddSingleton<IWorkPlaces, DutyPlace>();
        services.AddSingleton<Presence>();
        services.AddSingleton<IPresence>(s => s.GetRequiredService<Presence>());
    }

    public static void MapStaff(this IEndpointRouteBuilder routes)
    {
        KeepDutyRoster.Map(routes);
        CountVenues.Map(routes);
        TakeLeave.Map(routes);
    }
}
