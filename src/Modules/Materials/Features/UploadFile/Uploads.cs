using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Materials;

/// <summary>How far an upload has come: the bytes that are safely on the disk, and the file once it is one.</summary>
internal sealed record Progress(UploadRow Upload, long Offset, string? File);

/// <summary>
/// Uploads in pieces that survive a killed server. The truth is the arriving file itself: its length, flushed before it is told, is
/// the offset. A whole file is inspected, hashed, kept and put into its basket; each of these steps can be done again.
/// </summary>
internal sealed class Uploads(
    IDbContextFactory<MaterialsDb> contexts, FileStore store, ContentKeys keys, Baskets baskets, VirusScan scan, ElectronicSignatures signatures,
    MaterialLimits limits, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<string, CancellationTokenSource> turns = new();

    public async Task<Outcome<UploadRow>> Begin(
        Actor actor, string basket, string material, string fileName, long length, CancellationToken cancel)
    {
        if (!Inspection.OfName(fileName).Try(out var name, out var why)) return why;
        if (length == 0) return FileRefusals.Empty;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await db.Baskets.AddableBy(actor, clock.Now()).AnyAsync(b => b.Id == basket, cancel)) return FileRefusals.NotFound;
        if (await baskets.WhyNoRoom(basket, length, cancel) is { } no) return no;

        var (id, key) = (Baskets.NewId(), ContentKeys.New());
        var upload = new UploadRow
        {
            Id = id, Wrapped = await keys.Wrap(await baskets.SubjectOf(basket, cancel), id, key, length, cancel), Basket = basket, Material = material, Name = name, Length = length, ExpiresAt = clock.Now().Plus(limits.UploadLife),
        };
        store.Expect(upload.Id);
        db.Uploads.Add(upload);
        await db.SaveChangesAsync(cancel);
        return upload;
    }

    /// <summary>The offset to go on from. Whoever still holds the upload is asked to leave: mostly a connection that died unnoticed.</summary>
    public async Task<Outcome<Progress>> Tell(Actor actor, string id, CancellationToken cancel)
    {
        if (!(await Find(actor, id, cancel)).Try(out var upload, out var why)) return why;
        if (upload.File is not null) return new Progress(upload, upload.Length, upload.File);
        return await InTurn(upload, async (file, _) =>
        {
            file?.Flush();
            return await FinishIfWhole(upload, file);
        }, cancel);
    }

    public async Task<Outcome<Progress>> Continue(Actor actor, string id, long offset, Stream content, CancellationToken cancel)
    {
        if (!(await Find(actor, id, cancel)).Try(out var upload, out var why)) return why;
        if (upload.File is not null) return offset == upload.Length ? new Progress(upload, offset, upload.File) : FileRefusals.MovedOn;
        return await InTurn(upload, async (file, mine) =>
        {
            if (file is null) return await FinishIfWhole(upload, file);
            if (file.Length != offset) return FileRefusals.MovedOn;
            if (!await file.Append(content, upload.Length, mine)) return FileRefusals.Broken;
            if (IsHopeless(file)) return await Refuse(upload, file, FileRefusals.Unknown);
            return await FinishIfWhole(upload, file);
        }, cancel);
    }

    public async Task<Outcome<bool>> End(Actor actor, string id, CancellationToken cancel)
    {
        if (!(await Find(actor, id, cancel)).Try(out var upload, out var why)) return why;
        if (upload.File is not null) return FileRefusals.UploadGone;
        return await InTurn<bool>(upload, async (file, _) =>
        {
            await Forget(upload, file);
            return true;
        }, cancel);
    }

    private async Task<Outcome<UploadRow>> Find(Actor actor, string id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var reach = db.Baskets.AddableBy(actor, clock.Now());
        var upload = await db.Uploads.AsNoTracking().SingleOrDefaultAsync(u => u.Id == id && reach.Any(b => b.Id == u.Basket), cancel);
        if (upload is null) return FileRefusals.NotFound;
        return upload.ExpiresAt > clock.Now() ? upload : FileRefusals.UploadGone;
    }

    /// <summary>Null: begun by an earlier version, or its owner was erased.</summary>
    private async ValueTask<byte[]?> Key(UploadRow upload, CancellationToken cancel) =>
        upload.Wrapped is { } wrapped && await keys.Unwrap(await baskets.SubjectOf(upload.Basket, cancel), upload.Id, wrapped, cancel) is var (key, _) ? key : null;

    private async Task<Outcome<Progress>> FinishIfWhole(UploadRow upload, ArrivingContent? file)
    {
        if (file is null) return await FinishAgain(upload);
        if (file.Length < upload.Length) return new Progress(upload, file.Length, null);
        FileKind? kind;
        SignatureStanding? signature;
        await using (var read = file.Read())
        {
            if (!Inspection.OfContent(upload.Name, read).Try(out kind, out var why)) return await Refuse(upload, file, why);
            // Whoever waits for the scanner keeps what has come, and asks again.
            if (await scan.Of(read, CancellationToken.None) is { } ill) return ill == FileRefusals.ScanWaits ? ill : await Refuse(upload, file, ill);
            signature = signatures.In(kind, read, clock.Now());
        }

        // All bytes are here: what follows is done even if the sender is gone.
        var hash = await file.Hash(CancellationToken.None);
        await file.DisposeAsync();
        await Change(db => db.Uploads.Where(u => u.Id == upload.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.Hash, hash)));
        store.Keep(upload.Id);
        return await Finish(upload, kind, signature, hash);
    }

    /// <summary>The content had its place already when the server was killed, or it was swept away.</summary>
    private async Task<Outcome<Progress>> FinishAgain(UploadRow upload)
    {
        if (upload.Hash is not { } hash || !store.Has(upload.Id)) return await Refuse(upload, null, FileRefusals.UploadGone);
        if (await Key(upload, CancellationToken.None) is not { } key) return await Refuse(upload, null, FileRefusals.UploadGone);
        FileKind kind;
        SignatureStanding? signature;
        await using (var kept = SealedContent.Open(store.OpenRead(upload.Id), key, upload.Id, upload.Length))
        {
            // It was scanned before it took its place.
            if (!Inspection.OfContent(upload.Name, kept).Try(out kind, out var why)) return await Refuse(upload, null, why);
            signature = signatures.In(kind, kept, clock.Now());
        }

        return await Finish(upload, kind, signature, hash);
    }

    private async Task<Outcome<Progress>> Finish(UploadRow upload, FileKind kind, SignatureStanding? signature, string hash)
    {
        var row = new FileRow
        {
            Id = Baskets.NewId(), Basket = upload.Basket, Material = upload.Material, Name = upload.Name, MediaType = kind.MediaType,
            Size = upload.Length, Hash = hash, Content = upload.Id, Wrapped = upload.Wrapped, StoredAt = clock.Now(),
            Signature = signature,
        };
        return (await baskets.Add(row, upload.Id, CancellationToken.None)).Try(out var stored, out var why)
            ? new Progress(upload, upload.Length, stored.Id)
            : await Refuse(upload, null, why);
    }

    private async Task<Refusal> Refuse(UploadRow upload, ArrivingContent? file, Refusal why)
    {
        await Forget(upload, file);
        return why;
    }

    private async Task Forget(UploadRow upload, ArrivingContent? file)
    {
        if (file is not null) await file.DisposeAsync();
        store.Drop(upload.Id);
        await Change(db => db.Uploads.Where(u => u.Id == upload.Id && u.File == null).ExecuteDeleteAsync());
    }

    private async Task Change(Func<MaterialsDb, Task<int>> statement)
    {
        await using var db = await contexts.CreateDbContextAsync();
        await db.InTransaction(() => statement(db));
    }

    private static bool IsHopeless(ArrivingContent file)
    {
        Span<byte> head = stackalloc byte[FileKind.HeadLength];
        using var read = file.Read();
        head = head[..read.ReadAtLeast(head, FileKind.HeadLength, throwOnEndOfStream: false)];
        return head.Length >= FileKind.LeastHead && !FileKind.MayBecome(head);
    }

    /// <summary>The arriving file (null: gone) for one connection at a time: the newest asks the one before it to stop, then waits a little.</summary>
    private async Task<Outcome<T>> InTurn<T>(UploadRow upload, Func<ArrivingContent?, CancellationToken, Task<Outcome<T>>> work, CancellationToken cancel)
    {
        var id = upload.Id;
        if (await Key(upload, cancel) is not { } key) return FileRefusals.UploadGone;
        using var mine = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        if (turns.TryGetValue(id, out var before)) Stop(before);
        turns[id] = mine;
        try
        {
            await using var file = await Open(id, key, mine.Token);
            return await work(file, mine.Token);
        }
        catch (HeldElsewhereException)
        {
            return FileRefusals.Busy;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return FileRefusals.Busy; // A newer connection took over.
        }
        finally
        {
            turns.TryRemove(KeyValuePair.Create(id, mine));
        }

        static void Stop(CancellationTokenSource turn)
        {
            try
            {
                turn.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It ended by itself.
            }
        }
    }

    private async Task<ArrivingContent?> Open(string id, byte[] key, CancellationToken cancel)
    {
        for (var waited = TimeSpan.Zero; ; waited += Step)
        {
            try
            {
                return store.OpenIncoming(id, key);
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                return null;
            }
            catch (IOException) when (waited < Patience)
            {
                await Task.Delay(Step, cancel);
            }
            catch (IOException e)
            {
                throw new HeldElsewhereException(e);
            }
        }
    }

    private sealed class HeldElsewhereException(Exception inner) : Exception("Another connection holds the upload.", inner);
}
