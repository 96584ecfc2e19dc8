using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>Who is there today under which post: read whole and remembered for ten seconds, because the hand-over asks for everybody who holds a case.</summary>
internal sealed class Presence(IDbContextFactory<IdentityDb> contexts, TimeProvider clock) : IPresence, IDisposable
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);
    private readonly MemoryCache memory = new(new MemoryCacheOptions());

    public Away? Of(string account, Role role, string? organisation)
    {
        var (now, today) = (Now, clock.Now().Date);
        return AbsenceRules.Of(account, now.Open.Contains(account), Holds(account), now.Absences, other => now.Open.Contains(other) && Holds(other) && !now.Absences.Any(a => a.Account == other && a.On(today)), today);

        bool Holds(string one) => now.Posts.Contains((one, role, organisation));
    }

    /// <summary>After an absence was registered or ended here.</summary>
    public void Forget() => memory.Remove("presence");

    public void Dispose() => memory.Dispose();

    private Snapshot Now => memory.GetOrCreate("presence", entry =>
    {
        entry.AbsoluteExpirationRelativeToNow = Remembered;
        using var db = contexts.CreateDbContext();
        var yesterday = clock.Now().Date.AddDays(-1);
        var open = db.Accounts.AsNoTracking().Where(a => a.Role != Role.Applicant && a.Active).Select(a => new { a.Id, a.Role, a.Organisation }).ToList();
        var further = db.HeldPosts.AsNoTracking().Where(p => p.EndedAt == null).Select(p => new { p.Account, p.Role, p.Organisation }).ToList();
        return new Snapshot(
            [.. open.Select(a => a.Id)], [.. open.Select(a => (a.Id, a.Role, a.Organisation)), .. further.Select(p => (p.Account, p.Role, (string?)p.Organisation))],
            [.. db.Absences.AsNoTracking().Where(a => a.EndedAt == null && a.Until >= yesterday).ToList().Select(a => a.Absence)]);
    })!;

    private sealed record Snapshot(HashSet<string> Open, HashSet<(string Account, Role Role, string? Organisation)> Posts, IReadOnlyList<Absence> Absences);
}
