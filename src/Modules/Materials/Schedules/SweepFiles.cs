using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Materials;

/// <summary>
/// 清理: forgets uploads that expired, hourly, and contents that no file refers to (removed by their owner, or left by a killed server),
/// daily. One node at a time. What lies on the disk is judged by the disk's own clock, never by the demonstration's movable one.
/// </summary>
internal sealed class SweepFiles(
    IDbContextFactory<MaterialsDb> contexts, FileStore store, Leases leases, TimeProvider clock, ILogger<SweepFiles> log)
    : BackgroundService, IDueWork
{
    private const int Chunk = 500;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            for (var hours = 0; ; hours++)
            {
                await Task.Delay(Hour, TimeProvider.System, stoppingToken);
                if (!await leases.Take("materials-sweep", Hour, stoppingToken)) continue;
                try
                {
                    await ForgetExpiredUploads(stoppingToken);
                    if (hours % 24 == 0) await ForgetUnreferred(TimeProvider.System.GetUtcNow() - Hour, stoppingToken);
                }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    log.LogError(e, "Files could not be swept; trying again in an hour.");
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    /// <summary>When the demonstration's clock is moved.</summary>
    public Task<int> RunDue(CancellationToken cancel) => ForgetExpiredUploads(cancel);

    public async Task<int> ForgetExpiredUploads(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var now = clock.Now();
        var expired = await db.Uploads.Where(u => u.ExpiresAt < now).Select(u => u.Id).ToListAsync(cancel);
        if (expired.Count == 0) return 0;
        foreach (var id in expired) store.Drop(id);
        return await db.InTransaction(() => db.Uploads.Where(u => expired.Contains(u.Id)).ExecuteDeleteAsync(cancel), cancel);
    }

    /// <param name="then">Contents younger than this are left alone: their row may be about to be written.</param>
    public async Task ForgetUnreferred(DateTimeOffset then, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        foreach (var id in store.IncomingBefore(then - Day).ToList())
        {
            if (!await db.Uploads.AnyAsync(u => u.Id == id, cancel)) store.Drop(id);
        }

        await store.Forget(store.SetAside(), then, IsReferred);
        foreach (var names in store.KeptBefore(then).Chunk(Chunk))
        {
            var referred = await db.Files.Where(f => names.Contains(f.Content) || (f.Content == null && names.Contains(f.Hash)))
                .Select(f => f.Content ?? f.Hash).Distinct().ToListAsync(cancel);
            await store.Forget([.. names.Except(referred)], then, IsReferred);
        }

        async Task<bool> IsReferred(string name) =>
            await db.Files.AnyAsync(f => f.Content == name || (f.Content == null && f.Hash == name), cancel)
            || await db.Uploads.AnyAsync(u => u.Id == name && u.File == null, cancel);
    }
}
