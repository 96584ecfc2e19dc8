using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OneWindow.Rulebooks;

public static class RulebooksModule
{
    public static IServiceCollection AddRulebooks(this IServiceCollection services) => services;

    public static IEndpointRouteBuilder MapRulebooks(this IEndpointRouteBuilder routes) => routes;
}
