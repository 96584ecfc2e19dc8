using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Rulebooks;
using OneWindow.Storage;

namespace OneWindow.Tests.Modules.Rulebooks;

/// <summary>The module on either database, without a web host; can be started again on the same data.</summary>
internal sealed class RulebooksRig : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("onewindow-rulebooks-");
    private readonly string? connection;
    private ServiceProvider services;

    private RulebooksRig(string database)
    {
        connection = database == BothDatabases.Postgres ? TestPostgres.Start().NewDatabase() : null;
        services = Build();
    }

    public LawInForce Law => services.GetRequiredService<LawInForce>();

    public IRulebooks Rulebooks => services.GetRequiredService<IRulebooks>();

    public IServiceProvider Services => services;

    public static async Task<RulebooksRig> Start(string database = BothDatabases.Sqlite)
    {
        var rig = new RulebooksRig(database);
        await using var scope = rig.services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Migrations>().Run(TestContext.Current.CancellationToken);
        return rig;
    }

    public async Task StartAgain()
    {
        await services.DisposeAsync();
        services = Build();
    }

    public RulebooksDb Db() => services.GetRequiredService<IDbContextFactory<RulebooksDb>>().CreateDbContext();

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private ServiceProvider Build()
    {
        var all = new ServiceCollection();
        all.AddLogging();
        all.AddSingleton(TimeProvider.System);
        all.AddStorage(_ => Database.Open(folder.FullName, connection));
        all.AddRulebooks();
        return all.BuildServiceProvider();
    }
}
