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
public sealed record ItemChange(ItemStep Step, Instant From, Instant? Until, string Reason);

public enum ItemStep
{
    Suspended,
    Cancelled,
    Resumed,
}
