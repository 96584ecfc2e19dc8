using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;

namespace OneWindow.Identity;

/// <summary>What `verify` asks of the security log: every line is what was written, and none is missing.</summary>
internal sealed class SecurityAudit(IDbContextFactory<IdentityDb> contexts) : IAudit
{
    public async Task<AuditReport> Verify(DateOnly? since, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.FirstBroken(cancel) is { } number
            ? new AuditReport(0, 0, 0, [new Damage("安全日志", (int)number, "这一行与写下时不同，或者被抽走了")])
            : new AuditReport(0, 0, 0, []);
    }
}
