using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Storage;

namespace OneWindow.Ledger;

/// <summary>核查总账: the tree, then what was signed about it, then the leaves against the cases' logs.</summary>
internal sealed class LedgerAudit(
    Database database, SigningKeys keys, DayRoots days, ICaseLog log, TimeProvider clock, IDbContextFactory<LedgerDb> contexts)
    : ILedgerAudit
{
    public async Task<LedgerReport> Run(DateOnly? since, CancellationToken cancel = default)
    {
        var damage = new List<LedgerDamage>();
        var known = await new KeyAudit(database, keys).Run(damage, cancel);
        try
        {
            var tree = new TreeAudit(database, contexts, known, damage);
            await tree.Run(cancel);
            await new SignedAudit(database, known, days, tree, clock, damage).Run(cancel);
            await new LogAudit(database, log, contexts, damage).Run(since, cancel);
            return new LedgerReport(tree.Leaves, tree.Roots, damage);
        }
        finally
        {
            foreach (var key in known.Values) key.Dispose();
        }
    }
}
