using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>What an item's change would meet among its applications: counted, nobody named.</summary>
/// <param name="Drafts">Begun and not handed in: they move to the new version when they are opened.</param>
/// <param name="Running">Open cases by the version that they pinned: they stay on it.</param>
public sealed record TouchedCases(string Item, Figure Drafts, IReadOnlyDictionary<int, Figure> Running)
{
    public Figure AllRunning => Metrics.ItemCasesRunning.Of(Running.Values.Sum(r => r.Value));
}

/// <summary>办件、草稿受影响的数量, asked before an item or its guide changes.</summary>
public interface ITouchedCases
{
    /// <param name="place">Of the items: only its cases are counted.</param>
    Task<IReadOnlyList<TouchedCases>> Of(RegionCode place, IReadOnlyCollection<string> items, CancellationToken cancel);
}
