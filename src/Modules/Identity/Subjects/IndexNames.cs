using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace OneWindow.Identity;

/// <summary>Subjects of before names were indexed get their index once, after the start; a sealed name cannot be folded by the database.</summary>
internal sealed class IndexNames(IDbContextFactory<IdentityDb> contexts, SubjectVault vault, SubjectKeys keys) : BackgroundService
{
    private const int Batch = 200;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var after = ""; ;)
        {
            await using var db = await contexts.CreateDbContextAsync(stoppingToken);
            var rows = await db.Subjects.Where(s => s.NameIndex == null && s.NumberIndex != null && s.Id.CompareTo(after) > 0).OrderBy(s => s.Id).Take(Batch).ToListAsync(stoppingToken);
            if (rows.Count == 0) return;
            foreach (var row in rows)
            {
                if (await keys.Of(row.Id, stoppingToken) is { } key) row.NameIndex = vault.NameIndexOf(SubjectRecord.Open(key, row).Name);
            }

            await db.SaveChangesAsync(stoppingToken);
            after = rows[^1].Id;
        }
    }
}
