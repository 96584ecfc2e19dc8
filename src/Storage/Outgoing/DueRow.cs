using System.ComponentModel.DataAnnotations;
using OneWindow.Kernel;

namespace OneWindow.Storage;

/// <summary>
/// A row that waits for somebody outside the house: the thing itself, its place in the queue and what went wrong so far. A module's row derives from
/// it and a <see cref="DueWorker{TDb, TRow}"/> works it off.
/// </summary>
public abstract class DueRow
{
    /// <summary>Ours; where it goes outside as a key it is the same at every try, so that a repetition is none.</summary>
    public required string Id { get; init; }

    /// <summary>When something is to be done next; null: nothing.</summary>
    public Instant? DueAt { get; set; }

    /// <summary>Until when one worker has it, by the real clock.</summary>
    public Instant LeasedUntil { get; set; }

    [ConcurrencyCheck]
    public int Version { get; set; }

    /// <summary>In a row, since the last success.</summary>
    public int Failures { get; set; }

    /// <summary>On the list of what failed.</summary>
    public bool Trouble { get; set; }

    /// <summary>Why, in words without personal data.</summary>
    public string? Reason { get; set; }

    /// <summary>It went well: what had failed before is forgotten.</summary>
    /// <param name="next">When to look again; null: never.</param>
    public void Went(Instant? next) => (DueAt, Failures, Trouble, Reason) = (next, 0, false, null);

    /// <summary>
    /// It did not, and another try may help. After <see cref="Pauses.Several"/> failures it stands on the list of what failed, and is tried all the same:
    /// what somebody is owed is not given up by a machine.
    /// </summary>
    public void Postpone(string reason, Instant now)
    {
        Failures++;
        (Reason, Trouble, DueAt) = (reason, Trouble || Failures >= Pauses.Several, now.Plus(Pauses.After(Failures)));
    }

    /// <summary>No further try helps: a person must look.</summary>
    public void Fail(string reason) => (Reason, Trouble, DueAt) = (reason, true, null);

    /// <summary>Somebody asks for another try now.</summary>
    public void TryNow(Instant now) => (DueAt, LeasedUntil, Failures) = (now, new Instant(0), 0);
}

/// <summary>重试: growing pauses, up to a few hours.</summary>
public static class Pauses
{
    /// <summary>From how many failures in a row staff see it.</summary>
    public const int Several = 3;

    private static readonly TimeSpan[] Growing =
        [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6)];

    public static TimeSpan After(int failures) => Growing[Math.Clamp(failures, 1, Growing.Length) - 1];
}
