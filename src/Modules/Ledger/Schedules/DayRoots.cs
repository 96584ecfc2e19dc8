using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Ledger;

/// <summary>
/// 日根: the first turn after midnight (China's clock) closes each earlier day that has roots: its last root is published with a
/// consistency proof from the day before, on a page, as JSON, and as a file that witnesses outside can copy.
/// </summary>
internal sealed class DayRoots(IDbContextFactory<LedgerDb> contexts, SigningKeys keys, Database database)
{
    public string Folder => Path.Combine(database.Folder, "ledger");

    public static async Task<bool> AnyToClose(LedgerDb db, Instant now, CancellationToken cancel) =>
        await db.Roots.AnyAsync(Open(await LastClosed(db, cancel), now), cancel);

    public async Task Close(LedgerDb db, Instant now, CancellationToken cancel)
    {
        var last = await LastClosed(db, cancel);
        var open = await db.Roots.AsNoTracking().Where(Open(last, now)).OrderBy(r => r.Size).ToListAsync(cancel);
        foreach (var day in open.GroupBy(r => r.At.Date).OrderBy(g => g.Key))
        {
            var root = day.MaxBy(r => r.Size)!;
            var row = await Make(db, day.Key, root, last, cancel);
            db.Days.Add(row);
            await db.SaveChangesAsync(cancel);
            await Write(row, cancel);
            last = row;
        }
    }

    /// <summary>A start killed between row and file, or a folder that was lost: the files are written again from the rows.</summary>
    public async Task WriteMissing(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var present = Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*.json").Select(Path.GetFileNameWithoutExtension).ToHashSet() : [];
        var days = await db.Days.Select(d => d.Day).ToListAsync(cancel);
        foreach (var day in days.Where(d => !present.Contains(LedgerTexts.Of(d))))
        {
            await Write(await db.Days.AsNoTracking().SingleAsync(d => d.Day == day, cancel), cancel);
        }
    }

    public string FileOf(DateOnly day) => Path.Combine(Folder, $"{LedgerTexts.Of(day)}.json");

    private static Task<DayRow?> LastClosed(LedgerDb db, CancellationToken cancel) =>
        db.Days.AsNoTracking().OrderByDescending(d => d.Day).FirstOrDefaultAsync(cancel);

    private static System.Linq.Expressions.Expression<Func<RootRow, bool>> Open(DayRow? last, Instant now)
    {
        var from = last is null ? new Instant(long.MinValue) : Instant.At(last.Day.AddDays(1), TimeOnly.MinValue);
        var until = Instant.At(now.Date, TimeOnly.MinValue);
        var size = last?.Size ?? 0;
        return r => r.At >= from && r.At < until && r.Size > size;
    }

    private async Task<DayRow> Make(LedgerDb db, DateOnly day, RootRow root, DayRow? last, CancellationToken cancel)
    {
        var earlier = last is null ? null : JsonSerializer.Deserialize<DayFile>(last.Body, Json.Options);
        (DateOnly, long, byte[])? before = earlier is null ? null : (earlier.Day, earlier.Size, Convert.FromHexString(earlier.Root));
        var previous = earlier?.Size ?? 0;
        var nodes = await db.Read(MerkleTree.ConsistencyNodes(previous, root.Size), cancel);
        var signed = await keys.Sign(key => LedgerTexts.Day(day, root.Size, root.Hash, before, key), cancel);
        var key = await keys.Public(signed.KeyId, cancel);
        var file = new DayFile(
            day, root.Size, Convert.ToHexStringLower(root.Hash), earlier?.Day, previous,
            earlier?.Root ?? Convert.ToHexStringLower(MerkleTree.EmptyRoot),
            [.. MerkleTree.ConsistencyProof(previous, root.Size, nodes).Select(Convert.ToHexStringLower)],
            signed.Text, signed.KeyId, SigningKeys.Pem(key!.ToSpki()), signed.Signature);
        return new DayRow { Day = day, Size = root.Size, Body = JsonSerializer.Serialize(file, Json.Options) };
    }

    /// <summary>Aside, then moved: a copier never sees half a file.</summary>
    private async Task Write(DayRow row, CancellationToken cancel)
    {
        Directory.CreateDirectory(Folder);
        var aside = FileOf(row.Day) + ".new";
        await File.WriteAllTextAsync(aside, row.Body, cancel);
        File.Move(aside, FileOf(row.Day), overwrite: true);
    }
}
