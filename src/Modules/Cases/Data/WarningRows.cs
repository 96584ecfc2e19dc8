using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>One row a case: when its next rung is due, and which were sent. The sweep reads by the index of what is due.</summary>
internal sealed class WatchRow
{
    public long Region { get; init; }

    public long CaseId { get; init; }

    /// <summary>Null: nothing is set (the clock stands still, or all was sent).</summary>
    public Instant? NextAt { get; set; }

    /// <summary>Keys of the rungs sent, with "|".</summary>
    public required string Sent { get; set; }
}

/// <summary>站内提醒: a rung that reached its owner. Its key lets none be sent twice; it is never deleted.</summary>
internal sealed class WarningRow
{
    public long Region { get; init; }

    public long CaseId { get; init; }

    public required string Rung { get; init; }

    public RungOwner Owner { get; init; }

    /// <summary>The account that holds the case; null: whoever has the post.</summary>
    public string? Account { get; init; }

    public required string Organisation { get; init; }

    /// <summary>The handling region's number.</summary>
    public long Place { get; init; }

    public required string Item { get; init; }

    public DateOnly Due { get; init; }

    public Instant SentAt { get; init; }

    public Instant? ReadAt { get; set; }
}
