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

    /// <summary>Where it was handed over, an answer names the body to go to (行政许可法 第三十二条).</summary>
    public static string? Heir(RefuseAcceptance act, CaseContext context, Instant at) =>
        act.Ground == NoLongerRequired ? context.Item.ClosedAt(at)?.To?.Name : null;

    public static Refusal? Closed(CaseContext context, Instant at)
    {
        if (context.Item.ClosedAt(at) is not { } closed) return null;
        var day = $"{closed.From.Date.Year}年{closed.From.Date.Month}月{closed.From.Date.Day}日";
        var until = closed.Until is { } end ? $"从{end.Date.Year}年{end.Date.Month}月{end.Date.Day}日起恢复。" : "";
        var what = closed switch
        {
            { Step: ItemStep.Cancelled } => "取消",
            { Step: ItemStep.Moved, To: { } heir } => $"交由{heir.Name}办理，请向{heir.Name}申请",
            { Step: ItemStep.Moved } => "交由别的机关办理",
            _ => "暂停办理",
        };
        return new Refusal("cases.item-closed", $"“{context.Guide.Name}”已从{day}起{what}，现在不能申请和受理。{until}原因：{closed.Reason.TrimEnd('。')}。", Basis(context.Rules));
    }
}
