using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;

namespace OneWindow.Catalogue;

/// <summary>The module's figures: the only place here that counts for a page.</summary>
internal static class ItemFigures
{
    public static async Task<Figure> Published(CatalogueDb db, ItemFilter filter, CancellationToken cancel) => Metrics.ItemsPublished.Of(await filter.Apply(db).CountAsync(cancel));

    public static async Task<Figure> ClaimsPending(IQueryable<UpperEntryRow> entries, IQueryable<ClaimRow> claims, CancellationToken cancel) =>
        Metrics.ClaimsPending.Of(await entries.CountAsync(e => !claims.Any(c => c.Code == e.Code), cancel));

    public static async Task<Figure> ClaimsWithoutItem(IQueryable<ClaimRow> claims, CancellationToken cancel) => Metrics.ClaimsWithoutItem.Of(await claims.CountAsync(cancel));

    public static async Task<IReadOnlyDictionary<string, Figure>> ByTheme(CatalogueDb db, ItemFilter filter, CancellationToken cancel)
    {
        var items = filter.Apply(db);
        return await db.Themes.Where(t => items.Any(i => i.Key == t.Item)).GroupBy(t => t.Theme)
            .Select(g => new { Theme = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Theme, g => Metrics.ItemsPublished.Of(g.Count), cancel);
    }
}
