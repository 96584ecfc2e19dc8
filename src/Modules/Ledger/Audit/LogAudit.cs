using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Ledger;

/// <summary>
/// The leaves against the cases' logs, both in the order of number and sequence. A leaf whose event is gone, or says something else now:
/// the log was cut off or rewritten. An event without a leaf that is not on its way either: it was dropped.
/// </summary>
internal sealed class LogAudit(Database database, ICaseLog log, IDbContextFactory<LedgerDb> contexts, List<Damage> damage)
{
    private readonly List<LoggedEvent> without = [];

    public async Task Run(DateOnly? since, CancellationToken cancel)
    {
        await using var leaves = AuditRow.Read(database, "leaves", "Number Sequence Hash", "order by \"Number\", \"Sequence\"", cancel).GetAsyncEnumerator(cancel);
        await using var events = log.Events(since, cancel).GetAsyncEnumerator(cancel);
        // The leaves are read as of now, the logs as of a moment later: an event that comes meanwhile has no leaf yet, never the reverse.
        var hasLeaf = await leaves.MoveNextAsync();
        var hasEvent = await events.MoveNextAsync();
        for (; hasLeaf; hasLeaf = await leaves.MoveNextAsync())
        {
            var row = leaves.Current;
            // What is no event's name was reported with its leaf.
            if (row.Text(0) is not { } number || !CaseNumber.TryParse(number, out var parsed) || (since is { } day && parsed.Day < day)) continue;
            var sequence = (int)(row.Number(1) ?? 0);
            while (hasEvent && Compare(events.Current, number, sequence) < 0)
            {
                without.Add(events.Current);
                hasEvent = await events.MoveNextAsync();
            }

            if (!hasEvent || Compare(events.Current, number, sequence) > 0)
            {
                damage.Add(new Damage(number, sequence, "总账里有这条记录，日志里没有：日志末尾被截断或记录被删去"));
                continue;
            }

            if (events.Current.Hash != row.Text(2)) damage.Add(new Damage(number, sequence, "日志与总账所记的散列不符"));
            hasEvent = await events.MoveNextAsync();
        }

        for (; hasEvent; hasEvent = await events.MoveNextAsync()) without.Add(events.Current);
        if (without.Count > 0) await Dropped(cancel);
    }

    private static int Compare(LoggedEvent logged, string number, int sequence) =>
        string.CompareOrdinal(logged.Number, number) is var order and not 0 ? order : logged.Sequence.CompareTo(sequence);

    /// <summary>Looked for on its way, in the direction of the way: outbox, then queue, then leaves, so that what moves meanwhile is met.</summary>
    private async Task Dropped(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var onTheWay = new HashSet<(string, int)>();
        await foreach (var row in db.Outbox.AsNoTracking().Where(r => r.Topic.StartsWith("case.")).AsAsyncEnumerable().WithCancellation(cancel))
        {
            var happened = JsonSerializer.Deserialize<CaseHappened>(row.Body, Json.Options)!;
            onTheWay.Add((happened.Number, happened.Sequence));
        }

        await foreach (var row in db.Pending.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancel)) onTheWay.Add((row.Number, row.Sequence));
        foreach (var missing in without.Where(e => !onTheWay.Contains((e.Number, e.Sequence))))
        {
            if (await db.Leaves.AnyAsync(l => l.Number == missing.Number && l.Sequence == missing.Sequence, cancel)) continue;
            damage.Add(new Damage(missing.Number, missing.Sequence, "日志里有这条记录，总账里没有，也不在待入链之列"));
        }
    }
}
