using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;

namespace OneWindow.Materials;

/// <summary>A person's files: named in the copy; at erasure their names and their bytes go, as far as nobody else has the same content.</summary>
internal sealed class FilesOfPerson(IDbContextFactory<MaterialsDb> contexts, FileStore store) : IPersonalData
{
    private const string Gone = "（已依法删除）";

    public async ValueTask<IReadOnlyList<PersonalPart>> Copy(string subject, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var files = await db.Files.AsNoTracking().Where(f => db.Baskets.Any(b => b.Id == f.Basket && b.Subject == subject)).OrderBy(f => f.StoredAt).ToListAsync(cancel);
        return files.Count == 0 ? [] : [new PersonalPart("上传的文件", [.. files.Select(f => new PersonalField(f.Name, $"/files/{f.Id}"))])];
    }

    public ValueTask<IReadOnlyList<KeptPart>> MustStay(string subject, CancellationToken cancel = default) => ValueTask.FromResult<IReadOnlyList<KeptPart>>([]);

    public async Task Erase(string subject, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var own = db.Files.Where(f => db.Baskets.Any(b => b.Id == f.Basket && b.Subject == subject));
        var contents = await own.Where(f => f.Content != null).Select(f => f.Content!).Distinct().ToListAsync(cancel);
        var uploads = await db.Uploads.Where(u => db.Baskets.Any(b => b.Id == u.Basket && b.Subject == subject)).Select(u => u.Id).ToListAsync(cancel);
        await db.InTransaction(async () =>
        {
            await own.ExecuteUpdateAsync(f => f.SetProperty(r => r.Name, Gone).SetProperty(r => r.Wrapped, (byte[]?)null), cancel);
            return await db.Uploads.Where(u => uploads.Contains(u.Id)).ExecuteDeleteAsync(cancel);
        }, cancel);
        foreach (var upload in uploads) store.Drop(upload);
        foreach (var content in contents)
        {
            if (!await db.Files.AnyAsync(f => f.Content == content && f.Wrapped != null, cancel) && store.Has(content)) store.Remove(content);
        }
    }
}
