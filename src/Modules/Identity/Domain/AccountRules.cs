using System.Text.RegularExpressions;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>账号管理: who may give which post, and what three administrators may not be to each other (三员分立, GB/T 22239-2019 8.1.5).</summary>
internal static partial class AccountRules
{
    /// <summary>三员.</summary>
    public static IReadOnlyList<Role> Administrators { get; } = [Role.SystemAdministrator, Role.SecurityAdministrator, Role.AuditAdministrator];

    /// <summary>Every post of staff.</summary>
    public static IReadOnlyList<Role> Posts { get; } = [.. Enum.GetValues<Role>().Where(r => r is not (Role.Applicant or Role.System))];

    /// <returns>Null if it may be a user name.</returns>
    public static Refusal? CheckUser(string user) => UserName().IsMatch(user)
        ? null
        : new("identity.user-wrong", "用户名为 3 到 40 个小写字母、数字、点或短横线，以字母开头，例如 wang.fang。", PlatformRules.Input);

    /// <summary>
    /// The system administrator asks for a post, the security administrator agrees: nobody gives rights alone, and nobody to himself.
    /// </summary>
    /// <param name="askedBy">Who asked for the post.</param>
    /// <param name="account">Whose post it is to be.</param>
    public static Refusal? MayAgree(string agrees, string askedBy, string account) =>
        agrees == askedBy ? Separate("岗位由系统管理员提出、安全管理员同意，不能由同一个人完成。")
        : agrees == account ? Separate("不能同意给自己的岗位，请由另一位安全管理员办理。")
        : null;

    /// <summary>An administrator becomes no other administrator: what he did before would be audited, or agreed to, by himself.</summary>
    public static Refusal? MayMove(Role from, Role to) =>
        from != to && Administrators.Contains(from) && Administrators.Contains(to)
            ? Separate($"{RoleWords.Of(from)}不能改任{RoleWords.Of(to)}：系统、安全、审计三员须由不同的人担任。请为另一个人开设账号。")
            : null;

    /// <summary>兼任: over all posts of a person the three administrators stay three people, and nobody holds one post twice.</summary>
    /// <param name="held">What he would hold beside it.</param>
    public static Refusal? MayHold(IReadOnlyCollection<Post> held, Post asked)
    {
        if (held.FirstOrDefault(h => MayMove(h.Role, asked.Role) is not null) is { } other) return MayMove(other.Role, asked.Role);
        return held.Any(h => h.Role == asked.Role && h.Place == asked.Place && h.Organisation == asked.Organisation && h.Unit == asked.Unit)
            ? new("identity.post-held", "这个人已经有这个岗位，不用再提。", PlatformRules.Input)
            : null;
    }

    /// <summary>The last of an office of administration cannot go: nobody could open, agree or look any more.</summary>
    /// <param name="alone">No other open account has the role.</param>
    public static Refusal? MayLeave(Role role, bool alone) =>
        alone && Administrators.Contains(role)
            ? new("identity.last-administrator", $"这是最后一个{RoleWords.Of(role)}账号，停用后就没有人能行使这项职责。请先开设并启用接任者的账号。", PlatformRules.Permission)
            : null;

    private static Refusal Separate(string words) => new("identity.administrators-separate", words, PlatformRules.Permission);

    [GeneratedRegex("^[a-z][a-z0-9.-]{2,39}$")]
    private static partial Regex UserName();
}
