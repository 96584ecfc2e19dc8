using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>One clock with its proof, day by day.</summary>
public sealed record ClockProof(string Limit, DateOnly Due, bool Provisional, Citation Basis, Explanation Days);

/// <summary>An act with its basis; refused ones with the reason.</summary>
public sealed record ActExplained(string Act, string Words, Citation Basis, string? Code, string? Reason);

/// <summary>Why a case stands as it does: what `explain` prints.</summary>
public sealed record CaseExplained(
    string Case, string State, string StateName, ClockProof? Promised, ClockProof? Statutory, string? NextTimer, Instant? NextTimerAt,
    IReadOnlyList<ActExplained> Allowed, IReadOnlyList<ActExplained> Refused)
{
    /// <summary>Null: handled here.</summary>
    public LineExplained? Line { get; init; }

    /// <summary>Null: received where it is handled.</summary>
    public CrossingExplained? Crossing { get; init; }
}

/// <summary>异地代收, for `explain`: both places and both instants.</summary>
public sealed record CrossingExplained(string ReceivedBy, Instant ReceivedAt, Instant? ReachedAt, string HandledIn, string RulesOf);

/// <summary>The same explanation for page, API and command line.</summary>
public interface IExplainCases
{
    ValueTask<CaseExplained?> Explain(CaseNumber number, CancellationToken cancel = default);
}
