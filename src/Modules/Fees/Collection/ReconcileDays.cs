using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Fees;

/// <summary>日对账: at two in the morning the day before is compared with the service's statement, to the fen; what differs is listed until somebody settles it.</summary>
internal sealed class ReconcileDays(IDbContextFactory<FeesDb> contexts, CollectionOffice office, OutboxBell bell, TimeProvider clock, ILogger<ReconcileDays> log)
    : DueWorker<FeesDb, DayRow>(contexts, bell, clock, log)
{
    public override string Title => "收费对账";

    private static readonly TimeOnly Hour = new(2, 0);
    private const int MostDaysBack = 31;
    private readonly IDbContextFactory<FeesDb> contexts = contexts;

    public static string IdOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Every day since the first charge has its row.</summary>
    protected override async Task Prepare(CancellationToken cancel)
    {
        if (!office.IsSetUp) return;
        var today = Clock.Now().Date;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Days.AnyAsync(d => d.Id == IdOf(today.AddDays(-1)), cancel)) return;
        if (await db.Charges.OrderBy(c => c.ChargedAt).Select(c => (Instant?)c.ChargedAt).FirstOrDefaultAsync(cancel) is not { } first) return;
        var from = new[] { first.Date, today.AddDays(-MostDaysBack) }.Max();
        var known = await db.Days.Select(d => d.Id).ToListAsync(cancel);
        for (var day = from; day < today; day = day.AddDays(1))
        {
            if (known.Contains(IdOf(day))) continue;
            db.Days.Add(new DayRow { Id = IdOf(day), DueAt = Instant.At(day.AddDays(1), Hour) });
        }

        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Another node wrote them first.
        }
    }

    protected override async Task Step(FeesDb db, DayRow day, CancellationToken cancel)
    {
        var now = Clock.Now();
        switch (await office.Statement(day.Id, cancel))
        {
            case OutsideAnswer.Later later:
                day.Postpone(later.Reason, now);
                break;
            case OutsideAnswer.No no:
                day.Postpone(no.Reason, now);
                day.Trouble = true;
                break;
            case OutsideAnswer.Said said when said.As<StatementSaid>() is { Lines: { } lines } statement && statement.Day == day.Id && lines.All(l => l is { Key: not null, Amount: > 0 }):
                await Compare(db, day, [.. lines.Select(Read)], now, cancel);
                break;
            default:
                day.Postpone("收缴系统的对账单无法识别", now);
                break;
        }
    }

    private static async Task Compare(FeesDb db, DayRow day, IReadOnlyList<Movement> theirs, Instant now, CancellationToken cancel)
    {
        var ours = await Ours(db, DateOnly.ParseExact(day.Id, "yyyy-MM-dd", CultureInfo.InvariantCulture), cancel);
        var found = Reconciling.Compare(ours, theirs);
        // What somebody has settled stands; the rest is found anew, or not.
        var before = await db.Differences.Where(d => d.Day == day.Id).ToListAsync(cancel);
        db.Differences.RemoveRange(before.Where(d => d.Settled is null));
        var settled = before.Where(d => d.Settled is not null).ToList();
        foreach (var difference in found.Where(f => !settled.Exists(s => (s.Kind, s.Charge, s.Refund, s.Ours, s.Theirs) == (f.Kind, f.Charge, f.Refund, f.Ours, f.Theirs))))
        {
            db.Differences.Add(new DifferenceRow
            {
                Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), Day = day.Id, Kind = difference.Kind, Charge = difference.Charge,
                Refund = difference.Refund, Ours = difference.Ours, Theirs = difference.Theirs, Place = difference.Place,
            });
        }

        // What they have and we do not is asked for at once: a call-back may have been lost.
        var missed = found.Where(f => f is { Kind: DifferenceKind.MissingHere, Refund: null }).Select(f => f.Charge).ToList();
        foreach (var charge in await db.Charges.Where(c => missed.Contains(c.Id) && c.State == ChargeState.Open).ToListAsync(cancel))
        {
            charge.TryNow(now);
            charge.Version++;
        }

        (day.ComparedAt, day.OursCount, day.Ours, day.TheirsCount, day.Theirs, day.Differences) = (now, ours.Count, Sum(ours), theirs.Count, Sum(theirs), found.Count);
        day.Went(null);
    }

    private static async Task<List<Movement>> Ours(FeesDb db, DateOnly day, CancellationToken cancel)
    {
        var paid = await db.Charges.AsNoTracking().Where(c => c.PaidOn == day).Select(c => new { c.Id, c.Amount, c.Place }).ToListAsync(cancel);
        var back = await db.Refunds.AsNoTracking().Where(r => r.DoneOn == day).Select(r => new { r.Charge, r.Id, r.Amount, r.Place }).ToListAsync(cancel);
        return [.. paid.Select(p => new Movement(p.Id, null, p.Amount, p.Place)), .. back.Select(r => new Movement(r.Charge, r.Id, r.Amount, r.Place))];
    }

    /// <summary>Payments less refunds.</summary>
    private static Money Sum(IEnumerable<Movement> movements) => new(movements.Sum(m => m.Refund is null ? m.Amount.Fen : -m.Amount.Fen));

    private static Movement Read(StatementLine line) =>
        new(line.Key!, line.Refund, new Money(line.Amount!.Value), long.TryParse(line.Place, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : 0);
}
