using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Rulebooks;
using OneWindow.Storage;

namespace OneWindow.Tests.Modules.Catalogue;

/// <summary>The module on an empty database, with the shipped law and a directory that knows every organisation.</summary>
internal sealed class CatalogueRig : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private CatalogueRig(string folder, string? connection)
    {
        Folder = folder;
        var all = new ServiceCollection();
        all.AddLogging();
        all.AddSingleton(TimeProvider.System);
        all.AddSingleton<IDirectory>(new AnyDirectory());
        all.AddStorage(_ => Database.Open(folder, connection));
        all.AddRulebooks();
        all.AddCatalogue();
        services = all.BuildServiceProvider();
    }

    public string Folder { get; }

    public IServiceProvider Services => services;

    public ICatalogue Catalogue => services.GetRequiredService<ICatalogue>();

    public static async Task<CatalogueRig> Start(BothDatabases databases, string database)
    {
        var rig = new CatalogueRig(databases.NewFolder(), databases.NewConnection(database));
        await using var scope = rig.services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Migrations>().Run(TestContext.Current.CancellationToken);
        return rig;
    }

    public CatalogueDb Db() => services.GetRequiredService<IDbContextFactory<CatalogueDb>>().CreateDbContext();

    public Task Seed() => SeedDemonstrationItems.Run(services, SeedItemsTests.Folder, TestContext.Current.CancellationToken);

    /// <summary>Imports a text as a file of that name.</summary>
    public async Task<ImportReport> Import(string name, string text, string? place = null)
    {
        var path = Path.Combine(Folder, name);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return await ImportFile.Run(services, path, place, null, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync() => await services.DisposeAsync();

    private sealed class AnyDirectory : IDirectory
    {
        public Organisation? Organisation(string id) => SeedItemsTests.Somebody(id);

        public IReadOnlyList<Organisation> OrganisationsUnder(RegionCode place) => [];

        public Region? Region(RegionCode code) => new(code, "某地", "某省某地");

        public IReadOnlyList<Region> RegionsBelow(RegionCode code) => [];

        public string PlaceName(RegionCode code) => "某地";
    }
}
