using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OneWindow.Identity;

/// <summary>How applicants get in, put together: other houses' services, one-time codes, and what departments' systems ask of us.</summary>
internal static class Doors
{
    public static void AddDoors(this IServiceCollection services)
    {
        services.AddSingleton<IdentityServices>();
        services.AddSingleton<DoorTickets>();
        services.AddScoped<Arrivals>();
    }

    public static void MapDoors(this IEndpointRouteBuilder routes) => SignInWithService.Map(routes);

    /// <summary>What the sign-in page offers applicants.</summary>
    public static IEnumerable<WayInModel> Ways(IServiceProvider services, string back)
    {
        var suffix = back == "/" ? "" : $"?return={Uri.EscapeDataString(back)}";
        foreach (var service in services.GetRequiredService<IdentityServices>().All)
        {
            yield return new WayInModel($"{SignInWithService.Path}/{service.Name}{suffix}", $"用{service.Options.Title}登录", "会转到那里核对身份，办完回到这里。");
        }
    }
}
