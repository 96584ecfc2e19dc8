using OneWindow.Kernel;

namespace OneWindow.Ratings;

internal static class RatingRefusals
{
    /// <summary>Nothing here, not ended yet, or not yours: one answer.</summary>
    public static Refusal NotFound { get; } = new(
        "ratings.not-found", "没有找到可以评价的办件。办件办结后，由申请人本人登录或凭办件编号和查询码评价。请核对编号，或到“我的办件”查看。", PlatformRules.Permission);

    /// <summary>自愿自主评价: whoever serves neither rates nor has a part in it (河北某市方案 二（六）).</summary>
    public static Refusal NotByStaff { get; } = new(
        "ratings.forbidden", "评价由申请人自愿作出，工作人员不能代为评价。请退出工作人员账户后，由申请人本人评价。", PlatformRules.Permission);

    public static Refusal AlreadyGiven(Citation basis) => new(
        "ratings.already-given", "这件事您已经评价过了，感谢您的意见。每件事评价一次；如有新的情况要反映，请拨打 12345 热线。", basis);
}
