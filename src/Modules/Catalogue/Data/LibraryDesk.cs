using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>名称库的保存: every save is a version, never over somebody else's, and an entry that is merged keeps its id as another name of the one it became.</summary>
internal sealed class LibraryDesk(CatalogueDb db, PublishedGuides published, Combinations combinations, TimeProvider clock)
{
    public CatalogueDb Db => db;

    public Task<LibraryRow?> Find(LibraryKind kind, string id, CancellationToken cancel) =>
        db.Set<LibraryRow>().SingleOrDefaultAsync(r => r.Kind == kind && r.Id == id, cancel);

    public Task<List<LibraryChangeRow>> Changes(LibraryKind kind, string id, CancellationToken cancel) =>
        db.Set<LibraryChangeRow>().AsNoTracking().Where(c => c.Kind == kind && c.Id == id).OrderByDescending(c => c.Number).ToListAsync(cancel);

    /// <summary>The items whose guide refers to one of these entries.</summary>
    public Task<List<ItemRow>> UsedBy(LibraryKind kind, IReadOnlyCollection<string> ids, int most, CancellationToken cancel) =>
        db.Items.AsNoTracking().Where(i => db.Set<LibraryUseRow>().Any(u => u.Kind == kind && ids.Contains(u.Entry) && u.Item == i.Key)).OrderBy(i => i.Key).Take(most).ToListAsync(cancel);

    /// <summary>The entry and all that became it.</summary>
    public async Task<List<string>> IdsOf(LibraryKind kind, string id, CancellationToken cancel)
    {
        var merges = await db.Set<LibraryRow>().AsNoTracking().Where(r => r.Kind == kind && r.MergedInto != null).Select(r => new { r.Id, r.MergedInto }).ToListAsync(cancel);
        var all = new List<string> { id };
        for (var i = 0; i < all.Count; i++) all.AddRange(merges.Where(m => m.MergedInto == all[i]).Select(m => m.Id).Except(all));
        return all;
    }

    /// <param name="seen">The version that the page was made from.</param>
    public async Task<Outcome<LibraryEntry>> Save(LibraryRow row, LibraryEntry entry, int seen, Actor actor, CancellationToken cancel)
    {
        var before = LibraryEntry.Read(row.Body);
        if (row.Version != seen) return await ChangedMeanwhile(row, seen, cancel);
        var what = LibraryParts.Changed(before, entry).Concat(entry.Filings.Except(before.Filings).Select(f => $"登记向{f.To}备案（{f.Number}）")).ToList();
        if (what.Count == 0) return entry;
        Put(row, entry, string.Join('；', what), actor.Id);
        return await Kept(row, entry, seen, cancel);
    }

    public async Task<Outcome<LibraryEntry>> Add(LibraryEntry entry, Actor actor, CancellationToken cancel)
    {
        if (await db.Set<LibraryRow>().AnyAsync(r => r.Kind == entry.Kind && r.Id == entry.Id, cancel)) return IdTaken;
        var row = New(entry, actor.Id);
        return await Kept(row, entry, 0, cancel);
    }

    /// <summary>合并: guides that name the old entry go on; its names become names of the other.</summary>
    public async Task<Outcome<LibraryEntry>> Merge(LibraryRow old, LibraryRow into, int seen, int seenInto, Actor actor, CancellationToken cancel)
    {
        if (old.Kind != into.Kind || old.Id == into.Id || old.MergedInto is not null || into.MergedInto is not null) return NotMergeable;
        if (old.Version != seen) return await ChangedMeanwhile(old, seen, cancel);
        if (into.Version != seenInto) return await ChangedMeanwhile(into, seenInto, cancel);
        var (gone, stays) = (LibraryEntry.Read(old.Body), LibraryEntry.Read(into.Body));
        if (gone.FieldKind != stays.FieldKind) return NotMergeable;
        var joined = stays with { Aliases = [.. stays.Aliases.Concat(gone.Names).Where(n => n != stays.Name).Distinct()] };
        Put(into, joined, $"并入“{gone.Name}”", actor.Id);
        Put(old, gone, $"并入“{stays.Name}”，旧名称继续可用", actor.Id);
        old.MergedInto = into.Id;
        var kept = await Kept(into, joined, seenInto, cancel);
        if (!kept.Try(out _, out _)) return kept;
        // What was two things in a combination may be one now.
        var touched = await UsedBy(old.Kind, [old.Id, into.Id], int.MaxValue, cancel);
        await combinations.PartsChanged([.. touched.Select(i => i.Key)], cancel);
        return kept;
    }

    public LibraryRow New(LibraryEntry entry, string by)
    {
        var row = new LibraryRow { Kind = entry.Kind, Id = entry.Id, Name = entry.Name, Body = "" };
        db.Add(row);
        Put(row, entry, "登记", by);
        return row;
    }

    private void Put(LibraryRow row, LibraryEntry entry, string what, string by)
    {
        (row.Name, row.Body, row.Place, row.Version, row.ChangedAt) = (entry.Name, LibraryEntry.Write(entry), (entry.Place ?? RegionCode.Nation).Number, row.Version + 1, clock.Now());
        db.Add(new LibraryChangeRow { Kind = row.Kind, Id = row.Id, Number = row.Version, What = what, Body = row.Body, By = by, At = clock.Now() });
    }

    private async Task<Outcome<LibraryEntry>> Kept(LibraryRow row, LibraryEntry entry, int seen, CancellationToken cancel)
    {
        await Publication.CountChange(db, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Another officer's save has taken this version.
            db.ChangeTracker.Clear();
            return await Find(row.Kind, row.Id, cancel) is { } now ? await ChangedMeanwhile(now, seen, cancel) : IdTaken;
        }

        published.Forget();
        return entry;
    }

    /// <summary>Says what the others changed since the page was made.</summary>
    private async Task<Refusal> ChangedMeanwhile(LibraryRow now, int seen, CancellationToken cancel)
    {
        var since = await db.Set<LibraryChangeRow>().AsNoTracking().Where(c => c.Kind == now.Kind && c.Id == now.Id && c.Number > seen).OrderBy(c => c.Number).Select(c => c.What).ToListAsync(cancel);
        return new Refusal("catalogue.changed-meanwhile", $"您打开页面之后，别人刚刚改过“{now.Name}”：{string.Join('；', since)}。您填的还在下面，请核对后再保存。", PlatformRules.NoSilentOverwrite);
    }

    private static Refusal IdTaken { get; } = new("catalogue.library-id-taken", "已经有一个条目用了这个英文短名，请换一个。", PlatformRules.Input);

    private static Refusal NotMergeable { get; } = new("catalogue.library-not-mergeable", "只能把一个条目并入同一份清单里填法相同的另一个条目。", PlatformRules.Input);
}
