using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>An item as it was found by the words that people use for it.</summary>
public sealed record ItemFound(string Item, string Name, string Organisation);

/// <summary>查找事项, asked by other modules: the same search as the portal's.</summary>
public interface IItemFinder
{
    /// <summary>Items that are handled in a place or under it, the best match first; without words those that are looked for most.</summary>
    ValueTask<IReadOnlyList<ItemFound>> Find(string words, RegionCode place, int most, CancellationToken cancel = default);

    /// <summary>跨域通办: items of other places that a window of this place may receive, likewise.</summary>
    ValueTask<IReadOnlyList<ItemFound>> FindElsewhere(string words, RegionCode window, int most, CancellationToken cancel = default) => ValueTask.FromResult<IReadOnlyList<ItemFound>>([]);
}
