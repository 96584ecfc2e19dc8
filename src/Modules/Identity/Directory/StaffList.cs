using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using OneWindow.Contracts;

namespace OneWindow.Identity;

/// <summary>Who works where: read whole and remembered for a little while, because pages ask for names on every row.</summary>
internal sealed class StaffList(IDbContextFactory<IdentityDb> contexts) : IStaff, IDisposable
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);
    private readonly MemoryCache memory = new(new MemoryCacheOptions());

    public StaffMember? Find(string account) => All.GetValueOrDefault(account);

    public IReadOnlyList<StaffMember> Of(string organisation) =>
        [.. All.Values.Where(m => m.Organisation == organisation).OrderBy(m => m.Name, StringComparer.Ordinal)];

    public void Dispose() => memory.Dispose();

    private Dictionary<string, StaffMember> All => memory.GetOrCreate("staff", entry =>
    {
        entry.AbsoluteExpirationRelativeToNow = Remembered;
        using var db = contexts.CreateDbContext();
        return db.Accounts.AsNoTracking().Where(a => a.Role != Role.Applicant && a.Active && a.Organisation != null).ToList()
            .ToDictionary(a => a.Id, a => new StaffMember(a.Id, a.Name ?? a.User, a.Role, a.Organisation!, a.Unit));
    })!;
}
