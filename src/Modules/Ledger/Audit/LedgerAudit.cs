using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Storage;

namespace OneWindow.Ledger;

/// <summary>核查总账: the tree, then what was signed about it, then the leaves against the cases' logs.</summary>
internal sealed class LedgerAudit(
    Database database, SigningKeys keys, DayRoots days, ICaseLog log, TimeProvider clock, IDbContextFactory<LedgerDb> contexts)
    : IAudit
{
    /// <param name="since">Only cases filed on this day or later are compared with their logs; the tree is always checked whole.</param>
    public async Task<AuditReport> Verify(DateOnly? since, CancellationToken cancel)
    {
        var damage = new List<Damage>();
        var known = await new KeyAudit(database, keys).Run(damage, cancel);
        try
        {
            var tree = new TreeAudit(database, contexts, known, damage);
            await tree.Run(cancel);
            await new SignedAudit(database, known, days, tree, clock, damage).Run(cancel);
            await new LogAudit(database, log, contexts, damage).Run(since, cancel);
            // Cases and events are counted by the audit of the cases.
            return new AuditReport(0, 0, tree.Roots, damage);
        }
        finally
        {
            foreach (var key in known.Values) key.Dispose();
        }
    }
}
