using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;

namespace OneWindow.Storage;

/// <summary>What a sweep or the seed carried out last, by name: while it is still that, another run costs a comparison.</summary>
public sealed class CarriedOut(IDbContextFactory<PlatformDb> contexts, TimeProvider clock)
{
    /// <summary>Null if nothing was carried out under the name yet.</summary>
    public async Task<string?> Last(string name, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Settings.AsNoTracking().Where(s => s.Name == name).Select(s => s.Value).SingleOrDefaultAsync(cancel);
    }

    /// <summary>Remembers a value. Two that carried out the same at once remember the same: the second leaves it as it is.</summary>
    public async Task Remember(string name, string value, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.Settings.FindAsync([name], cancel);
        if (row?.Value == value) return;
        if (row is null) db.Add(new SettingRow { Name = name, Version = 1, Value = value, ChangedAt = clock.Now() });
        else (row.Value, row.Version, row.ChangedAt) = (value, row.Version + 1, clock.Now());
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            if (await Last(name, cancel) != value) throw;
        }
    }
}
