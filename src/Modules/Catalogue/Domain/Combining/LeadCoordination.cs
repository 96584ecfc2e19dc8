using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>
/// 牵头部门的协调 (重庆办法 第二十四条): the management office opens it with a proposal, every department says whether it agrees; agreed by all, the proposed one
/// leads; if one disagrees the office designates one, and what it designated binds: nothing said later changes it.
/// </summary>
internal sealed record LeadCoordination
{
    /// <summary>协调记录编号.</summary>
    public required string Record { get; init; }

    /// <summary>The department that is proposed to lead.</summary>
    public required string Proposed { get; init; }

    /// <summary>The management office.</summary>
    public required string OpenedBy { get; init; }

    public required RegionCode Place { get; init; }

    public required DateOnly OpenedOn { get; init; }

    /// <summary>Who must speak.</summary>
    public required IReadOnlyList<string> Departments { get; init; }

    public IReadOnlyList<LeadStatement> Statements { get; init; } = [];

    public LeadDesignation? Designated { get; init; }

    public LeadOutcome Outcome => this switch
    {
        { Designated: not null } => LeadOutcome.Designated,
        _ when Statements.Any(s => !s.Agrees) => LeadOutcome.Disagreed,
        _ when Departments.All(d => Statements.Any(s => s.Department == d)) => LeadOutcome.Agreed,
        _ => LeadOutcome.Open,
    };

    /// <summary>Who leads; null while nobody was settled.</summary>
    public string? Lead => Outcome switch { LeadOutcome.Agreed => Proposed, LeadOutcome.Designated => Designated!.Lead, _ => null };

    public LeadSettlement? Settlement => Outcome switch
    {
        LeadOutcome.Agreed => new LeadSettlement(LeadHow.Agreed, Statements.Max(s => s.On)) { Record = Record },
        LeadOutcome.Designated => new LeadSettlement(LeadHow.Designated, Designated!.On) { Record = Record },
        _ => null,
    };

    /// <param name="office">The organisation that acts; null: none.</param>
    public static Outcome<LeadCoordination> Open(Organisation? office, RegionCode place, string record, string proposed, IReadOnlyList<string> departments, DateOnly on)
    {
        if (!IsOffice(office, place)) return NotTheOffice("组织协调");
        if (departments.Count < 2) return new Refusal("catalogue.lead-alone", "只涉及一个部门，不用协调牵头部门。", Laws.Joint);
        if (!departments.Contains(proposed)) return new Refusal("catalogue.lead-not-among-them", "建议的牵头部门不在办理部门里，请从中选一个。", Laws.Joint);
        if (string.IsNullOrWhiteSpace(record)) return new Refusal("catalogue.record-missing", "请写明协调记录的编号。", Laws.Joint);
        return new LeadCoordination { Record = record, Proposed = proposed, OpenedBy = office!.Id, Place = place, OpenedOn = on, Departments = departments };
    }

    /// <summary>A department speaks for itself; while nothing is settled it may change its mind.</summary>
    public Outcome<LeadCoordination> State(string department, bool agrees, string? reason, DateOnly on)
    {
        if (Designated is not null) return Bound;
        if (Outcome == LeadOutcome.Agreed) return new Refusal("catalogue.lead-settled", "已经协调一致，牵头部门已定。要改的，请政务服务管理机构重新组织协调。", Laws.Joint);
        if (!Departments.Contains(department)) return new Refusal("catalogue.coordination-forbidden", "只有这个组合里的办理部门可以表态。", Laws.Joint);
        if (!agrees && string.IsNullOrWhiteSpace(reason)) return new Refusal("catalogue.reason-missing", "不同意的，请写明理由。", Laws.Joint);
        return this with { Statements = [.. Statements.Where(s => s.Department != department), new LeadStatement(department, agrees, reason, on)] };
    }

    /// <summary>Only where coordination failed, only by the management office of the place, once.</summary>
    public Outcome<LeadCoordination> Designate(Organisation? office, string lead, string reason, DateOnly on)
    {
        if (!IsOffice(office, Place)) return NotTheOffice("指定牵头部门");
        if (Designated is not null) return Bound;
        if (Outcome != LeadOutcome.Disagreed) return new Refusal("catalogue.not-disagreed", "协调还没有出现不同意见，不能指定。请等各部门表态。", Laws.Joint);
        if (!Departments.Contains(lead)) return new Refusal("catalogue.lead-not-among-them", "只能从办理部门里指定一个牵头。", Laws.Joint);
        if (string.IsNullOrWhiteSpace(reason)) return new Refusal("catalogue.reason-missing", "请写明指定的理由。", Laws.Joint);
        return this with { Designated = new LeadDesignation(lead, office!.Id, reason, on) };
    }

    private static bool IsOffice(Organisation? office, RegionCode place) => office is { Kind: OrganisationKind.ManagementOffice } && office.Region == place;

    private static Refusal NotTheOffice(string what) => new("catalogue.office-forbidden", $"{what}是本地政务服务管理机构的事，别的机构不能做。", Laws.Joint);

    private static Refusal Bound { get; } = new("catalogue.lead-designated", "牵头部门已经由政务服务管理机构指定，各部门照此办理。要改的，由政务服务管理机构重新组织协调。", Laws.Joint);
}

internal sealed record LeadStatement(string Department, bool Agrees, string? Reason, DateOnly On);

/// <param name="By">The management office.</param>
internal sealed record LeadDesignation(string Lead, string By, string Reason, DateOnly On);

internal enum LeadOutcome
{
    Open,
    Agreed,
    Disagreed,
    Designated,
}
