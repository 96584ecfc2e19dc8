using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OneWindow.Kernel;

namespace OneWindow.Storage;

/// <summary>Wakes a loop that waits: rung twice at once, once is enough.</summary>
public abstract class Bell : IDisposable
{
    private readonly SemaphoreSlim bell = new(0, 1);

    public void Ring()
    {
        try
        {
            if (bell.CurrentCount == 0) bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else rang between the look and the pull.
        }
    }

    internal Task<bool> Wait(TimeSpan longest, CancellationToken cancel) => bell.WaitAsync(longest, cancel);

    public void Dispose()
    {
        bell.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>
/// The background loop of due work: does what is due, then waits to be woken or for the pause to end. What it stumbles over is logged and tried again;
/// it ends with the process alone.
/// </summary>
/// <param name="pause">How long it waits at the most: other nodes' work is found by the look after it.</param>
public abstract class DueLoop(TimeSpan pause, ILogger log) : BackgroundService, IDueWork
{
    private readonly Own bell = new();
    private readonly SemaphoreSlim turn = new(1, 1);

    protected ILogger Log => log;

    /// <summary>What it does, for who runs the house.</summary>
    public abstract string Title { get; }

    /// <summary>How its last round on this node ended; null: it has made none.</summary>
    public LoopRound? LastRound { get; private set; }

    /// <summary>Why something in its queue does not get on, without personal data; null: nothing is stuck, or it has no queue.</summary>
    public virtual ValueTask<string?> Stuck(CancellationToken cancel) => ValueTask.FromResult<string?>(null);

    /// <summary>Something was put in the queue here.</summary>
    public void Wake() => bell.Ring();

    public abstract Task<int> RunDue(CancellationToken cancel);

    /// <summary>For work that must not run beside itself in one process: who asks while it is being done waits for it.</summary>
    protected async Task<int> InTurn(Func<Task<int>> work, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(work);
        await turn.WaitAsync(cancel);
        try
        {
            return await work();
        }
        finally
        {
            turn.Release();
        }
    }

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunDue(stoppingToken);
                LastRound = new LoopRound(TimeProvider.System.Now(), null);
                await bell.Wait(pause, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "{Work} stumbled; trying again.", GetType().Name);
                LastRound = new LoopRound(TimeProvider.System.Now(), e.GetType().Name);
                await Task.Delay(pause, stoppingToken);
            }
        }
    }

    public override void Dispose()
    {
        bell.Dispose();
        turn.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    private sealed class Own : Bell;
}

/// <summary>A round of a background loop.</summary>
/// <param name="At">When it ended, by the real clock.</param>
/// <param name="Fault">The kind of the exception it stumbled over; null: none.</param>
public sealed record LoopRound(Instant At, string? Fault);
