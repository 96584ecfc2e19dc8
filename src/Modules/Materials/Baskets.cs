using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Materials;

/// <summary>
/// 材料袋: what other modules ask of the materials. A file is in a basket from the moment its row is committed; its content is durable
/// before. Additions, removals and the freezing of one basket follow each other: each writes the basket's row first.
/// </summary>
internal sealed class Baskets(
    IDbContextFactory<MaterialsDb> contexts, FileStore store, ContentKeys keys, Contents contents, SealOldFiles old, VirusScan scan,
    ElectronicSignatures signatures, MaterialLimits limits, TimeProvider clock) : IMaterials
{
    /// <summary>128 random bits: an address that cannot be guessed, and says nothing.</summary>
    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public FileTerms Terms { get; } = new([.. FileKind.AllEndings], limits.MostPerFile);

    public async ValueTask<IReadOnlyList<StoredFile>> InBasket(string basket, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await FilesOf(db, basket, cancel);
    }

    public async ValueTask<StoredFile?> Find(string file, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Files.AsNoTracking().SingleOrDefaultAsync(f => f.Id == file, cancel) is { } row ? AsStored(row) : null;
    }

    public async ValueTask OpenBasket(string basket, string subject, string organisation, RegionCode place, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await IsOpened()) return;
        db.Baskets.Add(new BasketRow
        {
            Id = basket, Subject = subject, Organisation = organisation, Place = place.Number, OpenedAt = clock.Now(),
        });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Opened by somebody else in the same moment, or it is a fault.
            if (!await IsOpened()) throw;
        }

        async Task<bool> IsOpened()
        {
            var owner = await db.Baskets.AsNoTracking().Where(b => b.Id == basket).Select(b => b.Subject).SingleOrDefaultAsync(cancel);
            if (owner is not null && owner != subject) throw new InvalidOperationException($"Basket {basket} belongs to somebody else.");
            return owner is not null;
        }
    }

    public async ValueTask ShareBasket(string basket, string organisation, RegionCode place, Instant? until, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.Shares.SingleOrDefaultAsync(s => s.Basket == basket && s.Organisation == organisation && s.Place == place.Number, cancel);
        if (row is not null && (row.Until is null || row.Until >= until)) return;
        if (row is null) db.Shares.Add(new BasketShareRow { Basket = basket, Organisation = organisation, Place = place.Number, Until = until });
        else row.Until = until;
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Shared in the same moment by another page of the same window, or it is a fault.
            db.ChangeTracker.Clear();
            if (!await db.Shares.AnyAsync(s => s.Basket == basket && s.Organisation == organisation && s.Place == place.Number, cancel)) throw;
        }
    }

    public async ValueTask<IReadOnlyList<StoredFile>> Freeze(string basket, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        Instant? now = clock.Now();
        return await db.InTransaction(async () =>
        {
            var frozen = await db.Baskets.Where(b => b.Id == basket && b.FrozenAt == null)
                .ExecuteUpdateAsync(s => s.SetProperty(b => b.FrozenAt, now), cancel);
            if (frozen == 0 && !await db.Baskets.AnyAsync(b => b.Id == basket, cancel)) throw new InvalidOperationException($"No basket {basket}.");
            return await FilesOf(db, basket, cancel);
        }, cancel);
    }

    public async ValueTask Thaw(string basket, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.InTransaction(() => db.Baskets.Where(b => b.Id == basket).ExecuteUpdateAsync(s => s.SetProperty(b => b.FrozenAt, (Instant?)null), cancel), cancel);
    }

    public ValueTask<Stream?> Read(string file, CancellationToken cancel = default) => contents.Open(file, cancel);

    public async ValueTask<Outcome<StoredFile>> Store(
        string basket, string material, string fileName, Stream content, CancellationToken cancel = default)
    {
        if (!Inspection.OfName(fileName).Try(out var name, out var why)) return why;
        if (await WhyNoRoom(basket, 0, cancel) is { } no) return no;

        var (id, key) = (NewId(), ContentKeys.New());
        store.Expect(id);
        try
        {
            string hash;
            byte[] wrapped;
            long size;
            FileKind? kind;
            SignatureStanding? signature;
            await using (var arriving = store.OpenIncoming(id, key))
            {
                if (!await arriving.Append(content, limits.MostPerFile, cancel)) return FileRefusals.TooLarge(limits.MostPerFile);
                await using (var read = arriving.Read())
                {
                    if (!Inspection.OfContent(name, read).Try(out kind, out why)) return why;
                    if (await scan.Of(read, cancel) is { } ill) return ill == FileRefusals.ScanWaits ? FileRefusals.ScanAway : ill;
                    signature = signatures.In(kind, read, clock.Now());
                }

                size = arriving.Length;
                hash = await arriving.Hash(cancel);
                wrapped = await keys.Wrap(await SubjectOf(basket, cancel), id, key, size, cancel);
            }

            store.Keep(id);
            return await Add(new FileRow
            {
                Id = NewId(), Basket = basket, Material = material, Name = name, MediaType = kind.MediaType, Size = size, Hash = hash, Content = id, Wrapped = wrapped,
                StoredAt = clock.Now(), Signature = signature,
            }, upload: null, cancel);
        }
        finally
        {
            store.Drop(id);
        }
    }

    /// <summary>The content lies where it lies; its key is sealed for the other basket's owner, too.</summary>
    public async ValueTask<Outcome<StoredFile>> Copy(string file, string basket, string material, CancellationToken cancel = default)
    {
        await old.Seal(file, cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Files.AsNoTracking().SingleOrDefaultAsync(f => f.Id == file, cancel) is not { Content: { } content, Wrapped: { } wrapped } there) return FileRefusals.NotFound;
        if (!await db.Baskets.AnyAsync(b => b.Id == basket, cancel)) return FileRefusals.NotFound;
        if (await keys.Rewrap(await SubjectOf(there.Basket, cancel), await SubjectOf(basket, cancel), content, wrapped, cancel) is not { } mine) return FileRefusals.Erased;
        return await Add(new FileRow
        {
            Id = NewId(), Basket = basket, Material = material, Name = there.Name, MediaType = there.MediaType, Size = there.Size, Hash = there.Hash, Content = content,
            Wrapped = mine, StoredAt = there.StoredAt, Signature = there.Signature,
        }, upload: null, cancel);
    }

    public async ValueTask<string> SubjectOf(string basket, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Baskets.Where(b => b.Id == basket).Select(b => b.Subject).SingleAsync(cancel);
    }

    public async ValueTask<Outcome<bool>> Remove(string basket, string file, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.InTransaction<Outcome<bool>>(async () =>
        {
            if (await WhyClosed(db, basket, cancel) is { } why) return why;
            var removed = await db.Files.Where(f => f.Id == file && f.Basket == basket).ExecuteDeleteAsync(cancel);
            return removed == 1 ? true : FileRefusals.NotFound;
        }, cancel);
    }

    /// <summary>
    /// Puts a file whose content is kept into its basket. The same content again for the same material is the same file: an answer
    /// that was lost is given again.
    /// </summary>
    /// <param name="upload">The upload it came by; it gives one file only.</param>
    public async Task<Outcome<StoredFile>> Add(FileRow file, string? upload, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.InTransaction<Outcome<StoredFile>>(async () =>
        {
            if (await WhyClosed(db, file.Basket, cancel) is { } closed) return closed;
            var there = await db.Files.FirstOrDefaultAsync(
                f => f.Basket == file.Basket && f.Material == file.Material && f.Hash == file.Hash, cancel);
            if (there is null)
            {
                if (await WhyNoRoom(db, file.Basket, file.Size, upload, cancel) is { } full) return full;
                db.Files.Add(file);
                await db.SaveChangesAsync(cancel);
            }

            var taken = there ?? file;
            if (upload is not null)
                await db.Uploads.Where(u => u.Id == upload).ExecuteUpdateAsync(s => s.SetProperty(u => u.File, taken.Id), cancel);
            return AsStored(taken);
        }, cancel);
    }

    /// <summary>Why nothing of this size can be added now; null if it can. Asked early, to spare a long upload; <see cref="Add"/> asks again.</summary>
    public async Task<Refusal?> WhyNoRoom(string basket, long size, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.Baskets.AsNoTracking().SingleOrDefaultAsync(b => b.Id == basket, cancel);
        if (row is null) return FileRefusals.NotFound;
        return row.FrozenAt is null ? await WhyNoRoom(db, basket, size, null, cancel) : FileRefusals.Frozen;
    }

    /// <summary>Unfinished uploads count with what they announced: a basket cannot be overfilled by starting many at once.</summary>
    private async Task<Refusal?> WhyNoRoom(MaterialsDb db, string basket, long size, string? apartFrom, CancellationToken cancel)
    {
        if (size > limits.MostPerFile) return FileRefusals.TooLarge(limits.MostPerFile);
        var now = clock.Now();
        var sizes = await db.Files.Where(f => f.Basket == basket).Select(f => f.Size).ToListAsync(cancel);
        var announced = await db.Uploads.Where(u => u.Basket == basket && u.File == null && u.ExpiresAt > now && u.Id != apartFrom)
            .Select(u => u.Length).ToListAsync(cancel);
        if (sizes.Count + announced.Count >= limits.MostFiles) return FileRefusals.TooMany(limits.MostFiles);
        return sizes.Sum() + announced.Sum() + size > limits.MostPerBasket ? FileRefusals.BasketFull(limits.MostPerBasket) : null;
    }

    /// <summary>Takes the basket's row for this transaction; others who change it wait or are refused.</summary>
    private static async Task<Refusal?> WhyClosed(MaterialsDb db, string basket, CancellationToken cancel)
    {
        var held = await db.Baskets.Where(b => b.Id == basket && b.FrozenAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(b => b.Version, b => b.Version + 1), cancel);
        if (held == 1) return null;
        return await db.Baskets.AnyAsync(b => b.Id == basket, cancel) ? FileRefusals.Frozen : FileRefusals.NotFound;
    }

    private static async Task<IReadOnlyList<StoredFile>> FilesOf(MaterialsDb db, string basket, CancellationToken cancel)
    {
        var rows = await db.Files.AsNoTracking().Where(f => f.Basket == basket).OrderBy(f => f.StoredAt).ThenBy(f => f.Id).ToListAsync(cancel);
        return [.. rows.Select(AsStored)];
    }

    public static StoredFile AsStored(FileRow f) => new(f.Id, f.Basket, f.Material, f.Name, f.MediaType, f.Size, f.Hash, f.StoredAt) { Signature = f.Signature };
}
