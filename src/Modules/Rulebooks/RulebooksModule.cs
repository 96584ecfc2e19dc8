using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Storage;

namespace OneWindow.Rulebooks;

/// <summary>依据: regulations as data, and which of them binds whom.</summary>
public static class RulebooksModule
{
    /// <summary>Reads the folder rulebooks/ beside the program. A rulebook that is not right stops the start, with every error's file and line.</summary>
    public static IServiceCollection AddRulebooks(this IServiceCollection services)
    {
        services.AddModuleDb<RulebooksDb>();
        services.AddSingleton(s =>
        {
            var (rulebooks, calendar, errors) = RulebookFolder.Read(RulebookFolder.Default);
            return errors.Count == 0
                ? new LawInForce(rulebooks, calendar, s.GetRequiredService<IDbContextFactory<RulebooksDb>>())
                : throw new InvalidOperationException($"法规数据有 {errors.Count} 处错误：\n{string.Join('\n', errors)}");
        });
        services.AddSingleton<IRulebooks>(s => s.GetRequiredService<LawInForce>());
        services.AddHostedService<ReadChangedSettings>();
        return services;
    }

    public static IEndpointRouteBuilder MapRulebooks(this IEndpointRouteBuilder routes) => routes;
}
