namespace OneWindow.Contracts;

/// <summary>Roles as people read them: the one table.</summary>
public static class RoleWords
{
    /// <summary>窗口人员, 审查人员, …</summary>
    public static string Of(Role role) => role switch
    {
        Role.Applicant => "申请人",
        Role.Clerk => "窗口人员",
        Role.Reviewer => "审查人员",
        Role.ChiefRepresentative => "首席事务代表",
        Role.DepartmentEditor => "部门管理员",
        Role.ManagementOfficer => "政务服务管理人员",
        Role.Regulator => "行业监管人员",
        Role.UnitOfficer => "协办人员",
        Role.SystemAdministrator => "系统管理员",
        Role.SecurityAdministrator => "安全管理员",
        Role.AuditAdministrator => "审计管理员",
        Role.System => "平台",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "A role without a word."),
    };

    /// <summary>The role as it stands in JSON and addresses: "chief-representative".</summary>
    public static string CodeOf(Role role) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString());
}
