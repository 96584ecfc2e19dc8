using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;

namespace OneWindow.Couriers;

/// <summary>The module's figures: the only place here that counts for a page.</summary>
internal static class ParcelFigures
{
    public static async Task<Figure> Waiting(IQueryable<ParcelRow> parcels, CancellationToken cancel) => Metrics.ParcelsWaiting.Of(await ListParcels.Waiting(parcels).CountAsync(cancel));

    public static async Task<Figure> Listed(IQueryable<ParcelRow> parcels, CancellationToken cancel) => Metrics.ParcelsListed.Of(await parcels.CountAsync(cancel));
}
