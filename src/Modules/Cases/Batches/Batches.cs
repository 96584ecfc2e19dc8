using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>A batch opened for its applicant.</summary>
/// <param name="Waits">Signed rows wait for their turn.</param>
internal sealed record Batch(string Id, string Subject, Guide Guide, Instant BegunAt, bool Waits, int Version, IReadOnlyList<BatchLine> Lines, IReadOnlyList<BatchListRow> Lists)
{
    public int Count(LineState state) => Lines.Count(l => l.State == state);
}

/// <summary>The batches' store. A batch is found by its applicant only; what its rows say is sealed; a write names the version that it stands on.</summary>
internal sealed class Batches(IDbContextFactory<CasesDb> contexts, ISubjects subjects, ICatalogue catalogue, ISigner signer, TimeProvider clock)
{
    /// <summary>One answer for what is not there and for what is somebody else's.</summary>
    public static Refusal Unknown { get; } = new("cases.not-found", "没有找到这个批次。请到“批量申报”查看您的批次。", PlatformRules.Permission);

    public async ValueTask<Batch?> Find(string id, Actor actor, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.Batches.AsNoTracking().FirstOrDefaultAsync(b => b.Id == id && b.Subject == actor.Subject, cancel);
        return row is null || !actor.May(Power.Apply, row.Item) ? null : await Open(db, row, cancel);
    }

    public async ValueTask<Batch?> FindByKey(string key, Actor actor, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.Batches.AsNoTracking().FirstOrDefaultAsync(b => b.Owner == actor.Id && b.Key == key && b.Subject == actor.Subject, cancel);
        return row is null ? null : await Open(db, row, cancel);
    }

    /// <summary>The newest first, with how many rows each has by their state.</summary>
    public async ValueTask<IReadOnlyList<(BatchRow Row, IReadOnlyDictionary<LineState, int> Counts)>> Of(Actor actor, int most, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.Batches.AsNoTracking().Where(b => b.Subject == actor.Subject).OrderByDescending(b => b.BegunAt).Take(most).ToListAsync(cancel);
        var mine = rows.Where(r => actor.May(Power.Apply, r.Item)).ToList();
        var ids = mine.Select(r => r.Id).ToList();
        var states = (await db.BatchLines.AsNoTracking().Where(l => ids.Contains(l.Batch)).Select(l => new { l.Batch, l.State }).ToListAsync(cancel)).ToLookup(l => l.Batch, l => l.State);
        return [.. mine.Select(r => (r, (IReadOnlyDictionary<LineState, int>)states[r.Id].CountBy(s => s).ToDictionary()))];
    }

