using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Security;

/// <summary>The module's figures: the only place here that counts for a page.</summary>
internal static class SecurityFigures
{
    /// <summary>The alerts of the registers, and what is late with the backups of the platform.</summary>
    public static async Task<Figure> Alerts(SecurityDb db, RegionCode place, IReadOnlyList<string> lateBackups, CancellationToken cancel)
    {
        var (from, end) = (place.Number, place.End);
        return Metrics.SecurityAlerts.Of(await db.Alerts.CountAsync(a => a.Place >= from && a.Place < end && a.EndedAt == null, cancel) + lateBackups.Count);
    }
}
