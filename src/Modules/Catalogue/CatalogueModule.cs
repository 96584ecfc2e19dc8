using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>事项: the basic catalogue, the implementation list, the guides, and the public pages that show them.</summary>
public static class CatalogueModule
{
    public static IServiceCollection AddCatalogue(this IServiceCollection services)
    {
        services.AddModuleDb<CatalogueDb>();
        services.AddSingleton<PublishedGuides>();
        services.AddSingleton<ICatalogue>(s => s.GetRequiredService<PublishedGuides>());
        services.AddSingleton<ItemSearch>();
        services.AddSingleton<IItemFinder, ItemFinder>();
        services.AddSingleton<ServedPlaces>();
        services.AddSingleton<GuideBytes>();
        services.AddSingleton<IWorkPlaces, ItemPlaces>();
        services.AddSingleton<IWorkPlaces, CombinationPlaces>();
        services.AddScoped<Combinations>();
        services.AddScoped<ComposeDesk>();
        services.AddScoped<LeadDesk>();
        services.AddLibrary();
        return services;
    }

    public static IEndpointRouteBuilder MapCatalogue(this IEndpointRouteBuilder routes)
    {
        ShowHome.Map(routes);
        ChoosePlace.Map(routes);
        ShowAudience.Map(routes);
        ListBundles.Map(routes);
        ListHalls.Map(routes);
        ListItems.Map(routes);
        ListToleratedItems.Map(routes);
        ListCommitments.Map(routes);
        ListFees.Map(routes);
        SearchItems.Map(routes);
        ShowGuide.Map(routes);
        ShowMaterialText.Map(routes);
        ServeItems.Map(routes);
        ChangeItemStatus.Map(routes);
        ListCombinations.Map(routes);
        BeginCombination.Map(routes);
        ComposeCombination.Map(routes);
        ChangePart.Map(routes);
        SettleLead.Map(routes);
        routes.MapLibrary();
        return routes;
    }

    /// <summary>
    /// Publishes the items of the demonstration city. Idempotent, and almost free when nothing changed. The organisations must be
    /// in the directory already.
    /// </summary>
    public static Task SeedDemonstration(IServiceProvider services, CancellationToken cancel = default) =>
        SeedDemonstrationItems.Run(services, Path.Combine(AppContext.BaseDirectory, "seed", "items"), cancel);

    /// <summary>The command `import FILE`: answers as interfaces.md says, and whether anything was refused.</summary>
    /// <param name="place">Where records belong that name no place; null: the demonstration district.</param>
    public static async Task<(string Json, bool AnyRefused)> Import(
        IServiceProvider services, string file, string? place = null, IProgress<(int Done, int Total)>? progress = null, CancellationToken cancel = default)
    {
        var report = await ImportFile.Run(services, file, place, progress, cancel);
        return (report.ToJson(), report.AnyRefused);
    }
}
