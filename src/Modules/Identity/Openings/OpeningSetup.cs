using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>Personal data: the register of openings, what the person reads of it, and what he may ask for.</summary>
internal static class OpeningSetup
{
    public static IServiceCollection AddOpenings(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<OpeningWatch>();
        services.AddSingleton<OpeningRegister>();
        services.AddSingleton<IOpenings>(s => s.GetRequiredService<OpeningRegister>());
        services.AddSingleton<OpeningViews>();
        services.AddSingleton<IPersonalData, OwnRecord>();
        services.AddSingleton<PersonalDataDesk>();
        services.AddSingleton<IRewrapped, RewrapSubjectKeys>();
        services.AddSingleton<IWorkPlaces, CluePlaces>();
        return services;
    }

    public static IEndpointRouteBuilder MapOpenings(this IEndpointRouteBuilder routes)
    {
        ShowOpenings.Map(routes);
        AnswerClues.Map(routes);
        KeepSecrecy.Map(routes);
        ReadOpenings.Map(routes);
        AskForData.Map(routes);
        AnswerDataRequests.Map(routes);
        return routes;
    }

    /// <summary>
    /// After authentication and permissions. Nothing goes out to a member of staff before the register has it: a failure to write is a failure of the
    /// whole answer. What shows nothing (a way onward, a refusal) is no opening.
    /// </summary>
    public static IApplicationBuilder Watch(IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint() is not RouteEndpoint || context.Actor() is not { IsStaff: true } actor)
        {
            await next(context);
            return;
        }

        var glance = new Glance();
        context.Items[OpeningWatch.Key] = glance;
        var register = context.RequestServices.GetRequiredService<OpeningRegister>();
        // Whoever breaks off has perhaps seen it all the same.
        context.Response.OnStarting(() => Shows(context.Response.StatusCode) ? register.Record(context, actor, glance, CancellationToken.None) : Task.CompletedTask);
        await next(context);
        // What was taken out while the answer was already on its way.
        if (context.Response.HasStarted && Shows(context.Response.StatusCode)) await register.Record(context, actor, glance, CancellationToken.None);
    });

    private static bool Shows(int status) => status is not ((>= 300 and < 400) or 401 or 403 or 404);
}
