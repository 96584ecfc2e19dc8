using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>
/// 期限预警: each rung reaches its owner once. What is sent and that it was sent are one transaction, and the message's key is case and rung: a kill
/// between, a second node, a repeated sweep or a clock that jumped over several rungs neither loses nor doubles one. It costs what is due.
/// </summary>
internal sealed class WarnInTime(IDbContextFactory<CasesDb> contexts, IServiceScopeFactory scopes, TimeProvider clock, ILogger<WarnInTime> log) : DueLoop(Pause, log)
{
    public override string Title => "期限提醒";

    private const int Most = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>Sends every rung that is due; returns how many.</summary>
    public override async Task<int> RunDue(CancellationToken cancel)
    {
        var (sent, passed) = (0, new HashSet<CaseKey>());
        while (true)
        {
            var now = clock.Now();
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var due = await db.Watches.AsNoTracking().Where(w => w.NextAt <= now).OrderBy(w => w.NextAt).Select(w => new CaseKey(w.Region, w.CaseId)).Take(Most + passed.Count).ToListAsync(cancel);
            due.RemoveAll(passed.Contains);
            if (due.Count == 0) return sent;
            foreach (var key in due)
            {
                sent += await Look(CaseNumber.From(key.Region, key.Id), cancel);
                passed.Add(key);
            }
        }
    }

    public Task Set(CaseNumber number, CancellationToken cancel) => Look(number, cancel);

    /// <summary>Sends what is due of one case and sets the next.</summary>
    private async Task<int> Look(CaseNumber number, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<CaseDesk>().Open(number, cancel) is not { } open) return 0;
        var (now, state) = (clock.Now(), open.State);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.Watches.FirstOrDefaultAsync(w => w.Region == state.Region && w.CaseId == state.Id, cancel);
        if (row is null) db.Watches.Add(row = new WatchRow { Region = state.Region, CaseId = state.Id, Sent = "" });
        var left = WarningRungs.Set(state, open.Context, now).Where(r => !row.Sent.Split('|').Contains(r.Rung.Key)).ToList();
        var due = left.Where(r => r.At <= now).Select(r => r.Rung).ToList();
        foreach (var rung in due) db.Warnings.Add(Message(rung, open, now));
        row.Sent = string.Join('|', row.Sent.Split('|', StringSplitOptions.RemoveEmptyEntries).Concat(due.Select(r => r.Key)));
        row.NextAt = left.Where(r => r.At > now).Select(r => (Instant?)r.At).Min(at => at?.Microseconds) is { } next ? new Instant(next) : null;
        try
        {
            await db.SaveChangesAsync(cancel);
            return due.Count;
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            // Another node was there first: what it sent is sent.
            return 0;
        }
    }

    private static WarningRow Message(Rung rung, OpenCase open, Instant now) => new()
    {
        Region = open.State.Region,
        CaseId = open.State.Id,
        Rung = rung.Key,
        Owner = rung.Owner,
        Account = rung.Owner == RungOwner.Handler ? open.State.Work?.Held?.By ?? open.State.Reviewer : null,
        Organisation = open.State.Organisation,
        Place = open.State.Place.Number,
        Item = open.Guide.Name,
        Due = (open.State.Promised ?? open.State.Statutory)!.Due.Day,
        SentAt = now,
    };
}
