using System.Text.Json;
using System.Text.Json.Nodes;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>
/// 办事指南导入: complete and lawful guides are published; those that only lack something wait as drafts with the list of what is
/// missing; those that contradict a rule are refused.
/// </summary>
internal sealed class ImportGuides(
    CatalogueDb db, RegionCode place, RegionCode within, string by, RecordFile file, IRulebooks rulebooks, LibraryIndex library, ChangeRequests requests, IDirectory directory, Instant now, List<string> published) : IIntake
{
    /// <summary>For checking the rest of a guide whose promise is not known yet.</summary>
    private static readonly string NoPromise = TimeLimit.OnTheSpot.Code;

    private readonly HashSet<string> seen = [];
    private readonly ExchangeRecords exchange = new(db, requests, directory, place, now);

    public void PassOver(FileRecord record)
    {
        // The same item may come several times in an exchange: in order.
        if (file.Layout != RecordLayout.Exchange && (string?)Body(record).Record["item"] is { } key) seen.Add(key);
    }

    public async Task<Taken> Take(IReadOnlyList<FileRecord> batch, Action<FileRecord, IReadOnlyList<Fault>> refuse, Action step, CancellationToken cancel)
    {
        var (accepted, unchanged, refused) = (0, 0, 0);
        foreach (var record in batch)
        {
            var changed = false;
            IReadOnlyList<Fault> faults = [];
            if (record.Trouble is { } trouble) faults = [ImportRun.Malformed(trouble)];
            else if (file.Layout != RecordLayout.Exchange) (changed, faults) = await Take(Body(record), cancel);
            else (changed, faults) = await Exchange(record.Body, cancel);

            if (faults.Count > 0)
            {
                refuse(record, faults);
                refused++;
            }
            else if (changed) accepted++;
            else unchanged++;
            step();
        }

        return new Taken(accepted, unchanged, refused);
    }

    private async Task<(bool Changed, IReadOnlyList<Fault> Wrong)> Exchange(JsonObject body, CancellationToken cancel)
    {
        var step = await exchange.Open(body, cancel);
        if (step.Guide is not { } guide) return (step.Changed, step.Faults);
        var (changed, wrong) = await Take(guide, cancel);
        if (wrong.Count == 0) await exchange.Close(body, cancel);
        return (changed, wrong);
    }

    private PublicGuide.Result Body(FileRecord record)
    {
        if (file.Layout == RecordLayout.PublicGuide) return PublicGuide.Read(record.Body, place);
        return new(Own(record.Body), []);
    }

    /// <summary>What is wrong with it; or nothing, and whether it changed anything.</summary>
    private async Task<(bool Changed, IReadOnlyList<Fault> Wrong)> Take(PublicGuide.Result body, CancellationToken cancel)
    {
        var (guide, faults) = Check(body.Record, rulebooks);
        faults = [.. body.Faults, .. faults, .. guide?.Combination is null ? Array.Empty<Fault>() : [Composed]];
        var key = (string?)body.Record["item"] ?? "";
        if (key.Length > 0 && file.Layout != RecordLayout.Exchange && !seen.Add(key))
            faults = [.. faults, new Fault("item", "事项标识", key, "catalogue.key-twice", "同一份文件里出现了两次", "请只留一条", Laws.OneSystem)];

        if (RegionCode.TryParse((string?)body.Record["place"], out var where) && !within.Contains(where)) faults = [.. faults, ImportRun.NotYours("place", where)];
        if (key.Length == 0 || faults.Any(f => !f.Missing)) return (false, [.. faults.Where(f => !f.Missing || key.Length == 0)]);
        if (faults.Count > 0) return (await PutDraft(body.Record, guide, faults, cancel), []);
        var changed = (await Publication.Publish(db, [library.Bind(guide!)], by, now, cancel))[0] != Published.Unchanged;
        if (changed) published.Add(guide!.Item);
        return (changed, []);
    }

    /// <summary>The guide as far as it can be read, and everything that is wrong or missing.</summary>
    internal static (Guide? Guide, IReadOnlyList<Fault> Faults) Check(JsonObject record, IRulebooks rulebooks)
    {
        var shape = GuideShape.Check(record);
        if (shape.Any(f => !f.Missing)) return (null, shape);
        var whole = record;
        if (shape is [{ Path: "promisedLimit" }])
        {
            whole = (JsonObject)record.DeepClone();
            (whole["promisedLimit"], whole["onTheSpot"]) = (NoPromise, true);
        }
        else if (shape.Count > 0)
        {
            return (null, shape);
        }

        var guide = GuideShape.Read(whole);
        var law = rulebooks.For(guide.Place, guide.Type, guide.EffectiveFrom);
        return (guide, [.. shape, .. GuideRules.Check(guide, law)]);
    }

    /// <summary>Our own format: text becomes what the shape wants; version and hash are ours to give.</summary>
    private static JsonObject Own(JsonObject record)
    {
        var fitted = (JsonObject)GuideShape.Fit(record)!;
        fitted["version"] = 1;
        fitted["hash"] = "";
        return fitted;
    }

    /// <summary>Its parts pin versions of this installation: only composing knows them.</summary>
    private static Fault Composed { get; } = new(
        "combination", ElementNames.Of("combination"), "…", "catalogue.combination-imported", "组合不能导入，它的内容由各部分现行的办事指南合成", "请导入各部分的事项，再在工作台组合", Laws.Bundles);

    /// <summary>True if anything changed.</summary>
    private async Task<bool> PutDraft(JsonObject record, Guide? guide, IReadOnlyList<Fault> faults, CancellationToken cancel)
    {
        var key = (string)record["item"]!;
        var body = record.ToJsonString(Json.Options);
        var missing = JsonSerializer.Serialize(faults, Json.Options);
        var draft = await db.Drafts.FindAsync([key], cancel);
        if (draft is not null && (draft.Body, draft.Missing) == (body, missing)) return false;

        if (draft is null) db.Add(new DraftRow { Item = key, Body = body, Missing = missing, ChangedAt = now });
        else (draft.Body, draft.Missing, draft.ChangedAt) = (body, missing, now);
        if (await db.Items.FindAsync([key], cancel) is not { } item)
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
