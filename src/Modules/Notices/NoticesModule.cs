using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OneWindow.Notices;

public static class NoticesModule
{
    public static IServiceCollection AddNotices(this IServiceCollection services) => services;

    public static IEndpointRouteBuilder MapNotices(this IEndpointRouteBuilder routes) => routes;
}
