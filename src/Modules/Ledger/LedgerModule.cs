using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OneWindow.Ledger;

public static class LedgerModule
{
    public static IServiceCollection AddLedger(this IServiceCollection services) => services;

    public static IEndpointRouteBuilder MapLedger(this IEndpointRouteBuilder routes) => routes;
}
