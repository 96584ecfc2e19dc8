using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>
/// An office's upload: every guide that differs becomes a draft, and all of them one change request, which is reviewed and published like any other. The request
/// is there when the file is through: until then nobody can send half of it to review.
/// </summary>
internal sealed class DraftImported(
    CatalogueDb db, GuideDrafts drafts, ChangeRequests requests, PublishedGuides guides, LibraryIndex library, ImportRow run, RegionCode place, Instant now) : IGuideSink
{
    /// <summary>What people can still look through together; a longer file becomes several requests.</summary>
    public const int MostTogether = ChangeMany.Most;

    private static readonly ChangeState[] Open = [ChangeState.Drafting, ChangeState.Reviewing, ChangeState.Returned, ChangeState.Reviewed];

    /// <summary>The requests that an import has made or will make.</summary>
    public static IEnumerable<string> RequestsOf(ImportRow run) => Enumerable.Range(0, (run.Drafted + MostTogether - 1) / MostTogether).Select(part => RequestOf(run, part));

    /// <summary>The request that the last guide became a draft of; null: it changes nothing.</summary>
    public string? Asked { get; private set; }

    public async Task<IReadOnlyList<Judged>> Put(IReadOnlyList<CheckedGuide> all, CancellationToken cancel)
    {
        var judged = new List<Judged>();
        foreach (var guide in all) judged.Add(await Put(guide, cancel));
        await db.SaveChangesAsync(cancel);
        return judged;
    }

    private async Task<Judged> Put(CheckedGuide one, CancellationToken cancel)
    {
        var (record, guide, missing, known) = one;
        (var key, Asked) = ((string)record["item"]!, null);
        var before = known is { CurrentVersion: > 0 } ? await guides.Version(key, known.CurrentVersion, cancel) : null;
        if (before?.Combination is not null) return new(false, [ImportGuides.Composed]);
        var after = missing.Count == 0 ? DraftDocument.Of(library.Bind(guide!)) : DraftDocument.Of(record);
        var mine = await Mine(key, cancel);
        if (mine is null && ((before is not null && DraftDocument.Of(before).Text == after.Text) || await IsAskedFor(key, after, cancel))) return new(false, []);
        if (mine is not null) await Discard(mine, cancel);
        var begun = before is null ? after : DraftDocument.Of(before);
        var edits = DraftDifference.Between(begun, after);
        if (begun.With(edits.Select(e => (e.Path, e.After))).Text != after.Text) (begun, edits) = (after, []);
        var where = before?.Place ?? (RegionCode.TryParse(after.TextAt("place"), out var stated) ? stated : place);
        Asked = mine?.Change ?? RequestOf(run, run.Drafted / MostTogether);
        drafts.Add(Asked, key, before?.Version ?? 0, before?.Organisation ?? after.TextAt("organisation"), where, begun, edits, run.By);
        if (mine is null) run.Drafted++;
        return new(true, []);
    }

    /// <summary>What an earlier record of this import made of the item, as a record.</summary>
    public async Task<JsonObject?> Drafted(string key, CancellationToken cancel)
    {
        if (await Mine(key, cancel) is not { } row) return null;
        var record = DraftDocument.Parse(row.Body).ToRecord();
        (record["version"], record["hash"], record["effectiveFrom"]) = (1, "", Ui.Words.Machine(now.Date));
        return record;
    }

    public async Task Close(CancellationToken cancel)
    {
        var all = RequestsOf(run).ToList();
        if (all.Count == 0 || requests.OfficeOf(place) is not { } office) return;
        var by = new Actor(run.By, "", Role.ManagementOfficer, place, office.Id, null);
        foreach (var (part, id) in all.Index())
        {
            if (await db.Requests.AnyAsync(r => r.Id == id, cancel)) continue;
            var rows = await drafts.Of(id, cancel);
            var request = new ChangeRequest
            {
                Id = id, Kind = RequestKind.Guide, Place = office.Region, Department = office.Id, FiledBy = run.By, Reason = ListReason.Adjust,
                Why = run.Why ?? $"按文件“{run.FileName}”导入", EffectiveFrom = run.From is { } day && day > now.Date ? day : now.Date,
                Items = [.. rows.Select(d => new RequestedItem(d.Item, d.Name, d.Organisation, d.BaseVersion))],
            };
            requests.Add(request, $"导入“{run.FileName}”{(all.Count == 1 ? "" : $"（{part + 1}/{all.Count}）")}", by);
        }
    }

    private static string RequestOf(ImportRow run, int part) => part == 0 ? run.Id : $"{run.Id}-{part + 1}";

    private async Task<GuideDraftRow?> Mine(string key, CancellationToken cancel)
    {
        foreach (var id in RequestsOf(run))
        {
            if (await db.GuideDrafts.FindAsync([id, key], cancel) is { } row) return row;
        }

        return null;
    }

    /// <summary>The same item comes again later in the file: one draft of it, the last.</summary>
    private async Task Discard(GuideDraftRow row, CancellationToken cancel)
    {
        db.RemoveRange(await db.GuideEdits.Where(e => e.Change == row.Change && e.Item == row.Item).ToListAsync(cancel));
        db.Remove(row);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Somebody asks for exactly this already: the same file again asks for nothing.</summary>
    private async Task<bool> IsAskedFor(string key, DraftDocument after, CancellationToken cancel)
    {
        var text = after.Text;
        return await (
            from item in db.RequestItems
            where item.Item == key
            join request in db.Requests on item.Request equals request.Id
            where Open.Contains(request.State)
            join draft in db.GuideDrafts on new { Change = request.Id, item.Item } equals new { draft.Change, draft.Item }
            where draft.Body == text
            select draft.Item).AnyAsync(cancel);
    }
}
