using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OneWindow.Kernel;

namespace OneWindow.Storage;

/// <summary>What a module does when another has spoken. Delivered at least once: the same event may come again and must change nothing then.</summary>
public interface IReaction
{
    /// <summary>Which topics it hears: a whole name ("case.accepted/1") or a beginning that ends in a dot ("case.").</summary>
    string Topic { get; }

    Task React(Message message, CancellationToken cancel);
}

/// <summary>An event as it is delivered. <see cref="Id"/> is the same at every delivery.</summary>
public sealed record Message(long Region, long Id, string Topic, Instant At, string Body)
{
    public T Read<T>() => JsonSerializer.Deserialize<T>(Body, Json.Options) ?? throw new InvalidOperationException($"Empty body on {Topic}.");
}

/// <summary>Rings when something was written to the outbox here; other nodes' writes are found by the poll.</summary>
public sealed class OutboxBell : Bell;

/// <summary>
/// Delivers the outbox: takes the lease, reads what is due, runs each reaction, deletes what was heard. What fails waits longer each time
/// and stays visible with its error; it holds nothing else up.
/// </summary>
public sealed class OutboxPump(
    IServiceScopeFactory scopes, IDbContextFactory<PlatformDb> contexts, Leases leases, OutboxBell bell, TimeProvider clock, ILogger<OutboxPump> log)
    : BackgroundService
{
    private const int Most = 200;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim turn = new(1, 1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await bell.Wait(Poll, stoppingToken);
                if (await leases.Take("outbox", TimeSpan.FromSeconds(30), stoppingToken)) await Drain(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "The outbox could not be delivered; trying again.");
                await Task.Delay(Poll, CancellationToken.None);
            }
        }
    }

    /// <summary>Delivers everything that is due, also what the reactions themselves write. Returns how many were delivered.</summary>
    public async Task<int> Drain(CancellationToken cancel = default)
    {
        await turn.WaitAsync(cancel);
        try
        {
            var delivered = 0;
            while (await Turn(cancel) is var (read, done) && read > 0)
            {
                delivered += done;
                if (read < Most && done == 0) break;
            }

            return delivered;
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<(int Read, int Done)> Turn(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var now = clock.Now();
        var rows = await db.Outbox.AsNoTracking().Where(r => r.NotBefore <= now).OrderBy(r => r.Id).Take(Most).ToListAsync(cancel);
        if (rows.Count == 0) return (0, 0);
        var done = new List<OutboxRow>(rows.Count);
        foreach (var row in rows)
        {
            var error = await Deliver(row, cancel);
            if (error is null) done.Add(row);
            else await Postpone(db, row, error, now, cancel);
        }

        foreach (var region in done.GroupBy(r => r.Region))
        {
            var ids = region.Select(r => r.Id).ToList();
            await db.InTransaction(() => db.Outbox.Where(r => r.Region == region.Key && ids.Contains(r.Id)).ExecuteDeleteAsync(cancel), cancel);
        }

        return (rows.Count, done.Count);
    }

    private async Task<Exception?> Deliver(OutboxRow row, CancellationToken cancel)
    {
        var message = new Message(row.Region, row.Id, row.Topic, row.At, row.Body);
        await using var scope = scopes.CreateAsyncScope();
        foreach (var reaction in scope.ServiceProvider.GetServices<IReaction>())
        {
            if (reaction.Topic != row.Topic && !(reaction.Topic.EndsWith('.') && row.Topic.StartsWith(reaction.Topic, StringComparison.Ordinal))) continue;
            try
            {
                await reaction.React(message, cancel);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancel.IsCancellationRequested)
            {
                log.LogError(e, "{Reaction} failed on {Topic} {Region}/{Id}, attempt {Attempt}.", reaction.GetType().Name, row.Topic, row.Region, row.Id, row.Attempts + 1);
                return e;
            }
        }

        return null;
    }

    private static Task<int> Postpone(PlatformDb db, OutboxRow row, Exception error, Instant now, CancellationToken cancel)
    {
        var wait = TimeSpan.FromSeconds(Math.Min(3600, Math.Pow(2, row.Attempts)));
        return db.InTransaction(() => db.Outbox.Where(r => r.Region == row.Region && r.Id == row.Id).ExecuteUpdateAsync(
            s => s.SetProperty(r => r.Attempts, r => r.Attempts + 1)
                .SetProperty(r => r.NotBefore, now.Plus(wait))
                .SetProperty(r => r.Error, $"{error.GetType().Name}: {error.Message}"),
            cancel), cancel);
    }

    public override void Dispose()
    {
        turn.Dispose();
        base.Dispose();
    }
}
