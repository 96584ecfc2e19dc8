using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>What may be set for an item: never for the past, in an order that means something (青岛办法 第十五条, 重庆办法 第十三条).</summary>
internal static class ItemChangeRules
{
    /// <param name="from">The first day.</param>
    /// <param name="reopens">Suspensions: the day on which it is open again; null: until further notice.</param>
    public static Outcome<ItemChange> Decide(ItemTimeline timeline, ItemStep step, DateOnly from, DateOnly? reopens, string reason, DateOnly today, ItemHeir? to = null)
    {
        var starts = Instant.At(from, TimeOnly.MinValue);
        if (from < today) return No("change-in-the-past", $"生效日期不能早于今天（{Words.ShortOf(today)}）：已经受理的不受影响。");
        if (step != ItemStep.Suspended && reopens is not null) return No("end-not-asked", "只有暂停办理才有恢复日期，请留空。");
        if (reopens <= from) return No("end-before-start", "恢复日期要晚于暂停的第一天。");
        if (step == ItemStep.Moved && to is null) return No("heir-missing", "请选择由哪个机关承接办理。");
        if (step != ItemStep.Moved && to is not null) return No("heir-not-asked", "只有交由别的机关办理才写承接机关，请留空。");
        var before = timeline.ClosedAt(starts);
        if (step == ItemStep.Resumed && before is null) return No("not-closed", "那一天这个事项本来就在办理，不用恢复。");
        if (step != ItemStep.Resumed && before?.Step == ItemStep.Cancelled) return No("cancelled-already", "那一天这个事项已经取消。");
        return new ItemChange(step, starts, reopens is { } day ? Instant.At(day, TimeOnly.MinValue) : null, reason) { To = to };
    }

    private static Refusal No(string code, string words) => new("catalogue." + code, words, Laws.Lists);
}
