using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;

namespace OneWindow.Catalogue;

/// <summary>The search index of what is published now: rebuilt when the catalogue changed, while the old one keeps answering.</summary>
internal sealed class ItemSearch(IDbContextFactory<CatalogueDb> contexts, PublishedGuides published, IDirectory directory) : IDisposable
{
    private readonly SemaphoreSlim building = new(1, 1);
    private volatile Built? current;

    private sealed record Built(long Changes, SearchIndex Index);

    public async ValueTask<SearchIndex> Index(CancellationToken cancel = default)
    {
        var changes = await published.Changes(cancel);
        if (current is { } known && known.Changes == changes) return known.Index;
        // Somebody else is building: the old one will do, unless there is none yet.
        var old = current;
        if (!await building.WaitAsync(old is null ? Timeout.Infinite : 0, cancel)) return old!.Index;
        try
        {
            if (current?.Changes != changes) current = new Built(changes, await Build(cancel));
            return current.Index;
        }
        finally
        {
            building.Release();
        }
    }

    private async Task<SearchIndex> Build(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var themes = (await db.Themes.AsNoTracking().ToListAsync(cancel)).ToLookup(t => t.Item, t => Themes.All.GetValueOrDefault(t.Theme, ""));
        var rows = await db.Items.Where(i => i.State == ItemState.InUse).OrderBy(i => i.Key)
            .Select(i => new { i.Key, i.Name, i.Place, i.Organisation, i.Words, i.CrossesWithin }).ToListAsync(cancel);
        return new SearchIndex([.. rows.Select(r =>
        {
            var lines = r.Words.Split('\n');
            return new SearchEntry(
                r.Key, r.Name, r.Place, lines[0].Split('|', StringSplitOptions.RemoveEmptyEntries),
                directory.Organisation(r.Organisation)?.Name ?? "", [.. lines.Skip(1), .. themes[r.Key]]) { CrossesWithin = r.CrossesWithin };
        })]);
    }

    public void Dispose() => building.Dispose();
}
