namespace OneWindow.Contracts;

/// <summary>An event as the ledger knows it.</summary>
/// <param name="Hash">Hex.</param>
public sealed record LoggedEvent(string Number, int Sequence, string Hash);

/// <summary>办件日志, for the audit of the ledger: every event's place in its chain, without its contents.</summary>
public interface ICaseLog
{
    /// <summary>All events by case number, then by sequence, as a stream: the tables hold millions.</summary>
    /// <param name="since">Only cases filed on this day or later; null: all.</param>
    IAsyncEnumerable<LoggedEvent> Events(DateOnly? since, CancellationToken cancel = default);
}
