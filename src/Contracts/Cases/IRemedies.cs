using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>What somebody may go against.</summary>
public enum Contested
{
    /// <summary>不予受理.</summary>
    NotAccepted,

    /// <summary>不予批准.</summary>
    Refused,

    /// <summary>撤销或者撤回办理结果.</summary>
    Revoked,

    /// <summary>不作为: the limit of the law has passed without a decision.</summary>
    Silence,
}

/// <summary>救济: against what, from which day the limits count, and the last days with their proof.</summary>
/// <param name="Sequence">The event; of silence: the one that noted the lapse.</param>
/// <param name="Since">The day of knowing: of the delivery that is proved, else of the document; of silence: the last day of the limit.</param>
/// <param name="Proven">False: nothing proves that it was known on that day, so the last days are the earliest possible.</param>
public sealed record Remedy(Contested Against, int Sequence, DateOnly Since, bool Proven, LastDay Reconsideration, LastDay Litigation);

public sealed record LastDay(TimeLimit Limit, Deadline Due, Explanation Days);

/// <summary>救济, asked by page and document alike.</summary>
public interface IRemedies
{
    /// <summary>Null: there is nothing to go against.</summary>
    ValueTask<Remedy?> Of(CaseNumber number, CancellationToken cancel = default);
}
