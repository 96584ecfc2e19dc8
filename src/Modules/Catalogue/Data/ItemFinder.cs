using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>The portal's search for other modules: a window looks for what it may receive, so what is cancelled or suspended is not offered.</summary>
internal sealed class ItemFinder(ItemSearch search, PublishedGuides guides, TimeProvider clock) : IItemFinder
{
    public async ValueTask<IReadOnlyList<ItemFound>> Find(string words, RegionCode place, int most, CancellationToken cancel = default)
    {
        var index = await search.Index(cancel);
        bool Here(SearchEntry entry) => entry.Place >= place.Number && entry.Place < place.End;
        var entries = words.Trim().Length > 0
            ? index.Find(words, Here, most).Select(f => f.Entry)
            : index.Entries.Where(Here).OrderByDescending(e => e.Synonyms.Count).ThenBy(e => e.Item, StringComparer.Ordinal);
        var open = new List<ItemFound>(most);
        foreach (var entry in entries)
        {
            if (open.Count == most) break;
            if ((await guides.Timeline(entry.Item, cancel)).ClosedAt(clock.Now()) is null) open.Add(new ItemFound(entry.Item, entry.Name, entry.Department));
        }

        return open;
    }
}
