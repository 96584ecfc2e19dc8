using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>What became of one guide that was to be published.</summary>
internal enum Published
{
    New,
    NewVersion,
    Unchanged,
}

/// <summary>
/// 发布: item, guide and the lists' columns change in one transaction (河北方案 一（三）); what takes effect on a later day is switched on that day, by
/// <see cref="SwitchGuides"/>. A guide equal to the one published last is left alone; anything else becomes the next version, and a version of the list.
/// The callers have checked it against <see cref="GuideRules"/>.
/// </summary>
internal static class Publication
{
    public static async Task<IReadOnlyList<Published>> Publish(
        CatalogueDb db, IReadOnlyList<Guide> guides, string by, Instant at, CancellationToken cancel, ListNote? note = null)
    {
        var keys = guides.Select(g => g.Item).ToList();
        var items = await db.Items.Where(i => keys.Contains(i.Key)).ToDictionaryAsync(i => i.Key, cancel);
        var latest = await LatestOf(db, items.Values.Where(i => i.CurrentVersion > 0), cancel);
        var themes = (await db.Themes.Where(t => keys.Contains(t.Item)).ToListAsync(cancel)).ToLookup(t => t.Item);
        var citations = (await db.Citations.Where(c => keys.Contains(c.Item)).ToListAsync(cancel)).ToLookup(c => c.Item);
        var tasks = (await db.UpdateTasks.Where(t => keys.Contains(t.Item) && t.ClosedAt == null).ToListAsync(cancel)).ToLookup(t => t.Item);
        var outcomes = new List<Published>(guides.Count);
        var changes = new List<ListChange>();
        foreach (var guide in guides)
        {
            var before = latest.GetValueOrDefault(guide.Item);
            if (before is not null && IsSame(guide, before))
            {
                outcomes.Add(Published.Unchanged);
                continue;
            }

            var next = guide with { Version = (before?.Version ?? 0) + 1 };
            Put(db, items.GetValueOrDefault(guide.Item), next, by, at);
            if (IsInForce(next, at)) PutThemes(db, [.. themes[guide.Item]], guide);
            PutCitations(db, [.. citations[guide.Item]], guide);
            foreach (var task in tasks[guide.Item]) (task.ClosedAt, task.Answer) = (at, $"第 {next.Version} 版");
            if (before is not null) db.Add(OutboxRow.Of(next.Place, GuidePublished.Topic, at, new GuidePublished(next.Item, next.Version, next.EffectiveFrom)));
            outcomes.Add(before is null ? Published.New : Published.NewVersion);
            changes.Add(new ListChange(
                next.Place.Number, next.Item, next.Name, next.Organisation, before is null ? ListStep.Added : ListStep.Changed, next.Version, Instant.At(next.EffectiveFrom, TimeOnly.MinValue)));
        }

        if (changes.Count > 0)
        {
            await ListVersions.Note(db, ListKind.Implementation, changes, note ?? new ListNote(null, "导入", $"import-{at.Microseconds}"), by, at, cancel);
            await CountChange(db, cancel);
        }

        await Library.PutUses(db, [.. guides.Where((_, i) => outcomes[i] != Published.Unchanged)], cancel);
        await db.SaveChangesAsync(cancel);
        return outcomes;
    }

    /// <summary>In the same save as the change itself: other nodes see both or neither.</summary>
    internal static async Task CountChange(CatalogueDb db, CancellationToken cancel)
    {
        var count = await db.ChangeCounts.SingleOrDefaultAsync(cancel);
        if (count is null) db.Add(new ChangeCountRow { Id = 1, Changes = 1 });
        else count.Changes++;
    }

    private static async Task<Dictionary<string, GuideVersionRow>> LatestOf(CatalogueDb db, IEnumerable<ItemRow> items, CancellationToken cancel)
    {
        var keys = items.Select(i => i.Key).ToList();
        if (keys.Count == 0) return [];
        var rows = await db.Versions.AsNoTracking().Where(v => keys.Contains(v.Item)).ToListAsync(cancel);
        return rows.GroupBy(v => v.Item).ToDictionary(g => g.Key, g => g.MaxBy(v => v.Version)!);
    }

    private static bool IsSame(Guide guide, GuideVersionRow published) =>
        GuideText.Of(guide with { Version = published.Version }) == published.Body;

    private static void Put(CatalogueDb db, ItemRow? item, Guide guide, string by, Instant at)
    {
        var body = GuideText.Of(guide);
        db.Add(new GuideVersionRow
        {
            Item = guide.Item,
            Version = guide.Version,
            EffectiveAt = Instant.At(guide.EffectiveFrom, TimeOnly.MinValue),
            Body = body,
            Hash = GuideText.Hash(body),
            PublishedAt = at,
            PublishedBy = by,
        });
        if (item is null)
        {
            item = new ItemRow { Key = guide.Item, Name = "", Organisation = "", Limit = "", Words = "", State = ItemState.Draft, StateSince = at };
            db.Add(item);
            Describe(item, guide);
        }

        item.CurrentVersion = guide.Version;
        if (IsInForce(guide, at)) Switch(item, guide, at);
        else db.Add(new SwitchRow { Id = $"{guide.Item}/{guide.Version}", Item = guide.Item, Guide = guide.Version, DueAt = Instant.At(guide.EffectiveFrom, TimeOnly.MinValue) });
    }

    private static bool IsInForce(Guide guide, Instant at) => guide.EffectiveFrom <= at.Date;

    /// <summary>The lists and everything that shows them read this version from now on.</summary>
    internal static void Switch(ItemRow item, Guide guide, Instant at)
    {
        // A new version of a suspended item does not resume it: that has its own act and reason.
        if (item.State != ItemState.InUse) (item.State, item.StateSince) = (ItemState.InUse, at);
        Describe(item, guide);
    }

    internal static void PutThemes(CatalogueDb db, IReadOnlyList<ItemThemeRow> before, Guide guide)
    {
        db.RemoveRange(before.Where(t => !guide.Themes.Contains(t.Theme)));
        db.AddRange(guide.Themes.Distinct().Except(before.Select(t => t.Theme)).Select(t => new ItemThemeRow { Theme = t, Item = guide.Item }));
    }

    private static void PutCitations(CatalogueDb db, List<CitationRow> before, Guide guide)
    {
        var now = UpdateTasks.CitationsOf(guide).ToDictionary(c => (c.Law, c.Article, c.Path));
        db.RemoveRange(before.Where(c => !now.ContainsKey((c.Law, c.Article, c.Path))));
        foreach (var known in before) now.Remove((known.Law, known.Article, known.Path));
        db.AddRange(now.Values);
    }

    internal static void Describe(ItemRow item, Guide guide)
    {
        item.Name = guide.Name;
        item.Organisation = guide.Organisation;
        item.Place = guide.Place.Number;
        item.Type = guide.Type;
        item.ForPersons = guide.Audience.Contains(SubjectKind.Person);
        item.ForCompanies = guide.Audience.Any(a => a != SubjectKind.Person);
        item.OnTheSpot = guide.OnTheSpot;
        item.Online = guide.Channels.Contains(Channel.Online);
        item.Visits = guide.Visits;
        item.Limit = guide.PromisedLimit.Code;
        item.BasicCode = guide.BasicCode;
        item.CrossesWithin = guide.CrossRegion is { } crosses ? (crosses.Within ?? RegionCode.Nation).Number : null;
        item.Words = string.Join('\n', [string.Join('|', guide.Synonyms), guide.Result.Name, .. guide.Materials.Select(m => m.Name)]);
    }
}
