using OneWindow.Cases;
using OneWindow.Catalogue;
using OneWindow.Couriers;
using OneWindow.Fees;
using OneWindow.Identity;
using OneWindow.Ledger;
using OneWindow.Materials;
using OneWindow.Messages;
using OneWindow.Notices;
using OneWindow.Ratings;
using OneWindow.Rulebooks;
using OneWindow.Security;
using OneWindow.Supervision;

namespace OneWindow.Host;

/// <summary>The modules of this house.</summary>
internal static class Modules
{
    public static IServiceCollection AddModules(this IServiceCollection services) => services
        .AddRulebooks()
        .AddIdentity()
        .AddCatalogue()
        .AddCases()
        .AddMaterials()
        .AddNotices()
        .AddLedger()
        .AddMessages()
        .AddRatings()
        .AddFees()
        .AddCouriers()
        .AddSupervision()
        .AddSecurity();

    public static IEndpointRouteBuilder MapModules(this IEndpointRouteBuilder routes) => routes
        .MapRulebooks()
        .MapIdentity()
        .MapCatalogue()
        .MapCases()
        .MapMaterials()
        .MapNotices()
        .MapLedger()
        .MapMessages()
        .MapRatings()
        .MapFees()
        .MapCouriers()
        .MapSupervision()
        .MapSecurity();
}
