using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;

namespace OneWindow.Tests.Modules.Cases;

internal static class Audits
{
    /// <summary>What `verify` says: every module that keeps something it can prove.</summary>
    public static async Task<AuditReport> Of(World world)
    {
        var report = new AuditReport(0, 0, 0, []);
        foreach (var audit in world.Services.GetServices<IAudit>()) report = report.And(await audit.Verify(null, CancellationToken.None));
        return report;
    }
}
