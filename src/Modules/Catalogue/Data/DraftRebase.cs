using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>A draft that was begun before another version was published goes on upon that version; what both changed becomes a choice.</summary>
internal sealed class DraftRebase(CatalogueDb db, GuideDrafts drafts, ChangeRequests requests, PublishedGuides guides, TimeProvider clock)
{
    /// <summary>The version published after the draft was begun; null: none was.</summary>
    public async Task<int?> Newer(GuideDraftRow draft, CancellationToken cancel)
    {
        var current = await db.Items.AsNoTracking().Where(i => i.Key == draft.Item).Select(i => (int?)i.CurrentVersion).SingleOrDefaultAsync(cancel);
        return current > draft.BaseVersion ? current : null;
    }

    /// <summary>The draft and its line in the request, in one save.</summary>
    public async Task<Outcome<DraftLog>> Onto(string change, string item, Actor actor, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        if (await drafts.Read(change, item, cancel) is not { } draft || !GuideDrafts.MayEdit(draft.Row, await drafts.Standing(change, cancel), actor)) return GuideDrafts.NotYours;
        if (await Newer(draft.Row, cancel) is not { } version || await guides.Version(item, version, cancel) is not { } onto) return draft.Log;
        if (await db.Requests.SingleOrDefaultAsync(r => r.Id == change, cancel) is not { } row) return GuideDrafts.NotYours;
        var next = draft.Log.Rebase(DraftDocument.Parse(draft.Row.Begun), DraftDocument.Of(onto), version, clock.Now());
        drafts.Keep(draft, next);
        draft.Row.BaseVersion = version;
        var request = ChangeRequests.Read(row);
        await requests.Put(
            row, request with { Items = [.. request.Items.Select(i => i.Item == item ? i with { Before = version } : i)] }, $"{draft.Row.Name}：草稿接到第 {version} 版上", actor.Id, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
            return next;
        }
        catch (DbUpdateException)
        {
            // Somebody wrote in the draft, or did a step of the request, in the same moment: nothing of this was saved.
            return new Refusal("catalogue.changed-meanwhile", "这份草稿刚刚又有人改过，还没有接到新的版本上。请再按一次。", PlatformRules.NoSilentOverwrite);
        }
    }
}