    /// <summary>Begins a batch; the same owner and key give the same one.</summary>
    public async ValueTask<Batch> Begin(Guide guide, Actor actor, string key, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await FindByKey(key, actor, cancel) is { } there) return there;
        db.Batches.Add(new BatchRow
        {
            Id = Drafts.NewId(), Owner = actor.Id, Key = key, Subject = actor.Subject!, Item = guide.Item, GuideVersion = guide.Version, BegunAt = clock.Now(), Version = 1,
        });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Begun in the same moment by a second press, or it is a fault.
            if (await FindByKey(key, actor, cancel) is null) throw;
        }

        return (await FindByKey(key, actor, cancel))!;
    }

    /// <summary>Writes rows as they were judged; those of the batch that are open and not among them go, where the table took their place.</summary>
    public async ValueTask<Outcome<Batch>> Write(Batch batch, Actor actor, Guide guide, bool anew, IReadOnlyList<BatchLine> lines, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await Held(db, batch, cancel) is not { } row) return BatchRules.Changed;
        var there = await db.BatchLines.Where(l => l.Batch == batch.Id).ToDictionaryAsync(l => l.Line, cancel);
        foreach (var line in lines)
        {
            var box = await Seal(batch, line, cancel);
            if (there.Remove(line.Line, out var old)) (old.State, old.Hash, old.List, old.Sealed) = (line.State, line.Hash, line.List, box);
            else db.BatchLines.Add(new BatchLineRow { Batch = batch.Id, Line = line.Line, State = line.State, Hash = line.Hash, Sealed = box });
        }

        if (anew) db.BatchLines.RemoveRange(there.Values);
        row.GuideVersion = guide.Version;
        row.Version++;
        return await db.TrySave(cancel) ? (await Find(batch.Id, actor, cancel))! : BatchRules.Changed;
    }

    /// <summary>签署: one signature over the list of hashes of all right rows. The list is sealed; who signed it, when, and our signature over its hash stand beside it.</summary>
    public async ValueTask<Outcome<Batch>> Sign(Batch batch, Actor actor, string? seen, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await Held(db, batch, cancel) is not { } row) return BatchRules.Changed;
        var number = row.Lists + 1;
        if (!BatchRules.Sign(batch.Lines, seen, number).Try(out var signed, out var why)) return why;
        var signature = await signer.Sign($"batch {batch.Id} list {number}", seen!, cancel);
        var list = JsonSerializer.SerializeToUtf8Bytes(signed.Select(l => new SignedRow(l.Line, l.Hash!)), Json.Options);
        db.BatchLists.Add(new BatchListRow
        {
            Batch = batch.Id, Number = number, SignedBy = actor.Id, SignedAt = clock.Now(), Rows = signed.Count, Hash = seen!, KeyId = signature.KeyId, Signature = signature.Value,
            Sealed = await subjects.Seal(batch.Subject, $"batch/{batch.Id}/list/{number}", list, cancel),
        });
        var lines = signed.Select(l => l.Line).ToHashSet();
        foreach (var line in await db.BatchLines.Where(l => l.Batch == batch.Id && l.State == LineState.Right).ToListAsync(cancel))
        {
            if (lines.Contains(line.Line)) (line.State, line.List) = (LineState.Signed, number);
        }

        (row.Lists, row.DueAt) = (number, clock.Now());
        row.Version++;
        return await db.TrySave(cancel) ? (await Find(batch.Id, actor, cancel))! : BatchRules.Changed;
    }

    /// <summary>Batches whose signed rows are due.</summary>
    public async ValueTask<IReadOnlyList<Batch>> Due(int most, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var now = clock.Now();
        var due = new List<Batch>();
        foreach (var row in await db.Batches.AsNoTracking().Where(b => b.DueAt != null && b.DueAt <= now).OrderBy(b => b.DueAt).Take(most).ToListAsync(cancel)) due.Add(await Open(db, row, cancel));
        return due;
    }

    /// <summary>What came of a signed row; a second hand finds it done already and changes nothing.</summary>
    public async ValueTask Mark(Batch batch, BatchLine line, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var box = await Seal(batch, line, cancel);
        await db.InTransaction(
            () => db.BatchLines.Where(l => l.Batch == batch.Id && l.Line == line.Line && l.State == LineState.Signed)
                .ExecuteUpdateAsync(s => s.SetProperty(l => l.State, line.State).SetProperty(l => l.CaseNumber, line.Number).SetProperty(l => l.Sealed, box), cancel),
            cancel);
    }

    /// <summary>When the batch is looked at next: null as soon as no signed row waits.</summary>
    public async ValueTask Rest(Batch batch, Instant? again, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.InTransaction(
            async () =>
            {
                var waits = await db.BatchLines.AnyAsync(l => l.Batch == batch.Id && l.State == LineState.Signed, cancel);
                var due = waits ? again ?? clock.Now() : (Instant?)null;
                return await db.Batches.Where(b => b.Id == batch.Id).ExecuteUpdateAsync(s => s.SetProperty(b => b.DueAt, due), cancel);
            },
            cancel);
    }

    private static async ValueTask<BatchRow?> Held(CasesDb db, Batch batch, CancellationToken cancel) =>
        await db.Batches.FirstOrDefaultAsync(b => b.Id == batch.Id && b.Version == batch.Version, cancel);

    private async ValueTask<Batch> Open(CasesDb db, BatchRow row, CancellationToken cancel)
    {
        var guide = await catalogue.Version(row.Item, row.GuideVersion, cancel)
            ?? throw new InvalidOperationException($"Batch {row.Id} pins {row.Item} v{row.GuideVersion}, which the catalogue does not have.");
        var lines = new List<BatchLine>();
        foreach (var line in await db.BatchLines.AsNoTracking().Where(l => l.Batch == row.Id).OrderBy(l => l.Line).ToListAsync(cancel))
        {
            var plain = await subjects.Open(row.Subject, Context(row.Id, line.Line), line.Sealed, cancel);
            var box = plain is null ? new Box(new BatchEntry(line.Line, new Dictionary<string, string>()), [], []) : JsonSerializer.Deserialize<Box>(plain, Json.Options)!;
            lines.Add(new BatchLine(line.Line, line.State, box.Entry, box.Faults, box.Lacking, line.Hash, line.List, line.CaseNumber));
        }

        var lists = await db.BatchLists.AsNoTracking().Where(l => l.Batch == row.Id).OrderBy(l => l.Number).ToListAsync(cancel);
        return new Batch(row.Id, row.Subject, guide, row.BegunAt, row.DueAt is not null, row.Version, lines, lists);
    }

    private ValueTask<byte[]> Seal(Batch batch, BatchLine line, CancellationToken cancel) => subjects.Seal(
        batch.Subject, Context(batch.Id, line.Line), JsonSerializer.SerializeToUtf8Bytes(new Box(line.Entry, line.Faults, line.Lacking), Json.Options), cancel);

    private static string Context(string batch, int line) => $"batch/{batch}/{line}";

    private sealed record Box(BatchEntry Entry, IReadOnlyList<RowFault> Faults, IReadOnlyList<string> Lacking);

    private sealed record SignedRow(int Line, string Hash);
}
