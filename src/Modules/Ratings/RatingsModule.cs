using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Ratings;

public static class RatingsModule
{
    public static IServiceCollection AddRatings(this IServiceCollection services)
    {
        services.AddModuleDb<RatingsDb>();
        services.AddScoped<IReaction, InviteWhenCaseEnds>();
        services.AddSingleton<IWorkPlaces, RatingPlaces>();
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.AddPolicy(GiveRating.GuessLimit, GiveRating.LimitGuesses);
        });
        return services;
    }

    public static IEndpointRouteBuilder MapRatings(this IEndpointRouteBuilder routes)
    {
        GiveRating.Map(routes);
        ListRatings.Map(routes);
        return routes;
    }
}
