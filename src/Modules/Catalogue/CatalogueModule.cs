using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Kernel;
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
        services.AddFinding();
        services.AddSingleton<IItemFinder, ItemFinder>();
        services.AddSingleton<ServedPlaces>();
        services.AddSingleton<GuideBytes>();
        services.AddSingleton<IWorkPlaces, ItemPlaces>();
        services.AddSingleton<IWorkPlaces, CombinationPlaces>();
        services.AddScoped<Combinations>();
        services.AddScoped<ComposeDesk>();
        services.AddScoped<LeadDesk>();
        services.AddLibrary();
        AddRequests(services);
        services.AddLint();
        Drafting.Add(services);
        services.AddPublicFeatures();
        services.AddExchange();
        return services;
    }

    public static IEndpointRouteBuilder MapCatalogue(this IEndpointRouteBuilder routes)
    {
        routes.MapPublicFeatures();
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
        routes.MapFinding();
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
        ListRequests.Map(routes);
        FileRequest.Map(routes);
        ReviewRequest.Map(routes);
        PublishRequest.Map(routes);
        ClaimEntries.Map(routes);
        SettleUpperChanges.Map(routes);
        ListUpdates.Map(routes);
        ServeFormSchema.Map(routes);
        routes.MapLint();
        Drafting.Map(routes);
        DesignForm.Map(routes);
        ImportPages.Map(routes);
        ExportItems.Map(routes);
        return routes;
    }

    /// <summary>变更申请: how items and guides change.</summary>
    private static void AddRequests(IServiceCollection services)
    {
        services.AddSingleton<IWorkPlaces, RequestPlaces>();
        services.AddSingleton<IMaterialNames, MaterialNames>();
        services.AddScoped<GuideDrafts>();
        services.AddScoped<ChangeRequests>();
        services.AddScoped<RequestRelease>();
        services.AddScoped<Rehearsal>();
        services.AddScoped<RequestDesk>();
        services.AddScoped<UpdateTasks>();
        services.AddScoped<BasicLists>();
        services.AddSingleton<IWorkPlaces, BasicListPlaces>();
        services.AddSingleton<SwitchGuides>();
        services.AddSingleton<IDueWork>(s => s.GetRequiredService<SwitchGuides>());
        services.AddHostedService(s => s.GetRequiredService<SwitchGuides>());
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

    /// <summary>The command `lint FILE`: answers as interfaces.md says, or why the file cannot be read.</summary>
    public static async Task<(string Json, Refusal? Why)> Lint(IServiceProvider services, string file, RegionCode place, CancellationToken cancel = default)
    {
        await using var scope = services.CreateAsyncScope();
        var (report, why) = await LintFile.Run(scope.ServiceProvider, file, place, cancel);
        return (report.ToJson(), why);
    }
    /// <summary>The command `export FILE`: all guides of a place by the file's ending, or with <paramref name="exchange"/> what is to be synchronised.</summary>
    public static Task<Outcome<string>> Export(
        IServiceProvider services, string file, RegionCode place, string? exchange, long? since, CancellationToken cancel = default) =>
        ExportItems.Run(services, file, place, exchange, since, cancel);
}
