using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 组合件: what a filing of several items carries beside its own life. It is taken in like any other; after acceptance each part is a case of its own, and
/// what stands here is what the parts have told, never more.
/// </summary>
internal sealed record Master(CombinationKind Kind, IReadOnlyList<MasterPart> Parts)
{
    /// <summary>会审意见, a row a part: what each department found before acceptance. Null: each of them is not asked, or nobody has answered yet.</summary>
    public IReadOnlyList<PartFindings>? Findings { get; init; }

    /// <summary>Their time is over, or all have answered: nobody is waited for any more.</summary>
    public bool ExaminationOver { get; init; }

    public IReadOnlyList<Conflict> Conflicts { get; init; } = [];

    /// <summary>Null while a part is open.</summary>
    public CombinationOutcome? Outcome { get; init; }

    public MasterPart? Part(string id) => Parts.FirstOrDefault(p => p.Id == id);

    public PartFindings? FindingsOf(string part) => Findings?.FirstOrDefault(f => f.Part == part);

    /// <summary>What the departments found, each defect once however many of them named it.</summary>
    public IReadOnlyList<Defect> Reported() => [.. (Findings ?? []).SelectMany(f => f.Defects).DistinctBy(d => (d.Kind, d.Id))];

    public bool IsDecided() => Parts.All(p => p.Outcome is not null);
}

/// <summary>One part as it was last heard of.</summary>
/// <param name="Number">Its case, reserved when the whole was filed.</param>
/// <param name="Needs">前置: among the parts of this filing.</param>
internal sealed record MasterPart(string Id, string Number, string Item, int Version, string Organisation, RegionCode Place, IReadOnlyList<string> Needs)
{
    /// <summary>Null: not decided and not ended.</summary>
    public PartOutcome? Outcome { get; init; }

    /// <summary>Nothing more happens to it: what was decided is delivered.</summary>
    public bool Over { get; init; }

    /// <summary>The version of its case that was heard of last: older news tells nothing.</summary>
    public int Heard { get; init; }
}

internal enum PartOutcome
{
    Granted,
    Refused,
    Withdrawn,

    /// <summary>终止: the applicant is no more, or the item.</summary>
    Terminated,

    /// <summary>前置事项没有获得批准: not decided.</summary>
    PreconditionLost,
}

/// <summary>整件的结果 (重庆办法 第二十四条: 分别实施): how many of the parts were granted.</summary>
internal enum CombinationOutcome
{
    All,
    Some,
    None,
}

internal sealed record PartFindings(string Part, IReadOnlyList<Defect> Defects);

/// <summary>意见不一致, raised by a department and settled by the lead's supervisor; what was said and ruled stands in the papers.</summary>
/// <param name="Id">The sequence of the event that raised it.</param>
internal sealed record Conflict(int Id, IReadOnlyList<string> Parts, bool Settled);

/// <summary>What a case knows of the whole that it is a part of.</summary>
/// <param name="Master">The number of the whole.</param>
/// <param name="Waits">前置: parts that are not granted yet; while there is one, no clock of this case runs and it is not approved.</param>
internal sealed record PartOf(string Master, string Part, IReadOnlyList<string> Waits)
{
    /// <summary>The needed part that was not granted, by which this one ended undecided; null: none.</summary>
    public string? Lost { get; init; }

    /// <summary>Conflicts about it that wait for a ruling; null: none.</summary>
    public IReadOnlyList<int>? Disputed { get; init; }
}
