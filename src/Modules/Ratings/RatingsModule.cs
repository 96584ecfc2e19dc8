using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OneWindow.Ratings;

public static class RatingsModule
{
    public static IServiceCollection AddRatings(this IServiceCollection services) => services;

    public static IEndpointRouteBuilder MapRatings(this IEndpointRouteBuilder routes) => routes;
}
