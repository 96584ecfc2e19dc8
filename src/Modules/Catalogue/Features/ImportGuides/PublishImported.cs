using System.Text.Json;
using System.Text.Json.Nodes;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>A guide of a file that contradicts no rule.</summary>
/// <param name="Guide">As far as it can be read; whole where nothing is missing.</param>
/// <param name="Known">The item as it stands here; null: it is new.</param>
internal sealed record CheckedGuide(JsonObject Record, Guide? Guide, IReadOnlyList<Fault> Missing, ItemRow? Known);

/// <summary>What came of a record: it is wrong, or it was taken and changed something or nothing.</summary>
internal readonly record struct Judged(bool Changed, IReadOnlyList<Fault> Wrong);

/// <summary>What becomes of the guides of a file that contradict no rule.</summary>
internal interface IGuideSink
{
    /// <summary>Each item once; answers in their order.</summary>
    Task<IReadOnlyList<Judged>> Put(IReadOnlyList<CheckedGuide> guides, CancellationToken cancel);

    /// <summary>All records were taken; the caller saves.</summary>
    Task Close(CancellationToken cancel);
}

/// <summary>The command line, by which a house is set up: whole guides are published, the others wait with the list of what is missing.</summary>
/// <param name="published">Filled with the items that have a new version.</param>
internal sealed class PublishImported(CatalogueDb db, LibraryIndex library, string by, Instant now, List<string> published) : IGuideSink
{
    public async Task<IReadOnlyList<Judged>> Put(IReadOnlyList<CheckedGuide> guides, CancellationToken cancel)
    {
        var whole = guides.Where(g => g.Missing.Count == 0).Select(g => library.Bind(g.Guide!)).ToList();
        var outcomes = whole.Count == 0 ? [] : await Publication.Publish(db, whole, by, now, cancel);
        var changed = whole.Zip(outcomes).Where(w => w.Second != Published.Unchanged).Select(w => w.First.Item).ToHashSet();
        published.AddRange(changed);
        var judged = new List<Judged>();
        foreach (var guide in guides) judged.Add(new(guide.Missing.Count == 0 ? changed.Contains(guide.Guide!.Item) : await PutDraft(guide, cancel), []));
        return judged;
    }

    public Task Close(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>True if anything changed.</summary>
    private async Task<bool> PutDraft(CheckedGuide draft, CancellationToken cancel)
    {
        var (record, guide, faults, item) = draft;
        var key = (string)record["item"]!;
        var body = record.ToJsonString(Json.Options);
        var missing = JsonSerializer.Serialize(faults, Json.Options);
        var row = await db.Drafts.FindAsync([key], cancel);
        if (row is not null && (row.Body, row.Missing) == (body, missing)) return false;

        if (row is null) db.Add(new DraftRow { Item = key, Body = body, Missing = missing, ChangedAt = now });
        else (row.Body, row.Missing, row.ChangedAt) = (body, missing, now);
        if (item is null)
        {
            item = new ItemRow { Key = key, Name = "", Organisation = "", Limit = "", Words = "", State = ItemState.Draft, StateSince = now };
            db.Add(item);
        }

        // An item in use keeps what is published until the draft is complete.
        if (item.State == ItemState.Draft)
        {
            if (guide is not null) Publication.Describe(item, guide);
            else (item.Name, item.Organisation) = ((string?)record["name"] ?? "", (string?)record["organisation"] ?? "");
            if (RegionCode.TryParse((string?)record["place"], out var place)) item.Place = place.Number;
        }

        await db.SaveChangesAsync(cancel);
        return true;
    }
}
