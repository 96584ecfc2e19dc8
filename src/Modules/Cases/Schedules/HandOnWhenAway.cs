using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>
/// 转交: looks a few times a minute at who holds cases; what is held by somebody who is away, has moved or has left goes to his stand-in, or back to his organisation, as an act in
/// the log. The act's id is the case's version, so that two nodes hand it on once.
/// </summary>
internal sealed class HandOnWhenAway(IDbContextFactory<CasesDb> contexts, CaseDesk desk, Holdings holdings, IPresence presence, ILogger<HandOnWhenAway> log) : DueLoop(Pause, log)
{
    public override string Title => "不在岗时转交";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    public override Task<int> RunDue(CancellationToken cancel) => InTurn(() => Look(cancel), cancel);

    private async Task<int> Look(CancellationToken cancel)
    {
        var handed = 0;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var holders = await db.Held.AsNoTracking().Select(h => new { h.Account, h.Role, h.Organisation }).Distinct().ToListAsync(cancel);
        foreach (var holder in holders)
        {
            if (presence.Of(holder.Account, holder.Role, holder.Organisation) is not { } away) continue;
            var rows = await db.Held.AsNoTracking().Where(h => h.Account == holder.Account && h.Role == holder.Role && h.Organisation == holder.Organisation)
                .Select(h => new CaseKey(h.Region, h.CaseId)).ToListAsync(cancel);
            foreach (var key in rows) handed += await HandOn(key, holder.Account, away, cancel) ? 1 : 0;
        }

        return handed;
    }

    private async Task<bool> HandOn(CaseKey key, string from, Away away, CancellationToken cancel)
    {
        if (await desk.Open(CaseNumber.From(key.Region, key.Id), cancel) is not { } open) return false;
        if (open.State.Work?.Held is not { } held || held.By != from)
        {
            // It was let go, or another hand has it, which is noted here.
            if (open.State.Work?.Held is null) await holdings.Forget(key, cancel);
            else await holdings.Keep(open.State, cancel);
            return false;
        }

        var to = away.StandIn is { } standIn && ClaimRules.MayStandIn(open.State, standIn, open.Context) ? standIn : null;
        var outcome = await desk.Do(open, Actor.Clockwork, new HandOn(from, to, away.For), $"hand-on-{open.State.Version}", open.State.Version);
        if (!outcome.Try(out _, out var why))
        {
            Log.LogWarning("The hand-over of {Case} was refused: {Code}.", open.Number, why.Code);
            return false;
        }

        if (to is null) await holdings.Forget(key, cancel);
        return true;
    }
}
