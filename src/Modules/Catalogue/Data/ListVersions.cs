using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>Why something is published, as the list's history shows it.</summary>
/// <param name="Reason">Null: 承接 for what is new, 调整 for what was there.</param>
/// <param name="Origin">The request, or the import: what comes from one origin for one day is one version of the list.</param>
internal sealed record ListNote(ListReason? Reason, string Why, string Origin);

internal sealed record ListChange(long Place, string Key, string Name, string Department, ListStep Step, int Guide, Instant EffectiveAt);

/// <summary>
/// 清单的版本: each publication adds one version a place, with the lines that it changed; how the list read at a version is the last line of each entry up
/// to it. Lines are never changed.
/// </summary>
internal static class ListVersions
{
    /// <summary>In the save of whoever publishes.</summary>
    public static async Task Note(CatalogueDb db, ListKind list, IReadOnlyCollection<ListChange> changes, ListNote note, string by, Instant at, CancellationToken cancel)
    {
        foreach (var here in changes.GroupBy(c => (c.Place, c.EffectiveAt)))
        {
            var place = here.Key.Place;
            var last = db.ListVersions.Local.Where(v => v.Place == place && v.List == list).MaxBy(v => v.Number)
                ?? await db.ListVersions.Where(v => v.Place == place && v.List == list).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancel);
            var version = last is not null && last.Origin == note.Origin && last.EffectiveAt == here.Key.EffectiveAt ? last : null;
            if (version is not null && await HasAny(db, version, [.. here.Select(c => c.Key)], cancel)) version = null;
            if (version is null)
            {
                version = new ListVersionRow
                {
                    Place = place, List = list, Number = (last?.Number ?? 0) + 1, EffectiveAt = here.Key.EffectiveAt,
                    Reason = note.Reason ?? (here.All(c => c.Step == ListStep.Added) ? ListReason.TakeOver : ListReason.Adjust),
                    Why = note.Why, Origin = note.Origin, By = by, At = at,
                };
                db.Add(version);
            }

            foreach (var change in here)
            {
                db.Add(new ListLineRow
                {
                    Place = place, List = list, Number = version.Number, Key = change.Key, Name = change.Name, Department = change.Department, Step = change.Step, Guide = change.Guide,
                });
            }
        }
    }

    /// <summary>An entry that changes twice changes in two versions.</summary>
    private static async Task<bool> HasAny(CatalogueDb db, ListVersionRow version, List<string> keys, CancellationToken cancel) =>
        db.ListLines.Local.Any(l => l.Place == version.Place && l.List == version.List && l.Number == version.Number && keys.Contains(l.Key))
        || await db.ListLines.AnyAsync(l => l.Place == version.Place && l.List == version.List && l.Number == version.Number && keys.Contains(l.Key), cancel);

    /// <summary>The list as it stood with this version: by key, without what was removed.</summary>
    public static async Task<IReadOnlyList<ListLineRow>> At(CatalogueDb db, long place, ListKind list, int number, CancellationToken cancel)
    {
        var versions = await db.ListVersions.AsNoTracking().Where(v => v.Place == place && v.List == list).ToDictionaryAsync(v => v.Number, v => v.EffectiveAt, cancel);
        if (!versions.TryGetValue(number, out var until)) return [];
        // What was decided earlier may take effect later: the order is that of the days, then of the numbers.
        var counted = versions.Where(v => v.Value < until || (v.Value == until && v.Key <= number)).Select(v => v.Key).ToHashSet();
        var lines = await db.ListLines.AsNoTracking().Where(l => l.Place == place && l.List == list).ToListAsync(cancel);
        return
        [
            .. lines.Where(l => counted.Contains(l.Number)).GroupBy(l => l.Key).Select(of => of.MaxBy(l => (versions[l.Number], l.Number))!)
                .Where(l => l.Step is not (ListStep.Removed or ListStep.Moved)).OrderBy(l => l.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>The version in force at an instant; null: none yet.</summary>
    public static async Task<ListVersionRow?> InForce(CatalogueDb db, long place, ListKind list, Instant at, CancellationToken cancel) =>
        await db.ListVersions.AsNoTracking().Where(v => v.Place == place && v.List == list && v.EffectiveAt <= at)
            .OrderByDescending(v => v.EffectiveAt).ThenByDescending(v => v.Number).FirstOrDefaultAsync(cancel);
}
