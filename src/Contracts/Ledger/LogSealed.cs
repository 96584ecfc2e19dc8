using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>
/// 日志封存 (`log.sealed/1`): how far a chained log outside the cases has come, for a leaf in the ledger. Cutting the log's end off afterwards contradicts the
/// ledger, whose roots are signed and published.
/// </summary>
/// <param name="Log">"security-log": never the form of a case number.</param>
/// <param name="Hash">The chain's hash up to this line, hex.</param>
public sealed record LogSealed(string Log, int Number, string Hash, Instant At);
