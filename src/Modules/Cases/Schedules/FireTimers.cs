using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>
/// Time works by itself: selects the cases whose timer is due by its index and submits the act like anybody else. Two sweepers are
/// harmless, the version decides; the act's id is the case's version, so a repeated sweep is the same act.
/// </summary>
internal sealed class FireTimers(IDbContextFactory<CasesDb> contexts, IServiceScopeFactory scopes, TellChangedItems changes, TimeProvider clock, ILogger<FireTimers> log)
    : BackgroundService, IDueWork
{
    private const int Most = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunDue(stoppingToken);
                await Task.Delay(Pause, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "The timer sweep failed; trying again.");
                await Task.Delay(Pause, CancellationToken.None);
            }
        }
    }

    /// <summary>Fires every due timer; returns how many cases moved.</summary>
    public async Task<int> RunDue(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<CaseDesk>();
        var fired = await changes.Tell(cancel);
        var failed = new HashSet<CaseKey>();
        while (true)
        {
            var now = clock.Now();
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var due = await db.Cases.AsNoTracking().Where(c => c.NextTimer <= now).OrderBy(c => c.NextTimer)
                .Select(c => new CaseKey(c.Region, c.Id)).Take(Most + failed.Count).ToListAsync(cancel);
            due.RemoveAll(failed.Contains);
            if (due.Count == 0) return fired;
            foreach (var key in due)
            {
                if (await Fire(desk, key, cancel)) fired++;
                else failed.Add(key);
            }
        }
    }

    private async Task<bool> Fire(CaseDesk desk, CaseKey key, CancellationToken cancel)
    {
        try
        {
            if (await desk.Open(CaseNumber.From(key.Region, key.Id), cancel) is not { } open) return false;
            var outcome = await desk.Do(open, Actor.Clockwork, new LetTimePass(), $"time-{open.State.Version}", open.State.Version);
            if (outcome.Try(out _, out var refusal)) return true;
            log.LogWarning("The timer of {Case} was refused: {Code}.", open.Number, refusal.Code);
        }
        catch (InvalidOperationException e)
        {
            // One broken case must not stop the others' time.
            log.LogError(e, "The timer of {Region}/{Id} failed.", key.Region, key.Id);
        }

        return false;
    }
}
