using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;

namespace OneWindow.Catalogue;

/// <summary>The four lists in memory, read anew when anything in the catalogue changed, here or on another node.</summary>
internal sealed class Library(IDbContextFactory<CatalogueDb> contexts, PublishedGuides published)
{
    private volatile Known? known;

    private sealed record Known(long Changes, LibraryIndex Index);

    public async ValueTask<LibraryIndex> Index(CancellationToken cancel = default)
    {
        var changes = await published.Changes(cancel);
        if (known is { } now && now.Changes == changes) return now.Index;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var read = new Known(changes, await Read(db, cancel));
        known = read;
        return read.Index;
    }

    public static async Task<LibraryIndex> Read(CatalogueDb db, CancellationToken cancel)
    {
        var rows = await db.Set<LibraryRow>().AsNoTracking().ToListAsync(cancel);
        return new LibraryIndex(
            rows.Where(r => r.MergedInto is null).Select(r => LibraryEntry.Read(r.Body)),
            rows.Where(r => r.MergedInto is not null).Select(r => (r.Kind, r.Id, r.MergedInto!)));
    }

    /// <summary>In the same save as the guide: which entries it refers to.</summary>
    public static async Task PutUses(CatalogueDb db, IReadOnlyCollection<Guide> guides, CancellationToken cancel)
    {
        var items = guides.Select(g => g.Item).ToList();
        var before = (await db.Set<LibraryUseRow>().Where(u => items.Contains(u.Item)).ToListAsync(cancel)).ToLookup(u => u.Item);
        foreach (var guide in guides)
        {
            var now = UsesOf(guide).ToHashSet();
            db.RemoveRange(before[guide.Item].Where(u => !now.Contains((u.Kind, u.Entry))));
            db.AddRange(now.Except(before[guide.Item].Select(u => (u.Kind, u.Entry))).Select(u => new LibraryUseRow { Kind = u.Kind, Entry = u.Entry, Item = guide.Item }));
        }
    }

    private static IEnumerable<(LibraryKind Kind, string Entry)> UsesOf(Guide guide) =>
        guide.Materials.Select(m => (LibraryKind.Material, m.Entry)).Concat(guide.Fields.Select(f => (LibraryKind.Field, f.Entry)))
            .Where(u => u.Entry is not null).Select(u => (u.Item1, u.Entry!)).Distinct();
}
