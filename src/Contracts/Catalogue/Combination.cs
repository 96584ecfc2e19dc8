using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>
/// 组合: several items filed once (重庆办法 第二十四条, 青岛办法 第六条、第三十三条, 河北方案 三（一）). The guide that bears it holds the union of the parts'
/// fields and materials, made when it is published; each part is handled as a case of its own item, by its own department, clock and document.
/// </summary>
public sealed record Combination
{
    public required CombinationKind Kind { get; init; }

    /// <summary>牵头部门: the organisation that takes in, tells and answers for the whole; the guide's own <see cref="Guide.Organisation"/>.</summary>
    public required string Lead { get; init; }

    /// <summary>How the lead was settled.</summary>
    public required LeadSettlement Settled { get; init; }

    /// <summary>关联性: why the parts belong together, in words.</summary>
    public required string Relation { get; init; }

    public required IReadOnlyList<CombinedPart> Parts { get; init; }

    /// <summary>Every department says before acceptance what its part lacks, and one notice tells it all; else the lead's window looks alone.</summary>
    public bool Examined { get; init; }

    public CombinedPart? Part(string id) => Parts.FirstOrDefault(p => p.Id == id);

    /// <summary>The parts that a filing with these answers is made of, in their order; none depends on one that is not there.</summary>
    public IReadOnlyList<CombinedPart> Chosen(IReadOnlyDictionary<string, string> answers) =>
        [.. Parts.Where(p => p.OnlyIf?.Holds(answers) != false)];
}

public enum CombinationKind
{
    /// <summary>并联审批: departments of one level decide together on related matters, inside one limit.</summary>
    Joint,

    /// <summary>一件事、套餐.</summary>
    Bundle,

    /// <summary>联动变更: one change of common data carried through the other licences.</summary>
    Change,

    /// <summary>注销同步.</summary>
    Closing,
}

/// <summary>牵头部门的确定: by whom and when; the record itself stands with the combination's draft.</summary>
public sealed record LeadSettlement(LeadHow How, DateOnly On)
{
    /// <summary>协调记录或者指定文书的编号.</summary>
    public string? Record { get; init; }
}

public enum LeadHow
{
    /// <summary>一个部门的事: all parts are one department's.</summary>
    Alone,

    /// <summary>协调一致 (重庆办法 第二十四条; 青岛办法 第三十三条: 明确牵头部门).</summary>
    Agreed,

    /// <summary>管理机构指定: no agreement was reached (重庆办法 第二十四条).</summary>
    Designated,

    /// <summary>共同的上级业务主管部门 (青岛办法 第三十三条).</summary>
    CommonSuperior,
}

/// <summary>组合里的一个事项.</summary>
public sealed record CombinedPart
{
    /// <summary>Short, within its combination.</summary>
    public required string Id { get; init; }

    public required string Item { get; init; }

    /// <summary>The version of its guide that the union was made from, and that its cases pin.</summary>
    public required int Version { get; init; }

    /// <summary>As people call it on the progress page.</summary>
    public required string Name { get; init; }

    public required string Organisation { get; init; }

    public required RegionCode Place { get; init; }

    /// <summary>The answers that make it part of a filing; null: always.</summary>
    public Situation? OnlyIf { get; init; }

    /// <summary>前置: parts that must be granted before this one is; their refusal ends it.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Its fields and materials under the names that the union gave them.</summary>
    public IReadOnlyList<SharedName> Fields { get; init; } = [];

    public IReadOnlyList<SharedName> Materials { get; init; } = [];

    /// <summary>Materials of its own guide that another part results in: the applicant is never asked for them, and this part waits for that one.</summary>
    public IReadOnlyList<ProducedMaterial> Produced { get; init; } = [];

    /// <summary>联动变更: items whose licence this part changes; who holds one has this part's question answered before he is asked.</summary>
    public IReadOnlyList<string> HolderOf { get; init; } = [];
}

/// <param name="Own">The material in the part's own guide.</param>
/// <param name="By">The part that results in it; it stands among <see cref="CombinedPart.Needs"/> too.</param>
public sealed record ProducedMaterial(string Own, string By);

/// <param name="Own">In the part's own guide.</param>
/// <param name="Shared">In the union.</param>
public sealed record SharedName(string Own, string Shared);
