using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>A combination: the plan as clerks edit it, and the plan that was published last.</summary>
internal sealed class CombinationRow
{
    public required string Item { get; init; }

    public required string Name { get; set; }

    public CombinationKind Kind { get; set; }

    public long Place { get; set; }

    /// <summary>JSON of <see cref="CombinationPlan"/>.</summary>
    public required string Plan { get; set; }

    /// <summary>Counts the saves of the plan: whoever saves over another's save is told.</summary>
    public int Version { get; set; }

    public Instant ChangedAt { get; set; }

    /// <summary>JSON of the plan that the guide in force was made from; null: never published.</summary>
    public string? Published { get; set; }

    /// <summary>要看一看: why a part's new guide did not go into it, a line each; null: nothing is in the way.</summary>
    public string? Look { get; set; }
}

/// <summary>Who changed what: written once.</summary>
internal sealed class CombinationChangeRow
{
    public required string Item { get; init; }

    public int Number { get; init; }

    public required string What { get; init; }

    /// <summary>The account.</summary>
    public required string By { get; init; }

    public Instant At { get; init; }
}

/// <summary>协调 of the lead; one that ended stays as the record.</summary>
internal sealed class CoordinationRow
{
    public required string Item { get; init; }

    public int Number { get; init; }

    /// <summary>JSON of <see cref="LeadCoordination"/>.</summary>
    public required string Body { get; set; }

    public int Version { get; set; }
}
