using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>What one administrator may do to posts now.</summary>
/// <param name="Bounded">He administers a town: nothing beyond what is lent to him.</param>
/// <param name="Posts">What is lent and holds today; empty: nothing.</param>
/// <param name="Left">How many accounts more.</param>
internal sealed record LentRight(bool Bounded, IReadOnlySet<(Role Role, string Organisation)> Posts, int Left)
{
    public static LentRight Unbounded { get; } = new(false, new HashSet<(Role, string)>(), int.MaxValue);

    public static LentRight Nothing { get; } = new(true, new HashSet<(Role, string)>(), 0);
}

/// <summary>乡镇、街道的管理员: what the district lends him, and nothing else.</summary>
internal static class LendingRules
{
    public const int MostAccounts = 200;

    /// <summary>How far ahead a right may be lent.</summary>
    public const int MostDays = 366;

    /// <summary>Posts that may be lent: never those of administration, which would lend what bounds the lender himself.</summary>
    public static IReadOnlyList<Role> Lendable { get; } = [.. AccountRules.Posts.Except(AccountRules.Administrators)];

    /// <summary>A system administrator of a town or below has only what is lent to him.</summary>
    public static bool IsBounded(Role role, RegionCode place) => role == Role.SystemAdministrator && place.Level >= RegionLevel.Town;

    /// <param name="more">An account more than before.</param>
    public static Refusal? MayGive(LentRight right, Role role, string organisation, bool more) =>
        !right.Bounded ? null
        : right.Posts.Count == 0 ? Beyond("上级没有把开设、停用账号的权限借给您，或者已经到期、收回。请联系区县的系统管理员。")
        : !right.Posts.Contains((role, organisation)) ? Beyond($"上级借给您的权限里没有这个机构的“{RoleWords.Of(role)}”。可以办的岗位和机构见“借用的权限”。")
        : more && right.Left <= 0 ? Beyond("上级借给您的账号数已经用完。请先停用不再需要的账号，或者联系区县的系统管理员增加。")
        : null;

    public static Refusal? MayLend(Actor lender, Role toRole, RegionCode to, bool active) =>
        IsBounded(lender.Role, lender.Place) ? Beyond("借来的权限不能再借给别人。")
        : !active || !IsBounded(toRole, to) || !lender.Place.Contains(to) ? Beyond("只能借给本区划内乡镇、街道的系统管理员，请重新选择。")
        : null;

    /// <summary>Narrowed, never widened: what is to be more is lent anew.</summary>
    public static Refusal? MayNarrow(
        IReadOnlySet<(Role, string)> before, IReadOnlySet<(Role, string)> after, (int Most, DateOnly Until) was, (int Most, DateOnly Until) becomes) =>
        after.IsSubsetOf(before) && becomes.Most <= was.Most && becomes.Until <= was.Until ? null : Beyond("这里只能缩小范围。要扩大的，请先收回，再重新出借。");

    private static Refusal Beyond(string words) => new("identity.beyond-lent", words, PlatformRules.Permission);
}
