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
internal static class ImportGuides
{
    /// <summary>For checking the rest of a guide whose promise is not known yet.</summary>
    private static readonly string NoPromise = TimeLimit.OnTheSpot.Code;

    /// <returns>The items that have a new guide.</returns>
    public static async Task<IReadOnlyList<string>> Run(
        CatalogueDb db, RecordFile file, RegionCode place, IRulebooks rulebooks, Instant now, ImportReport report,
        IProgress<(int Done, int Total)>? progress, CancellationToken cancel)
    {
        var (done, published) = (0, new List<string>());
        var seen = new HashSet<string>();
        var library = await Library.Read(db, cancel);
        foreach (var record in file.Records)
        {
            var body = file.Layout == RecordLayout.PublicGuide ? PublicGuide.Read(record.Body, place) : new(Own(record.Body), []);
            var (guide, faults) = Check(body.Record, rulebooks);
            faults = [.. body.Faults, .. faults, .. guide?.Combination is null ? Array.Empty<Fault>() : [Composed]];
            var key = (string?)body.Record["item"] ?? "";
            if (key.Length > 0 && !seen.Add(key))
                faults = [.. faults, new Fault("item", "事项标识", key, "catalogue.key-twice", "同一份文件里出现了两次", "请只留一条", Laws.OneSystem)];

            if (faults.FirstOrDefault(f => !f.Missing) is not null || key.Length == 0)
            {
                foreach (var fault in faults.Where(f => !f.Missing || key.Length == 0)) report.Refuse(record.Name, fault);
            }
            else if (faults.Count > 0)
            {
                Count(report, await PutDraft(db, body.Record, guide, faults, now, cancel));
            }
            else
            {
                var changed = (await Publication.Publish(db, [library.Bind(guide!)], "import", now, cancel))[0] != Published.Unchanged;
                if (changed) published.Add(guide!.Item);
                Count(report, changed);
            }

            progress?.Report((++done, file.Records.Count));
        }

        return published;
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
    private static async Task<bool> PutDraft(
        CatalogueDb db, JsonObject record, Guide? guide, IReadOnlyList<Fault> faults, Instant now, CancellationToken cancel)
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

    private static void Count(ImportReport report, bool changed)
    {
        if (changed) report.Accepted++;
        else report.Unchanged++;
    }
}
