using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>Asks every few seconds whether another node changed the reference data or the brand.</summary>
internal sealed class DirectoryWatch(
    InMemoryDirectory directory, BrandBook brand, IDbContextFactory<IdentityDb> contexts, Database database, ILogger<DirectoryWatch> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // On SQLite this process is the only writer.
        if (database.Kind == DatabaseKind.Sqlite) return;
        using var timer = new PeriodicTimer(Pause);
        while (await Next(timer, stoppingToken))
        {
            try
            {
                await using var db = await contexts.CreateDbContextAsync(stoppingToken);
                var version = await db.Versions.Where(v => v.Name == VersionRow.Directory).Select(v => v.Number).FirstOrDefaultAsync(stoppingToken);
                if (version != directory.Now.Version) directory.Refresh();
                if (await brand.StoredVersion(stoppingToken) != brand.Now.Version) brand.Refresh();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogWarning(e, "The directory could not be compared with the database; trying again.");
            }
        }
    }

    private static async Task<bool> Next(PeriodicTimer timer, CancellationToken cancel)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
