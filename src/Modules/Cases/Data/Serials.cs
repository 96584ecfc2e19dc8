using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>Case numbers without asking the database each time: a node takes a block of serials and gives them out; a restart leaves a gap, never a double.</summary>
internal sealed class Serials(IDbContextFactory<CasesDb> contexts) : IDisposable
{
    private const int Block = 100;
    private readonly ConcurrentDictionary<(long Region, DateOnly Day, int Point), Taken> taken = [];
    private readonly SemaphoreSlim one = new(1, 1);

    /// <param name="point">0 online, else the window's number.</param>
    public async ValueTask<CaseNumber> Next(RegionCode region, DateOnly day, int point, CancellationToken cancel = default)
    {
        var key = (CaseNumber.From(region, day, point, 0).Region.Number, day, point);
        while (true)
        {
            var block = taken.GetValueOrDefault(key);
            if (block is not null && Interlocked.Increment(ref block.Given) is var n && n <= Block)
            {
                return CaseNumber.From(region, day, point, block.First + n - 1);
            }

            await one.WaitAsync(cancel);
            try
            {
                if (taken.GetValueOrDefault(key) == block) taken[key] = new Taken(await Take(key, cancel));
            }
            finally
            {
                one.Release();
            }
        }
    }

    private async Task<int> Take((long Region, DateOnly Day, int Point) key, CancellationToken cancel)
    {
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var row = await db.Serials.AsNoTracking().FirstOrDefaultAsync(s => s.Region == key.Region && s.Day == key.Day && s.Point == key.Point, cancel);
            if (row is null)
            {
                db.Serials.Add(new SerialRow { Region = key.Region, Day = key.Day, Point = key.Point, Next = 1 + Block });
                try
                {
                    await db.SaveChangesAsync(cancel);
                    return 1;
                }
                catch (DbUpdateException)
                {
                    continue; // Another node began this day first.
                }
            }

            var moved = await db.InTransaction(
                () => db.Serials.Where(s => s.Region == key.Region && s.Day == key.Day && s.Point == key.Point && s.Next == row.Next)
                    .ExecuteUpdateAsync(s => s.SetProperty(r => r.Next, row.Next + Block), cancel),
                cancel);
            if (moved == 1) return row.Next;
        }
    }

    public void Dispose() => one.Dispose();

    private sealed class Taken(int first)
    {
        public int Given;

        public int First => first;
    }
}
