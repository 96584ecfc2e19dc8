using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;

namespace OneWindow.Identity;

/// <summary>安全日志 as other modules read it.</summary>
internal sealed class SecurityLogReader(IDbContextFactory<IdentityDb> contexts) : ISecurityLog
{
    /// <summary>What somebody must look at: an account locked by guesses, a second factor taken away, an account that another is said to have opened.</summary>
    private static readonly SecurityEventKind[] AlarmKinds = [SecurityEventKind.Locked, SecurityEventKind.SecondFactorTaken, SecurityEventKind.AccountReported];

    public async ValueTask<IReadOnlyList<SecurityLine>> After(long number, int most, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return Lines(await db.SecurityEvents.AsNoTracking().Where(e => e.Number > number).OrderBy(e => e.Number).Take(most).ToListAsync(cancel));
    }

    public async ValueTask<IReadOnlyList<SecurityLine>> Alarms(long before, int most, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return Lines(await db.SecurityEvents.AsNoTracking().Where(e => AlarmKinds.Contains(e.Kind) && e.Number < before)
            .OrderByDescending(e => e.Number).Take(most).ToListAsync(cancel));
    }

    public async ValueTask<SecurityLine?> Find(long number, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.SecurityEvents.AsNoTracking().SingleOrDefaultAsync(e => e.Number == number, cancel) is { } row ? Line(row) : null;
    }

    public async ValueTask<SecurityLine?> Last(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.SecurityEvents.AsNoTracking().OrderByDescending(e => e.Number).FirstOrDefaultAsync(cancel) is { } row ? Line(row) : null;
    }

    public async ValueTask<IReadOnlyDictionary<string, string>> Names(IReadOnlyCollection<string> accounts, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Accounts.AsNoTracking().Where(a => accounts.Contains(a.Id) && a.Name != null).ToDictionaryAsync(a => a.Id, a => a.Name!, cancel);
    }

    private static List<SecurityLine> Lines(List<SecurityEventRow> rows) => [.. rows.Select(Line)];

    private static SecurityLine Line(SecurityEventRow row) => new(
        row.Number, row.At, row.Kind.ToString(), ReadSecurityLog.WordsOf(row), row.Account, row.By, AlarmKinds.Contains(row.Kind), Convert.ToHexStringLower(row.Hash));
}
