using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>出借的权限 as they hold at this moment: asked again at every act, so that what is withdrawn is gone with the next one.</summary>
internal sealed class Lendings(IdentityDb db, TimeProvider clock)
{
    private static Refusal Changed { get; } = new("identity.changed-meanwhile", "这项出借刚刚有变动，请看过现在的情况后再办。", PlatformRules.NoSilentOverwrite);

    private static Refusal Standing { get; } = new("identity.lent-already", "已经有一项在用的出借。请先收回它，再重新出借。", PlatformRules.NoSilentOverwrite);

    /// <summary>Lendings that somebody of this post may see: his own, or those within his place.</summary>
    public IQueryable<LendingRow> Within(Actor actor)
    {
        var (from, end, own) = (actor.Place.Number, actor.Place.End, actor.Id);
        return LendingRules.IsBounded(actor.Role, actor.Place)
            ? db.Set<LendingRow>().Where(l => l.To == own)
            : db.Set<LendingRow>().Where(l => (long)(object)l.Place >= from && (long)(object)l.Place < end);
    }

    public bool Holds(LendingRow lending) => lending.EndedAt is null && lending.Until >= clock.Now().Date;

    /// <summary>The accounts of staff that the actor may see and handle: of his place; of a town only in the posts that are lent to him now.</summary>
    public IQueryable<AccountRow> Reach(IQueryable<AccountRow> accounts, Actor actor)
    {
        var mine = ManagePeople.Within(accounts, actor);
        if (!LendingRules.IsBounded(actor.Role, actor.Place)) return mine;
        var (own, today) = (actor.Id, clock.Now().Date);
        var held = db.Set<LendingRow>().Where(l => l.To == own && l.EndedAt == null && l.Until >= today);
        return mine.Where(a => db.Set<LentPostRow>().Any(p => p.Role == a.Role && p.Organisation == a.Organisation && held.Any(l => l.Id == p.Lending)));
    }

    public async Task<LentRight> RightOf(Actor actor, CancellationToken cancel)
    {
        if (!LendingRules.IsBounded(actor.Role, actor.Place)) return LentRight.Unbounded;
        var today = clock.Now().Date;
        if (await db.Set<LendingRow>().AsNoTracking().FirstOrDefaultAsync(l => l.To == actor.Id && l.EndedAt == null && l.Until >= today, cancel) is not { } lending) return LentRight.Nothing;
        return new LentRight(true, await PostsOf(lending.Id, cancel), lending.Most - await Used(lending, cancel));
    }

    public async Task<HashSet<(Role, string)>> PostsOf(string lending, CancellationToken cancel) =>
        [.. (await db.Set<LentPostRow>().AsNoTracking().Where(p => p.Lending == lending).ToListAsync(cancel)).Select(p => (p.Role, p.Organisation))];

    /// <summary>Accounts that are open or wait, and for which he has asked since it was lent.</summary>
    public async Task<int> Used(LendingRow lending, CancellationToken cancel)
    {
        var asked = db.AskedPosts.Where(p => p.AskedBy == lending.To && p.AskedAt >= lending.At);
        return (await db.Accounts.Where(a => asked.Any(p => p.Account == a.Id && ((a.Active && p.Agreed) || p.SettledAt == null))).Select(a => a.Id).ToListAsync(cancel)).Count;
    }

    public async Task<Outcome<string>> Lend(AccountRow to, IReadOnlySet<(Role, string)> posts, int most, DateOnly until, string why, Actor actor, CancellationToken cancel)
    {
        if (LendingRules.MayLend(actor, to.Role, to.Place, to.Active) is { } not) return not;
        var (now, today) = (clock.Now(), clock.Now().Date);
        if (await db.Set<LendingRow>().AnyAsync(l => l.To == to.Id && l.EndedAt == null && l.Until >= today, cancel)) return Standing;
        var row = new LendingRow { Id = Ids.New(), To = to.Id, Place = to.Place, Most = most, Until = until, Why = why, By = actor.Id, At = now };
        db.Add(row);
        foreach (var (role, organisation) in posts) db.Add(new LentPostRow { Lending = row.Id, Role = role, Organisation = organisation });
        await db.SaveWithEvent(now, SecurityEventKind.RightLent, to.Id, actor.Id, cancel, row.Id);
        return row.Id;
    }

    /// <summary>缩小: what waits and is no longer covered ends with it.</summary>
    public async Task<Refusal?> Narrow(LendingRow row, int seen, IReadOnlySet<(Role, string)> posts, int most, DateOnly until, Actor actor, CancellationToken cancel)
    {
        if (row.Version != seen || !Holds(row)) return Changed;
        var before = await db.Set<LentPostRow>().Where(p => p.Lending == row.Id).ToListAsync(cancel);
        if (LendingRules.MayNarrow(before.Select(p => (p.Role, p.Organisation)).ToHashSet(), posts, (row.Most, row.Until), (most, until)) is { } wider) return wider;
        db.RemoveRange(before.Where(p => !posts.Contains((p.Role, p.Organisation))));
        (row.Most, row.Until, row.Version) = (most, until, row.Version + 1);
        await EndWaiting(row, posts, actor, cancel);
        return await Save(SecurityEventKind.RightNarrowed, row, actor, cancel);
    }

    /// <summary>收回: at once, and with it every post that he has asked for and nobody has agreed to yet.</summary>
    public async Task<Refusal?> End(LendingRow row, Actor actor, CancellationToken cancel)
    {
        if (row.EndedAt is not null) return Changed;
        (row.EndedAt, row.EndedBy, row.Version) = (clock.Now(), actor.Id, row.Version + 1);
        await EndWaiting(row, new HashSet<(Role, string)>(), actor, cancel);
        return await Save(SecurityEventKind.RightWithdrawn, row, actor, cancel);
    }

    private async Task EndWaiting(LendingRow row, IReadOnlySet<(Role, string)> kept, Actor actor, CancellationToken cancel)
    {
        foreach (var post in await db.AskedPosts.Where(p => p.AskedBy == row.To && p.SettledAt == null).ToListAsync(cancel))
        {
            if (!kept.Contains((post.Role, post.Organisation))) (post.SettledBy, post.SettledAt, post.Against) = (actor.Id, clock.Now(), "提出的人借用的权限已经收回或者缩小");
        }
    }

    private async Task<Refusal?> Save(SecurityEventKind kind, LendingRow row, Actor actor, CancellationToken cancel)
    {
        try
        {
            await db.SaveWithEvent(clock.Now(), kind, row.To, actor.Id, cancel, row.Id);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Changed;
        }
    }
}
