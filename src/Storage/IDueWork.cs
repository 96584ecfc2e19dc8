namespace OneWindow.Storage;

/// <summary>
/// What a module does when time has passed: its background loop runs it, and so do `sweep` and the demonstration's clock, which let
/// everything that is due happen before they answer.
/// </summary>
public interface IDueWork
{
    /// <summary>Does all that is due now; returns how much there was.</summary>
    Task<int> RunDue(CancellationToken cancel);
}

/// <summary>Lets time and news settle: due work and deliveries in turn until neither has anything left.</summary>
public sealed class Settling(IEnumerable<IDueWork> due, OutboxPump outbox)
{
    private const int MostRounds = 20;

    /// <summary>How many timers and other due things fired.</summary>
    /// <remarks>Settled is what twice in a row had nothing left: the first time the pump in the background may just have brought new work.</remarks>
    public async Task<int> Settle(CancellationToken cancel = default)
    {
        var (fired, still) = (0, 0);
        for (var round = 0; round < MostRounds; round++)
        {
            var now = 0;
            foreach (var work in due) now += await work.RunDue(cancel);
            fired += now;
            still = now + await outbox.Drain(cancel) == 0 ? still + 1 : 0;
            if (still == 2) break;
        }

        return fired;
    }
}
