using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OneWindow.Storage;

namespace OneWindow.Materials;

/// <summary>
/// 补加密: files that an earlier version kept in the clear are sealed after the start, one after the other, on one node. Killed in between it
/// goes on at the next start. On the disk the plain bytes are unlinked, not overwritten: what a disk remembers beyond that is its own matter.
/// </summary>
internal sealed class SealOldFiles(IDbContextFactory<MaterialsDb> contexts, FileStore store, ContentKeys keys, Leases leases, ILogger<SealOldFiles> log)
    : BackgroundService
{
    private const int Chunk = 100;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(20), TimeProvider.System, stoppingToken);
            while (true)
            {
                try
                {
                    if (await leases.Take("materials-seal", Lease, stoppingToken)) await Run(stoppingToken);
                }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    log.LogError(e, "Files of an earlier version could not be sealed; trying again in half an hour.");
                }

                await Task.Delay(Pause, TimeProvider.System, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    /// <returns>How many were sealed.</returns>
    public async Task<int> Run(CancellationToken cancel = default)
    {
        var (count, after) = (0, "");
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var ids = await db.Files.Where(f => f.Content == null && string.Compare(f.Id, after) > 0).OrderBy(f => f.Id).Select(f => f.Id).Take(Chunk).ToListAsync(cancel);
            if (ids.Count == 0) return count;
            after = ids[^1];
            foreach (var id in ids)
            {
                try
                {
                    if (await Seal(id, cancel)) count++;
                }
                catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
                {
                    log.LogWarning("The content of file {File} is not on the disk and could not be sealed.", id);
                }
            }
        }
    }

    /// <summary>Seals one file if it lies in the clear. Of two who do it at once, one is first and the other's copy is swept away.</summary>
    public async Task<bool> Seal(string id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var file = await db.Files.AsNoTracking().Where(f => f.Id == id && f.Content == null)
            .Join(db.Baskets, f => f.Basket, b => b.Id, (f, b) => new { f.Hash, f.Size, b.Subject }).SingleOrDefaultAsync(cancel);
        if (file is null) return false;
        var (content, wrapped) = (Baskets.NewId(), Array.Empty<byte>());
        // Of somebody who was erased meanwhile nothing is kept: the row stays, without a key.
        if (await keys.Knows(file.Subject, cancel))
        {
            var key = ContentKeys.New();
            wrapped = await keys.Wrap(file.Subject, content, key, file.Size, cancel);
            store.Expect(content);
            await using (var arriving = store.OpenIncoming(content, key))
            await using (var plain = store.OpenRead(file.Hash))
            {
                await arriving.Append(plain, file.Size, cancel);
            }

            store.Keep(content);
        }

        var done = await db.InTransaction(() => db.Files.Where(f => f.Id == id && f.Content == null)
            .ExecuteUpdateAsync(s => s.SetProperty(f => f.Content, content).SetProperty(f => f.Wrapped, wrapped), cancel), cancel);
        if (!await db.Files.AnyAsync(f => f.Hash == file.Hash && f.Content == null, cancel)) store.Remove(file.Hash);
        return done == 1;
    }
}
