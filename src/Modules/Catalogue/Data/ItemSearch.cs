using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

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
            .Select(i => new { i.Key, i.Name, i.Place, i.Organisation, i.Words, i.CrossesWithin, i.ForPersons, i.ForCompanies }).ToListAsync(cancel);
        var added = await Added(db, rows.ToDictionary(r => r.Key, r => r.Name), cancel);
        return new SearchIndex([.. rows.Select(r =>
        {
            var lines = r.Words.Split('\n');
            return new SearchEntry(
                r.Key, r.Name, r.Place, [.. lines[0].Split('|', StringSplitOptions.RemoveEmptyEntries), .. added[r.Name].Where(a => a.Serves(r.Place)).Select(a => a.Words)],
                directory.Organisation(r.Organisation)?.Name ?? "", [.. lines.Skip(1), .. themes[r.Key]])
            {
                CrossesWithin = r.CrossesWithin, ForPersons = r.ForPersons, ForCompanies = r.ForCompanies,
            };
        })]);
    }

    private sealed record AddedWords(string Words, RegionCode Place)
    {
        public bool Serves(long place) => place >= Place.Number && place < Place.End;
    }

    /// <summary>Synonyms that management offices added for questions without result, by the name of the item: all places under theirs have them.</summary>
    private static async Task<ILookup<string, AddedWords>> Added(CatalogueDb db, Dictionary<string, string> names, CancellationToken cancel) =>
        (await db.SearchMisses.AsNoTracking().Where(m => m.State == MissState.Synonym && m.Item != null).Select(m => new { m.Item, m.Words, m.Place }).ToListAsync(cancel))
            .Where(m => names.ContainsKey(m.Item!))
            .ToLookup(m => names[m.Item!], m => new AddedWords(m.Words, RegionCode.From(m.Place)));

    public void Dispose() => building.Dispose();
}
