using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;

namespace OneWindow.Security;

/// <summary>What `verify` asks of the two security logs: the module's own is whole, and both reach at least as far as the ledger says that they did.</summary>
internal sealed class SealAudit(IDbContextFactory<SecurityDb> contexts, ISecurityLog security, ILedger ledger) : IAudit
{
    public async Task<AuditReport> Verify(DateOnly? since, CancellationToken cancel)
    {
        var damage = new List<Damage>();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.FirstBroken(cancel) is { } number) damage.Add(new Damage("安全管理日志", (int)number, "这一行与写下时不同，或者被抽走了"));
        if (await ledger.LastSeal(SealLogs.SecurityLogName, cancel) is { } seal && (await security.Find(seal.Number, cancel))?.Hash != seal.Hash)
        {
            damage.Add(new Damage("安全日志", seal.Number, "总账里封存过这一行，日志里没有或者不同：日志的末尾被截断或者改写"));
        }

        if (await ledger.LastSeal(SecurityManagementLog.Name, cancel) is { } own)
        {
            var row = await db.Log.AsNoTracking().SingleOrDefaultAsync(l => l.Number == own.Number, cancel);
            if (row is null || Convert.ToHexStringLower(row.Hash) != own.Hash)
            {
                damage.Add(new Damage("安全管理日志", own.Number, "总账里封存过这一行，日志里没有或者不同：日志的末尾被截断或者改写"));
            }
        }

        return new AuditReport(0, 0, 0, damage);
    }
}
