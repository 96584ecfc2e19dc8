using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>The portal's search for other modules: a window looks for what it may receive.</summary>
internal sealed class ItemFinder(ItemSearch search) : IItemFinder
{
    public async ValueTask<IReadOnlyList<ItemFound>> Find(string words, RegionCode place, int most, CancellationToken cancel = default)
    {
        var index = await search.Index(cancel);
        bool Here(SearchEntry entry) => entry.Place >= place.Number && entry.Place < place.End;
        var entries = words.Trim().Length > 0
            ? index.Find(words, Here, most).Select(f => f.Entry)
            : index.Entries.Where(Here).OrderByDescending(e => e.Synonyms.Count).ThenBy(e => e.Item, StringComparer.Ordinal).Take(most);
        return [.. entries.Select(e => new ItemFound(e.Item, e.Name, e.Department))];
    }
}
