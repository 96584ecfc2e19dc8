using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>A hat as it is offered: for whom, in what capacity, until when.</summary>
internal sealed record Hat(string Subject, Capacity Capacity, string Name, DateOnly? Until, IReadOnlyList<string>? Scope = null);

/// <summary>An actor with one hat on, and the last day on which he may wear it.</summary>
internal sealed record Wearer(Actor Actor, DateOnly? Until);

/// <summary>办事身份: for whom an applicant's account may act today, and the actor that follows from the hat that is on.</summary>
internal sealed class Hats(IDbContextFactory<IdentityDb> contexts, SubjectVault subjects, InMemoryDirectory directory, IRulebooks rulebooks, TimeProvider clock)
{
    public async Task<IReadOnlyList<Hat>> Of(string account, CancellationToken cancel) =>
        (await OfAll([account], cancel)).GetValueOrDefault(account, []);

    /// <summary>The hats of several accounts at once; an account without any is absent.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<Hat>>> OfAll(IReadOnlyCollection<string> accounts, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var today = clock.Now().Date;
        var rows = await db.Hats.AsNoTracking().Where(h => accounts.Contains(h.Account)).ToListAsync(cancel);
        var inTerm = rows.Where(h => h.Until is null || h.Until >= today).ToList();
        // An erased subject can no longer be acted for.
        var known = await subjects.FindAll(inTerm.Select(h => h.Subject), cancel);
        return inTerm.Where(h => known.ContainsKey(h.Subject)).GroupBy(h => h.Account).ToDictionary(
            g => g.Key,
            g => (IReadOnlyList<Hat>)[.. g.OrderBy(h => h.Place).Select(h => new Hat(h.Subject, h.Capacity, known[h.Subject].Name, h.Until, h.Scope?.Split('|', StringSplitOptions.RemoveEmptyEntries)))]);
    }

    /// <summary>Null if the account may not, or no longer, act for that subject, or if the post is not one that its organisation may have.</summary>
    /// <param name="subject">Applicants: the hat to put on; null for the first that is offered.</param>
    public async Task<Wearer?> Wear(AccountRow account, string? subject, CancellationToken cancel)
    {
        if (account.Role != Role.Applicant)
        {
            var organisation = account.Organisation is null ? null : directory.Organisation(account.Organisation);
            var rules = rulebooks.For(account.Place, ItemType.PublicService, clock.Now().Date);
            if (PostRules.Check(account.Role, account.Place, organisation, rules) is not null) return null;
            return new Wearer(new Actor(account.Id, account.Name ?? account.User, account.Role, account.Place, account.Organisation, null) { Unit = account.Unit }, null);
        }

        return Wear(account, subject, await Of(account.Id, cancel));
    }

    public static Wearer? Wear(AccountRow account, string? subject, IReadOnlyList<Hat> hats) =>
        hats.FirstOrDefault(h => subject is null || h.Subject == subject) is { } on
            ? new Wearer(new Actor(account.Id, Named(on, hats), Role.Applicant, RegionCode.Nation, null, on.Subject) { Authority = on.Capacity == Capacity.Agent ? new Authority(on.Scope, on.Until) : null }, on.Until)
            : null;

    /// <summary>林晓舟 · 某某公司 · 某某公司（代理人 程小满）</summary>
    private static string Named(Hat on, IReadOnlyList<Hat> hats)
    {
        var self = hats.FirstOrDefault(h => h.Capacity == Capacity.Self)?.Name;
        return on.Capacity == Capacity.Agent && self is not null ? $"{on.Name}（代理人 {self}）" : on.Name;
    }
}
