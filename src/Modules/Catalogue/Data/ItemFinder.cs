using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>The portal's search for other modules: a window looks for what it may receive, so what is cancelled or suspended is not offered.</summary>
internal sealed class ItemFinder(ItemSearch search, PublishedGuides guides, TimeProvider clock) : IItemFinder
{
    public ValueTask<IReadOnlyList<ItemFound>> Find(string words, RegionCode place, int most, CancellationToken cancel = default) =>
        Find(words, entry => entry.Place >= place.Number && entry.Place < place.End, most, cancel);

    public ValueTask<IReadOnlyList<ItemFound>> FindElsewhere(string words, RegionCode window, int most, CancellationToken cancel = default) => Find(
        words, entry => entry.CrossesWithin is { } within && (entry.Place < window.Number || entry.Place >= window.End) && RegionCode.From(within).Contains(window), most, cancel);

    private async ValueTask<IReadOnlyList<ItemFound>> Find(string words, Func<SearchEntry, bool> fits, int most, CancellationToken cancel)
    {
        var index = await search.Index(cancel);
        var entries = words.Trim().Length > 0
            ? index.Find(words, fits, most).Select(f => f.Entry)
            : index.Entries.Where(fits).OrderByDescending(e => e.Synonyms.Count).ThenBy(e => e.Item, StringComparer.Ordinal);
        var open = new List<ItemFound>(most);
        foreach (var entry in entries)
        {
            if (open.Count == most) break;
            if ((await guides.Timeline(entry.Item, cancel)).ClosedAt(clock.Now()) is null) open.Add(new ItemFound(entry.Item, entry.Name, entry.Department));
        }

        return open;
    }
}
