using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>
/// Puts the seed's regions, and in demonstration mode its organisations and invented people, into the database. What is there already
/// is left as it is: a second start changes nothing, and what somebody changed since stays changed.
/// </summary>
internal sealed class SeedIdentity(IDbContextFactory<IdentityDb> contexts, InMemoryDirectory directory, TimeProvider clock)
{
    /// <summary>Also without a demonstration: every installation starts with the tree of places.</summary>
    public async Task<int> Regions(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var known = (await db.Regions.Select(r => r.Code).ToListAsync(cancel)).ToHashSet();
        var missing = SeedFiles.Regions().Where(r => !known.Contains(r.Code)).ToList();
        db.Regions.AddRange(missing);
        await Save(db, missing.Count, cancel);
        return missing.Count;
    }

    public async Task<int> Organisations(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var known = (await db.Organisations.Select(o => o.Id).ToListAsync(cancel)).ToHashSet();
        var missing = SeedFiles.Organisations().Where(o => !known.Contains(o.Id)).ToList();
        db.Organisations.AddRange(missing.Select(o => o.Row(clock.Now())));
        db.Units.AddRange(missing.SelectMany(o => o.Units()));
        await Save(db, missing.Count, cancel);
        return missing.Count;
    }

    private async Task Save(IdentityDb db, int changes, CancellationToken cancel)
    {
        if (changes == 0) return;
        await db.Bump(cancel);
        await db.SaveChangesAsync(cancel);
        directory.Refresh();
    }
}
