using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>How cancelling, suspending and resuming read on public pages.</summary>
internal static class ItemChangeWords
{
    public static string Short(ItemStep step) => step switch
    {
        ItemStep.Cancelled => "已取消",
        ItemStep.Suspended => "暂停办理",
        ItemStep.Moved => "改由别的机关办理",
        _ => "恢复办理",
    };

    public static string Title(ItemChange change, bool announced)
    {
        var day = Words.Of(change.From.Date);
        return (change.Step, announced) switch
        {
            (ItemStep.Cancelled, false) => $"这个事项已从{day}起取消",
            (ItemStep.Cancelled, true) => $"这个事项将从{day}起取消",
            (ItemStep.Suspended, false) => $"这个事项从{day}起暂停办理",
            (ItemStep.Suspended, true) => $"这个事项将从{day}起暂停办理",
            (ItemStep.Moved, false) => $"这个事项已从{day}起改由{change.To?.Name ?? "别的机关"}办理",
            (ItemStep.Moved, true) => $"这个事项将从{day}起改由{change.To?.Name ?? "别的机关"}办理",
            _ => $"这个事项将从{day}起恢复办理",
        };
    }

    public static string Detail(ItemChange change)
    {
        var until = change switch
        {
            { Step: ItemStep.Resumed } => "",
            { Until: { } end } => $"从{Words.Of(end.Date)}起恢复。",
            { Step: ItemStep.Suspended } => "什么时候恢复另行公布。",
            _ => "",
        };
        var after = change.Step == ItemStep.Resumed ? ""
            : change.Step == ItemStep.Moved ? "从那天起请向承接的机关申请；已经受理的，编号和期限不变，由办理部门逐件移交。"
            : change.Running is { Length: > 0 } running ? $"从那天起不受理新的申请；已经受理的：{running.TrimEnd('。')}。"
            : "从那天起不受理新的申请；已经提交还没有受理的，窗口会书面答复；已经受理的，由办理部门逐件处理。";
        var elsewhere = change.Elsewhere is { Length: > 0 } place ? $"急需办理的：{place.TrimEnd('。')}。" : "";
        return $"原因：{change.Reason.TrimEnd('。')}。{until}{after}{elsewhere}办事指南仍可查看。";
    }
}
