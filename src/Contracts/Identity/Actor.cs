using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>角色. What each may do is stated at every endpoint and in every lifecycle step.</summary>
public enum Role
{
    /// <summary>申请人: a person, a company, or an agent under recorded authority.</summary>
    Applicant,

    /// <summary>窗口人员: receives and accepts.</summary>
    Clerk,

    /// <summary>审查人员: reviews and decides.</summary>
    Reviewer,

    /// <summary>首席事务代表.</summary>
    ChiefRepresentative,

    /// <summary>部门管理员: compiles items and guides.</summary>
    DepartmentEditor,

    /// <summary>政务服务管理机构.</summary>
    ManagementOfficer,

    /// <summary>行业监管人员.</summary>
    Regulator,

    /// <summary>协办人员: of an internal unit that co-operates; gives opinions and nothing else (重庆办法 第二十一条).</summary>
    UnitOfficer,

    /// <summary>三员: three administrators who are three people.</summary>
    SystemAdministrator,

    SecurityAdministrator,

    AuditAdministrator,

    /// <summary>The platform itself: timers and reactions.</summary>
    System,
}

/// <summary>
/// Who acts, under which hat. <see cref="Id"/> is the account's meaningless identifier and may stand in events and logs;
/// <see cref="Name"/> is for the screen only.
/// </summary>
/// <param name="Place">Staff: the region that the post covers, everything under it included. Applicants: the nation.</param>
/// <param name="Organisation">Staff: the organisation of the post.</param>
/// <param name="Subject">Applicants: for whom they act, the identifier of a person or organisation.</param>
public sealed record Actor(string Id, string Name, Role Role, RegionCode Place, string? Organisation, string? Subject)
{
    /// <summary>The platform, when time passes.</summary>
    public static Actor Clockwork { get; } = new("system", "平台", Role.System, RegionCode.Nation, null, null);

    /// <summary>Applicants who act for somebody else: by what authority. Null: for himself, or by office.</summary>
    public Authority? Authority { get; init; }

    /// <summary>内设机构 of the post, where it is one's own; null: of the organisation as a whole.</summary>
    public string? Unit { get; init; }

    /// <summary>实名等级 of this sign-in. What acts without one (staff, a program's order that was given before) counts as seen in person.</summary>
    public Assurance Level { get; init; } = Assurance.Proven;

    public bool IsStaff => Role is not (Role.Applicant or Role.System);
}
