using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>One line of the security log as other modules read it: no names, accounts by their meaningless identifiers.</summary>
/// <param name="Kind">What happened, as code writes it: "Locked".</param>
/// <param name="Words">The same in words for the screen.</param>
/// <param name="Account">Whose account it is about; null: nobody's.</param>
/// <param name="By">Who did it; null: the platform.</param>
/// <param name="Alarm">Somebody must look at it.</param>
/// <param name="Hash">The chain's hash up to this line, hex.</param>
public sealed record SecurityLine(long Number, Instant At, string Kind, string Words, string? Account, string? By, bool Alarm, string Hash);

/// <summary>安全日志, asked by other modules. Nobody writes through here, and nothing here changes a line.</summary>
public interface ISecurityLog
{
    /// <summary>The lines after this number, oldest first.</summary>
    ValueTask<IReadOnlyList<SecurityLine>> After(long number, int most, CancellationToken cancel = default);

    /// <summary>The lines that somebody must look at, before this number, newest first.</summary>
    ValueTask<IReadOnlyList<SecurityLine>> Alarms(long before, int most, CancellationToken cancel = default);

    /// <summary>Null: there is no such line.</summary>
    ValueTask<SecurityLine?> Find(long number, CancellationToken cancel = default);

    /// <summary>The newest line; null: the log is empty.</summary>
    ValueTask<SecurityLine?> Last(CancellationToken cancel = default);

    /// <summary>How people of the staff are called, also of those who have left. For the screen only; applicants are absent.</summary>
    ValueTask<IReadOnlyDictionary<string, string>> Names(IReadOnlyCollection<string> accounts, CancellationToken cancel = default);
}
