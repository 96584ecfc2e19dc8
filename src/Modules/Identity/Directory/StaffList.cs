using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using OneWindow.Contracts;

namespace OneWindow.Identity;

/// <summary>Who works where: read whole and remembered for a little while, because pages and acts ask for it each time.</summary>
internal sealed class StaffList(IDbContextFactory<IdentityDb> contexts) : IStaff, IDisposable
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);
    private readonly MemoryCache memory = new(new MemoryCacheOptions());

    public StaffMember? Find(string account) => Now.ById.GetValueOrDefault(account);

    public IReadOnlyList<StaffMember> Of(string organisation) => Now.ByOrganisation.GetValueOrDefault(organisation, []);

    public void Dispose() => memory.Dispose();

    private Snapshot Now => memory.GetOrCreate("staff", entry =>
    {
        entry.AbsoluteExpirationRelativeToNow = Remembered;
        using var db = contexts.CreateDbContext();
        var people = db.Accounts.AsNoTracking().Where(a => a.Role != Role.Applicant && a.Active && a.Organisation != null).ToList()
            .Select(a => new StaffMember(a.Id, a.Name ?? a.User, a.Role, a.Organisation!, a.Unit)).OrderBy(m => m.Name, StringComparer.Ordinal).ToList();
        // A colleague stands in each organisation where he has a post; who asks for the person alone gets his own.
        var further = db.HeldPosts.AsNoTracking().Where(p => p.EndedAt == null).ToList();
        var byId = people.ToDictionary(m => m.Id);
        var all = people.Concat(further.Where(p => byId.ContainsKey(p.Account)).Select(p => byId[p.Account] with { Role = p.Role, Organisation = p.Organisation, Unit = p.Unit })).OrderBy(m => m.Name, StringComparer.Ordinal);
        return new Snapshot(byId, all.GroupBy(m => m.Organisation).ToDictionary(g => g.Key, g => (IReadOnlyList<StaffMember>)[.. g]));
    })!;

    private sealed record Snapshot(Dictionary<string, StaffMember> ById, Dictionary<string, IReadOnlyList<StaffMember>> ByOrganisation);
}
