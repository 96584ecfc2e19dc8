namespace OneWindow.Contracts;

/// <summary>One thing found wrong. <see cref="Case"/> is a case number, or "ledger" where no case is meant (then the sequence is a leaf or a size).</summary>
public sealed record LedgerDamage(string Case, int Sequence, string What);

/// <summary>What the audit of the ledger found.</summary>
public sealed record LedgerReport(long Leaves, long Roots, IReadOnlyList<LedgerDamage> Damage);

/// <summary>
/// Re-checks the ledger from its first leaf: leaves, inner nodes, roots, signatures, days, promises and receipts; and each leaf against
/// the cases' logs, where a log whose tail was cut off shows as a leaf whose event is gone.
/// </summary>
public interface ILedgerAudit
{
    /// <param name="since">Only cases filed on this day or later are compared with their logs; the tree is always checked whole.</param>
    Task<LedgerReport> Run(DateOnly? since, CancellationToken cancel = default);
}
