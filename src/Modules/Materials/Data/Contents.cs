using Microsoft.EntityFrameworkCore;

namespace OneWindow.Materials;

/// <summary>Opens the content of a stored file for whoever may read it.</summary>
internal sealed class Contents(IDbContextFactory<MaterialsDb> contexts, FileStore store, ContentKeys keys)
{
    /// <summary>Null: there is no such file, or its owner was lawfully erased.</summary>
    public async ValueTask<Stream?> Open(string file, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        for (var tries = 0; ; tries++)
        {
            var found = await db.Files.AsNoTracking().Where(f => f.Id == file)
                .Join(db.Baskets, f => f.Basket, b => b.Id, (f, b) => new { f.Hash, f.Content, f.Wrapped, b.Subject }).SingleOrDefaultAsync(cancel);
            if (found is null) return null;
            if (found.Content is { } content)
            {
                return await keys.Unwrap(found.Subject, content, found.Wrapped ?? [], cancel) is var (key, length)
                    ? SealedContent.Open(store.OpenRead(content), key, content, length)
                    : null;
            }

            // Kept by an earlier version in the clear, until the round that seals such files comes to it.
            if (!await keys.Knows(found.Subject, cancel)) return null;
            try
            {
                return store.OpenRead(found.Hash);
            }
            catch (Exception e) when (tries == 0 && e is FileNotFoundException or DirectoryNotFoundException)
            {
                // Sealed in this moment.
            }
        }
    }
}
