using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>岗位: which role an organisation's staff may have. Rights follow from roles, so this is where a department could become its own publisher.</summary>
internal static class PostRules
{
    /// <summary>
    /// 青岛办法 第十条, 重庆办法 第十条, 鄠邑细则 第三条 (the district's approval-service bureau): management rights belong to the place's
    /// management office; in a functional zone to its own body, in a town or street, which has none, to its government (青岛办法 第十二、十三条).
    /// </summary>
    /// <returns>Null if the post is in order.</returns>
    public static Refusal? Check(Role role, RegionCode place, Organisation? organisation, RuleSet rules)
    {
        if (organisation is null)
        {
            return new("identity.post-without-organisation", "岗位须属于一个机构，请选择机构。", PlatformRules.Permission);
        }

        // A seat may lie above the post (a district's officer for one street), never below or beside it.
        if (!organisation.Region.Contains(place))
        {
            return new("identity.post-elsewhere", $"岗位的范围超出了“{organisation.Name}”的区划，请缩小范围。", PlatformRules.Permission);
        }

        return role == Role.ManagementOfficer && !LowerLevel.Manages(organisation)
            ? new("identity.not-the-office", $"“{organisation.Name}”不是政务服务管理机构，不能设政务服务管理岗位。", Articles.Offices(rules))
            : null;
    }
}
