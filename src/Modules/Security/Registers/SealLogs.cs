using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Security;

/// <summary>
/// 日志封存: once a minute, how far the two security logs have come goes into the public ledger as a leaf. A chain alone does not tell that its end was cut off;
/// the ledger's signed and published roots do. What was written since the last seal, a minute's worth, is not covered.
/// </summary>
internal sealed class SealLogs(IDbContextFactory<SecurityDb> contexts, ISecurityLog security, OutboxBell bell, TimeProvider clock, ILogger<SealLogs> log)
    : DueLoop(TimeSpan.FromMinutes(1), log)
{
    public override string Title => "日志封存";

    public const string SecurityLogName = "security-log";

    /// <summary>None of it is a timer that fired, so nothing is counted.</summary>
    public override Task<int> RunDue(CancellationToken cancel) => InTurn(
        async () =>
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var own = await db.Log.AsNoTracking().OrderByDescending(l => l.Number).FirstOrDefaultAsync(cancel);
            if (await security.Last(cancel) is { } last) await Seal(db, SecurityLogName, last.Number, last.Hash, cancel);
            if (own is not null) await Seal(db, SecurityManagementLog.Name, own.Number, Convert.ToHexStringLower(own.Hash), cancel);
            return 0;
        },
        cancel);

    private async Task Seal(SecurityDb db, string name, long number, string hash, CancellationToken cancel)
    {
        var cursor = await db.Cursors.FindAsync([$"seal/{name}"], cancel);
        if (cursor?.Number >= number) return;
        var now = clock.Now();
        if (cursor is null) db.Cursors.Add(cursor = new CursorRow { Name = $"seal/{name}" });
        (cursor.Number, cursor.At) = (number, now);
        db.Outbox.Add(OutboxRow.Of(RegionCode.Nation, "log.sealed/1", now, new LogSealed(name, checked((int)number), hash, now)));
        await db.SaveChangesAsync(cancel);
        bell.Ring();
    }
}
