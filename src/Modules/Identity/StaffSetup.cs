using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>工作人员: what staff and their offices have beside their accounts, put together.</summary>
internal static class StaffSetup
{
    public static void AddStaff(this IServiceCollection services)
    {
        services.AddSingleton<IWorkPlaces, DutyPlace>();
    }

    public static void MapStaff(this IEndpointRouteBuilder routes)
    {
        KeepDutyRoster.Map(routes);
        CountVenues.Map(routes);
    }
}
