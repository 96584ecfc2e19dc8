using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>谁替谁办: what the topic needs, and its addresses.</summary>
internal static class AuthoritySetup
{
    public static void AddAuthorities(this IServiceCollection services)
    {
        services.AddSingleton<Authorities>();
        services.AddSingleton<ICopyReaders, CopyReaders>();
        services.AddSingleton<IPersonalData, AuthoritiesOfPerson>();
        services.AddScoped<AuthorityViews>();
        services.AddScoped<TakingOver>();
        services.AddScoped<IReaction, KeepAuthorityUses>();
        services.AddSingleton<IWorkPlaces, RelativesPlace>();
        services.AddSingleton<EnterpriseStandIn>();
        services.AddSingleton<IEnterpriseRegister>(s => s.GetRequiredService<EnterpriseStandIn>());
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        ListAuthorities.Map(routes);
        GiveAuthority.Map(routes);
        ActForOthers.Map(routes);
        ManageClients.Map(routes);
        EntrustRelatives.Map(routes);
        TakeOver.Map(routes, routes.ServiceProvider.GetRequiredService<RunMode>());
    }
}
