using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OneWindow.Catalogue;

public static class CatalogueModule
{
    public static IServiceCollection AddCatalogue(this IServiceCollection services) => services;

    public static IEndpointRouteBuilder MapCatalogue(this IEndpointRouteBuilder routes) => routes;
}
