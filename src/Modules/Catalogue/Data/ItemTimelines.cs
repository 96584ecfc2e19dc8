using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>The changes of items as timelines: in the order in which they take effect, of two on one instant the later word counts.</summary>
internal static class ItemTimelines
{
    public static ItemTimeline Of(IEnumerable<ItemChangeRow> rows) =>
        new([.. rows.OrderBy(r => r.StartsAt.Microseconds).ThenBy(r => r.Number).Select(r => new ItemChange(r.Step, r.StartsAt, r.EndsAt, r.Reason)
        {
            To = r.ToOrganisation is { } heir ? new ItemHeir(heir, r.ToName ?? heir, RegionCode.Parse(r.ToPlace!)) : null,
            Running = r.Running, Elsewhere = r.Elsewhere,
        })]);

    public static async Task<ItemTimeline> Read(CatalogueDb db, string item, CancellationToken cancel) =>
        Of(await db.Changes.AsNoTracking().Where(c => c.Item == item).ToListAsync(cancel));

    /// <summary>What a list says beside the items of a page that are closed now: "已取消", "暂停办理".</summary>
    public static async Task<IReadOnlyDictionary<string, string>> Closed(CatalogueDb db, IReadOnlyCollection<string> items, Instant now, CancellationToken cancel)
    {
        var rows = await db.Changes.AsNoTracking().Where(c => items.Contains(c.Item)).ToListAsync(cancel);
        return rows.GroupBy(r => r.Item)
            .Select(of => (of.Key, Change: Of(of).ClosedAt(now)))
            .Where(c => c.Change is not null)
            .ToDictionary(c => c.Key, c => ItemChangeWords.Short(c.Change!.Step));
    }
}
