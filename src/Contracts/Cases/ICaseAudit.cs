namespace OneWindow.Contracts;

/// <summary>One thing that `verify` found wrong. Sequence 0: the case's own row; an empty case: the ledger itself.</summary>
public sealed record Damage(string Case, int Sequence, string What);

public sealed record AuditReport(long Cases, long Events, long Roots, IReadOnlyList<Damage> Damage)
{
    public bool Ok => Damage.Count == 0;

    public AuditReport And(AuditReport other) => new(Cases + other.Cases, Events + other.Events, Roots + other.Roots, [.. Damage, .. other.Damage]);
}

/// <summary>What `verify` asks of each module that keeps something it can prove.</summary>
public interface IAudit
{
    /// <param name="since">Only what began on this day or later; null: all.</param>
    Task<AuditReport> Verify(DateOnly? since, CancellationToken cancel);
}
