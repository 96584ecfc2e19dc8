using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OneWindow.Identity;

public static class IdentityModule
{
    public static IServiceCollection AddIdentity(this IServiceCollection services) => services;

    public static IEndpointRouteBuilder MapIdentity(this IEndpointRouteBuilder routes) => routes;
}
