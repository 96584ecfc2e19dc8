using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>事项: what is published, and what once was. Answers come from memory after the first reading; a guide never changes.</summary>
public interface ICatalogue
{
    /// <summary>The version in force now; null if there is none. A cancelled or suspended item keeps its guide: <see cref="Timeline"/> says whether it may be filed.</summary>
    ValueTask<Guide?> Current(string item, CancellationToken cancel = default);

    /// <summary>The version that a case pinned.</summary>
    ValueTask<Guide?> Version(string item, int version, CancellationToken cancel = default);

    /// <summary>When the item was or will be suspended, cancelled, resumed. An item of which nothing was said is open.</summary>
    ValueTask<ItemTimeline> Timeline(string item, CancellationToken cancel = default) => ValueTask.FromResult(ItemTimeline.Untouched);

    /// <summary>下沉: at which venues of towns and villages the item may be had, and how; also what has ended. Most items: nowhere.</summary>
    ValueTask<IReadOnlyList<SunkRight>> Sunk(string item, CancellationToken cancel = default) => ValueTask.FromResult<IReadOnlyList<SunkRight>>([]);

    /// <summary>What the venue of a town or a village may have today, by name.</summary>
    ValueTask<IReadOnlyList<SunkItem>> SunkAt(RegionCode place, CancellationToken cancel = default) => ValueTask.FromResult<IReadOnlyList<SunkItem>>([]);

    /// <summary>Every item of which something was ever said.</summary>
    ValueTask<IReadOnlyList<ChangedItem>> ChangedItems(CancellationToken cancel = default) => ValueTask.FromResult<IReadOnlyList<ChangedItem>>([]);
}
