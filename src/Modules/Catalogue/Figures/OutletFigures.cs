using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>同源核对 in figures.</summary>
internal static class OutletFigures
{
    /// <summary>Outlets of items that showed something else than the guide, when they were looked at last.</summary>
    public static async Task<Figure> Drifting(CatalogueDb db, RegionCode place, CancellationToken cancel)
    {
        var (from, end) = (place.Number, place.End);
        return Metrics.OutletsDrifting.Of(await db.OutletChecks.CountAsync(c => c.Place >= from && c.Place < end && c.Count > 0, cancel));
    }
}
