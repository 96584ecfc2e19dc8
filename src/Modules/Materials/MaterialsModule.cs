using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OneWindow.Materials;

public static class MaterialsModule
{
    public static IServiceCollection AddMaterials(this IServiceCollection services) => services;

    public static IEndpointRouteBuilder MapMaterials(this IEndpointRouteBuilder routes) => routes;
}
