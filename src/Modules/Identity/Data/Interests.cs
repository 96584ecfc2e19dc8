using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Caching.Memory;
using OneWindow.Contracts;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>登记的利害关系: an officer, and a person or organisation whose cases he should not handle.</summary>
internal sealed class InterestRow
{
    /// <summary>The officer's account.</summary>
    public required string Account { get; init; }

    public required string Subject { get; init; }

    /// <summary>The subject is the officer himself; else a relative, a partner, a shareholding.</summary>
    public required bool Himself { get; init; }
}

[DbContext(typeof(IdentityDb))]
[Migration("20261122_Interests")]
internal sealed class InterestsBegin() : ModuleMigration("identity")
{
    protected override void Define(MigrationBuilder migration) => migration.CreateTable("interests", t => new
    {
        Account = t.Column<string>(),
        Subject = t.Column<string>(),
        Himself = t.Column<bool>(),
    }, constraints: t => t.PrimaryKey("PK_interests", i => new { i.Account, i.Subject }));
}

/// <summary>Who stands how to whom: what is registered, and what follows from it for the companies that such a person represents and the filings he makes.</summary>
internal sealed class InterestList(IDbContextFactory<IdentityDb> contexts) : IInterests, IDisposable
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);
    private static readonly Dictionary<string, Interest> None = [];
    private readonly MemoryCache memory = new(new MemoryCacheOptions());

    public IReadOnlyDictionary<string, Interest> In(string subject, string filedBy)
    {
        var (bySubject, byFiler) = Now;
        var (one, other) = (bySubject.GetValueOrDefault(subject), byFiler.GetValueOrDefault(filedBy));
        if (one is null || other is null) return one ?? other ?? None;
        return one.Concat(other.Where(o => !one.ContainsKey(o.Key))).ToDictionary(o => o.Key, o => o.Value);
    }

    public void Dispose() => memory.Dispose();

    private (Dictionary<string, Dictionary<string, Interest>> BySubject, Dictionary<string, Dictionary<string, Interest>> ByFiler) Now => memory.GetOrCreate("interests", entry =>
    {
        entry.AbsoluteExpirationRelativeToNow = Remembered;
        return Load();
    });

    private (Dictionary<string, Dictionary<string, Interest>>, Dictionary<string, Dictionary<string, Interest>>) Load()
    {
        using var db = contexts.CreateDbContext();
        var rows = db.Interests.AsNoTracking().ToList();
        var people = rows.Select(r => r.Subject).ToList();
        var selves = db.Hats.AsNoTracking().Where(h => h.Capacity == Capacity.Self && people.Contains(h.Subject)).Select(h => new { h.Account, h.Subject }).ToList();
        var accounts = selves.Select(s => s.Account).ToList();
        var represented = db.Hats.AsNoTracking().Where(h => h.Capacity == Capacity.Representative && accounts.Contains(h.Account)).Select(h => new { h.Account, h.Subject }).ToList();
        var bySubject = new Dictionary<string, Dictionary<string, Interest>>();
        var byFiler = new Dictionary<string, Dictionary<string, Interest>>();
        foreach (var row in rows)
        {
            Add(bySubject, row.Subject, row.Account, row.Himself ? Interest.Applicant : Interest.Registered);
            foreach (var self in selves.Where(s => s.Subject == row.Subject))
            {
                Add(byFiler, self.Account, row.Account, row.Himself ? Interest.Agent : Interest.Registered);
                foreach (var company in represented.Where(r => r.Account == self.Account))
                {
                    Add(bySubject, company.Subject, row.Account, row.Himself ? Interest.Representative : Interest.Registered);
                }
            }
        }

        return (bySubject, byFiler);
    }

    private static void Add(Dictionary<string, Dictionary<string, Interest>> to, string key, string officer, Interest interest)
    {
        if (!to.TryGetValue(key, out var known)) to[key] = known = [];
        known.TryAdd(officer, interest);
    }
}
