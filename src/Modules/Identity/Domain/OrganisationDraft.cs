using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>An organisation as somebody wants to register it.</summary>
internal sealed record OrganisationDraft(string Name, string ShortName, OrganisationKind Kind, RegionCode Region)
{
    public string? Parent { get; init; }

    public string? Bearer { get; init; }

    public string? EmpoweredBy { get; init; }

    public string? GuidedBy { get; init; }

    public IReadOnlyList<string> HandlingUnits { get; init; } = [];

    public IReadOnlyList<string> CooperatingUnits { get; init; } = [];

    public string? CreditCode { get; init; }

    public string? Phone { get; init; }

    public string? Address { get; init; }
}

/// <summary>What is wrong with a draft, and the field of the form in which it is mended.</summary>
internal sealed record OrganisationFault(string Field, Refusal Why);

/// <summary>The kinds as people read them.</summary>
internal static class KindWords
{
    public static string Of(OrganisationKind kind) => kind switch
    {
        OrganisationKind.Government => "政府（含街道办事处）",
        OrganisationKind.Department => "行政机关（部门）",
        OrganisationKind.Empowered => "法律法规授权的组织",
        OrganisationKind.Entrusted => "受委托的组织",
        OrganisationKind.ManagementOffice => "政务服务管理机构",
        OrganisationKind.Stationed => "中央、省驻地方单位",
        OrganisationKind.FunctionalZone => "功能区管理机构",
        OrganisationKind.Hall => "政务服务场所",
        OrganisationKind.Operator => "公共服务单位（水电气热、通信、公证等）",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind without a word."),
    };
}
