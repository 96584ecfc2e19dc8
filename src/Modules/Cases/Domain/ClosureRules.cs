using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 事项取消或者停止执行: from its instant nothing is filed and nothing accepted (重庆办法 第十三条, 青岛办法 第十五条, 河北方案 二（一）, 鄠邑细则 第五条). What was
/// filed before and is not accepted is answered by staff with a document: nothing refuses by itself.
/// </summary>
internal static class ClosureRules
{
    /// <summary>The ground of such a refusal: open exactly while the item is closed, whatever grounds the place lists for other cases.</summary>
    public const string NoLongerRequired = "no-longer-required";

    public static Citation Basis(RuleSet rules) => CaseClocks.BasisOf(rules, "catalog.closedItems");

    public static Refusal? Closed(CaseContext context, Instant at)
    {
        if (context.Item.ClosedAt(at) is not { } closed) return null;
        var day = $"{closed.From.Date.Year}年{closed.From.Date.Month}月{closed.From.Date.Day}日";
        var until = closed.Until is { } end ? $"从{end.Date.Year}年{end.Date.Month}月{end.Date.Day}日起恢复。" : "";
        var what = closed.Step == ItemStep.Cancelled ? "取消" : "暂停办理";
        return new Refusal("cases.item-closed", $"“{context.Guide.Name}”已从{day}起{what}，现在不能申请和受理。{until}原因：{closed.Reason.TrimEnd('。')}。", Basis(context.Rules));
    }
}
