using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>A hat as it is offered: for whom, in what capacity, until when, within what authority (null: without a limit).</summary>
internal sealed record Hat(string Subject, Capacity Capacity, string Name, DateOnly? Until, Authority? Authority = null)
{
    /// <summary>青岛示范湾餐饮有限公司（代理人 程小满）</summary>
    public string NameFor(IReadOnlyList<Hat> all) =>
        Authority is not null && all.FirstOrDefault(h => h.Capacity == Capacity.Self)?.Name is { } self ? $"{Name}（{CapacityWords.Of(Capacity)} {self}）" : Name;
}

/// <summary>An actor with one hat on, and the last day on which he may wear it.</summary>
/// <param name="Many">The account has others.</param>
internal sealed record Wearer(Actor Actor, DateOnly? Until, Capacity? Capacity = null, bool Many = false)
{
    /// <summary>Staff with several posts: which is worn, and in words.</summary>
    public (string Id, string Words)? Post { get; init; }
}

internal static class CapacityWords
{
    public static string Of(Capacity capacity) => capacity switch
    {
        Capacity.Self => "本人",
        Capacity.Representative => "法定代表人",
        Capacity.Agent => "代理人",
        Capacity.Guardian => "监护人",
        Capacity.Relative => "亲友",
        _ => throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "A capacity without a word."),
    };
}

/// <summary>办事身份: for whom an applicant's account may act today, and the actor that follows from the hat that is on.</summary>
internal sealed class Hats(IDbContextFactory<IdentityDb> contexts, SubjectVault subjects, InMemoryDirectory directory, IRulebooks rulebooks, TimeProvider clock)
{
    /// <summary>What stands in the log beside acts of guardians, who have no written authority.</summary>
    public const string ByGuardianship = "guardian";

    public async Task<IReadOnlyList<Hat>> Of(string account, CancellationToken cancel) =>
        (await OfAll([account], cancel)).GetValueOrDefault(account, []);

    /// <summary>The hats of several accounts at once; an account without any is absent.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<Hat>>> OfAll(IReadOnlyCollection<string> accounts, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var today = clock.Now().Date;
        var rows = await db.Hats.AsNoTracking().Where(h => accounts.Contains(h.Account) && (h.Until == null || h.Until >= today)).ToListAsync(cancel);
        var given = await Given(db, [.. rows.Where(h => h.Capacity == Capacity.Self).Select(h => h.Subject)], today, cancel);
        // An erased subject can no longer be acted for.
        var known = await subjects.FindAll([.. rows.Select(h => h.Subject), .. given.Select(g => g.Authority.Principal)], cancel);
        var offered = rows.Where(h => known.ContainsKey(h.Subject)).Select(h => (h.Account, h.Place, Hat: Fixed(h, known[h.Subject].Name))).ToList();
        foreach (var self in rows.Where(h => h.Capacity == Capacity.Self))
        {
            offered.AddRange(given.Where(g => g.Person == self.Subject && known.ContainsKey(g.Authority.Principal)).Select(g => g.Authority).GroupBy(a => a.Principal)
                .Select(g => (self.Account, g.Min(a => a.Place), Written([.. g.DistinctBy(a => a.Id)], known[g.Key].Name))));
        }

        // Who represents or guards somebody needs no authority from him beside it.
        return offered.GroupBy(o => o.Account).ToDictionary(
            g => g.Key, g => (IReadOnlyList<Hat>)[.. g.OrderBy(o => o.Hat.Authority is null ? 0 : 1).DistinctBy(o => o.Hat.Subject).OrderBy(o => o.Place).Select(o => o.Hat)]);
    }

    /// <summary>Null if the account may not, or no longer, act for that subject, or if the post is not one that its organisation may have.</summary>
    /// <param name="subject">Applicants: the hat to put on; staff: the post; null for the first that is offered.</param>
    public async Task<Wearer?> Wear(AccountRow account, string? subject, CancellationToken cancel)
    {
        if (account.Role != Role.Applicant)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var posts = await db.PostsOf(account, cancel);
            var today = clock.Now().Date;
            // The first that is in order where none is asked for: a post that its organisation may not have is not worn, and shuts nobody out of the others.
            var post = posts.FirstOrDefault(p => (subject is null || p.Id == subject) && PostRules.Check(p.Role, p.Place, p.Organisation is null ? null : directory.Organisation(p.Organisation), rulebooks.For(p.Place, ItemType.PublicService, today)) is null);
            return post is null
                ? null
                : new Wearer(new Actor(account.Id, account.Name ?? account.User, post.Role, post.Place, post.Organisation, null) { Unit = post.Unit }, null)
                {
                    Many = posts.Count > 1, Post = posts.Count > 1 ? (post.Id, post.Words(directory)) : null,
                };
        }

        return Wear(account, subject, await Of(account.Id, cancel));
    }

    public static Wearer? Wear(AccountRow account, string? subject, IReadOnlyList<Hat> hats) =>
        hats.FirstOrDefault(h => subject is null || h.Subject == subject) is { } on
            ? new Wearer(
                new Actor(account.Id, on.NameFor(hats), Role.Applicant, RegionCode.Nation, null, on.Subject) { Authority = on.Authority }, on.Until, on.Capacity, hats.Count > 1)
            : null;

    /// <summary>What was given to these persons and holds today: to themselves, or to a firm that assigned them.</summary>
    private static async Task<List<(string Person, AuthorityRow Authority)>> Given(IdentityDb db, List<string> persons, DateOnly today, CancellationToken cancel)
    {
        var live = db.Authorities.AsNoTracking().Where(a => a.AcceptedAt != null && a.EndedAt == null && a.From <= today && a.Until >= today);
        var own = await live.Where(a => a.Kind != AuthorityKind.Firm && persons.Contains(a.Agent!)).ToListAsync(cancel);
        var assigned = await db.Staffing.AsNoTracking().Where(s => persons.Contains(s.Person) && s.RemovedAt == null)
            .Join(live.Where(a => a.Kind == AuthorityKind.Firm), s => s.Authority, a => a.Id, (s, a) => new { s.Person, Authority = a }).ToListAsync(cancel);
        return [.. own.Select(a => (a.Agent!, a)), .. assigned.Select(a => (a.Person, a.Authority))];
    }

    private static Hat Fixed(HatRow row, string name) => row.Capacity == Capacity.Guardian
        ? new Hat(row.Subject, row.Capacity, name, row.Until, new Authority([new Grant(ByGuardianship, PowerWords.All, null, null, row.Until)]))
        : new Hat(row.Subject, row.Capacity, name, row.Until);

    private static Hat Written(IReadOnlyList<AuthorityRow> given, string name) => new(
        given[0].Principal, given.All(a => a.Kind == AuthorityKind.Relative) ? Capacity.Relative : Capacity.Agent, name, given.Max(a => a.Until),
        new Authority([.. given.Select(a => a.Grant)]));
}
