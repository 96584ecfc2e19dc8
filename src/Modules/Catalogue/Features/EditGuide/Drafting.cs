using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>The editor's services and routes.</summary>
internal static class Drafting
{
    public static void Add(IServiceCollection services)
    {
        services.AddScoped<EditDesk>();
        services.AddScoped<DraftRebase>();
        services.AddSingleton<IWorkPlaces, DraftPlaces>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        DraftLists.Map(routes);
        BeginDraft.Map(routes);
        ChangeMany.Map(routes);
        EditGuide.Map(routes);
        GuideWorkbook.Map(routes);
    }
}
