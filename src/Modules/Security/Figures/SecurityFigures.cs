using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Security;

/// <summary>The module's figures: the only place here that counts for a page.</summary>
internal static class SecurityFigures
{
    public static async Task<Figure> Alerts(SecurityDb db, RegionCode place, CancellationToken cancel)
    {
        var (from, end) = (place.Number, place.End);
        return Metrics.SecurityAlerts.Of(await db.Alerts.CountAsync(a => a.Place >= from && a.Place < end && a.EndedAt == null, cancel));
    }
}
