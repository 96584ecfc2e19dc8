using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Identity;
using OneWindow.Rulebooks;
using OneWindow.Storage;

namespace OneWindow.Tests.Modules.Identity;

/// <summary>The module on a fresh SQLite file, without a web host: for its rules and tables.</summary>
internal sealed class IdentityRig : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("onewindow-identity-");
    private readonly ServiceProvider services;

    private IdentityRig(bool demonstration, string? connection)
    {
        var all = new ServiceCollection();
        all.AddLogging();
        all.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        all.AddSingleton(new RunMode(demonstration));
        all.AddSingleton(Secret());
        all.AddSingleton(TimeProvider.System);
        all.AddStorage(_ => Database.Open(folder.FullName, connection));
        all.AddRulebooks();
        all.AddIdentity();
        services = all.BuildServiceProvider();
    }

    public IServiceProvider Services => services;

    public static async Task<IdentityRig> Start(bool demonstration = true, string? connection = null)
    {
        var rig = new IdentityRig(demonstration, connection);
        await using var scope = rig.services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Migrations>().Run(TestContext.Current.CancellationToken);
        return rig;
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public IdentityDb Db() => Get<IDbContextFactory<IdentityDb>>().CreateDbContext();

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        folder.Delete(true);
    }

    public static InstallationSecret Secret() => InstallationSecret.From("only-for-tests-0123456789-abcdefghij").Try(out var secret, out var why)
        ? secret
        : throw new InvalidOperationException(why.Message);
}
