using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>事项取消、停办、恢复, in the order in which they take effect (重庆办法 第十三条, 青岛办法 第十五条). Whoever filed is judged by it at the instant itself.</summary>
public sealed record ItemTimeline(IReadOnlyList<ItemChange> Changes)
{
    /// <summary>Nothing was ever changed.</summary>
    public static ItemTimeline Untouched { get; } = new([]);

    /// <summary>What keeps the item from being filed and accepted at an instant; null: it is open.</summary>
    public ItemChange? ClosedAt(Instant at)
    {
        var last = Changes.LastOrDefault(c => c.From <= at);
        return last is null or { Step: ItemStep.Resumed } || last.Until <= at ? null : last;
    }

    /// <summary>What is announced and has not begun.</summary>
    public ItemChange? AnnouncedAfter(Instant at) => Changes.FirstOrDefault(c => c.From > at);
}

/// <param name="From">From this instant on.</param>
/// <param name="Until">Suspensions: up to this instant, which is open again; null: until further notice.</param>
/// <param name="Reason">In words for the public: 取消, 停止执行, 下放 and by what.</param>
public sealed record ItemChange(ItemStep Step, Instant From, Instant? Until, string Reason)
{
    /// <summary>Moved: who handles it from then on; else null.</summary>
    public ItemHeir? To { get; init; }

    /// <summary>Suspended: what becomes of cases that were accepted before, in words for the public; null: the usual.</summary>
    public string? Running { get; init; }

    /// <summary>Suspended: where to go meanwhile; null: nowhere.</summary>
    public string? Elsewhere { get; init; }
}

/// <summary>承接机关: to whom an item was handed, with the place that it handles for.</summary>
public sealed record ItemHeir(string Organisation, string Name, RegionCode Place);

/// <summary>An item of which something was said, and where its cases are numbered.</summary>
public sealed record ChangedItem(string Item, RegionCode Place, ItemTimeline Timeline);

public enum ItemStep
{
    Suspended,
    Cancelled,
    Resumed,

    /// <summary>下放、承接: another body handles it from then on.</summary>
    Moved,
}
