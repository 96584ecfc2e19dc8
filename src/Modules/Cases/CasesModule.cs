using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OneWindow.Cases;

public static class CasesModule
{
    public static IServiceCollection AddCases(this IServiceCollection services) => services;

    public static IEndpointRouteBuilder MapCases(this IEndpointRouteBuilder routes) => routes;
}
