using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>
/// 办事指南导入: guides that contradict a rule are refused; what becomes of the others, whole or still lacking something, says the <see cref="IGuideSink"/>.
/// </summary>
/// <param name="place">Where records belong that name no place.</param>
/// <param name="within">Whose items and records may be imported.</param>
internal sealed class ImportGuides(
    CatalogueDb db, RegionCode place, RegionCode within, RecordFile file, IRulebooks rulebooks, ExchangeRecords exchange, IGuideSink sink) : IIntake
{
    /// <summary>For checking the rest of a guide whose promise is not known yet.</summary>
    private static readonly string NoPromise = TimeLimit.OnTheSpot.Code;

    private readonly HashSet<string> seen = [];

    public void PassOver(FileRecord record)
    {
        // The same item may come several times in an exchange: in order.
        if (file.Layout != RecordLayout.Exchange && (string?)Body(record).Record["item"] is { } key) seen.Add(key);
    }

    public async Task<Taken> Take(IReadOnlyList<FileRecord> batch, Action<FileRecord, IReadOnlyList<Fault>> refuse, Action step, CancellationToken cancel)
    {
        var (accepted, unchanged, refused) = (0, 0, 0);
        foreach (var (record, (changed, faults)) in batch.Zip(await Judge(batch, cancel)))
        {
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

    public Task Close(CancellationToken cancel) => sink.Close(cancel);

    private async Task<IReadOnlyList<Judged>> Judge(IReadOnlyList<FileRecord> batch, CancellationToken cancel)
    {
        var judged = new Judged[batch.Count];
        var right = new List<(int At, PublicGuide.Result Body)>();
        foreach (var (at, record) in batch.Index())
        {
            if (record.Trouble is { } trouble) judged[at] = new(false, [ImportRun.Malformed(trouble)]);
            else if (file.Layout == RecordLayout.Exchange) judged[at] = await Exchange(record.Body, cancel);
            else right.Add((at, Body(record)));
        }

        foreach (var ((at, _), one) in right.Zip(await Judge([.. right.Select(r => r.Body)], cancel))) judged[at] = one;
        return judged;
    }

    private async Task<Judged> Exchange(JsonObject body, CancellationToken cancel)
    {
        // One after the other: a later record may speak of the same item.
        var step = await exchange.Open(body, cancel);
        if (step.Guide is not { } guide) return new(step.Changed, step.Faults);
        var judged = (await Judge([guide], cancel))[0];
        if (judged.Wrong.Count == 0) await exchange.Close(body, cancel);
        return judged;
    }

    private PublicGuide.Result Body(FileRecord record)
    {
        if (file.Layout == RecordLayout.PublicGuide) return PublicGuide.Read(record.Body, place);
        return new(Own(record.Body), []);
    }

    private async Task<IReadOnlyList<Judged>> Judge(IReadOnlyList<PublicGuide.Result> bodies, CancellationToken cancel)
    {
        if (bodies.Count == 0) return [];
        var keys = bodies.Select(b => (string?)b.Record["item"] ?? "").ToList();
        var known = await db.Items.Where(i => keys.Contains(i.Key)).ToDictionaryAsync(i => i.Key, cancel);
        var judged = new Judged[bodies.Count];
        var right = new List<(int At, CheckedGuide Guide)>();
        foreach (var (at, (body, key)) in bodies.Zip(keys).Index())
        {
            var (guide, faults) = Check(body.Record, rulebooks);
            var wrong = body.Faults.Concat(faults).Concat(Apart(body.Record, key, guide, known.GetValueOrDefault(key))).Where(f => !f.Missing || key.Length == 0).ToList();
            if (wrong.Count > 0) judged[at] = new(false, wrong);
            else right.Add((at, new CheckedGuide(body.Record, guide, faults, known.GetValueOrDefault(key))));
        }

        foreach (var ((at, _), one) in right.Zip(await sink.Put([.. right.Select(r => r.Guide)], cancel))) judged[at] = one;
        return judged;
    }

    /// <summary>What is wrong apart from the guide itself: twice in the file, another place's, a combination.</summary>
    private IEnumerable<Fault> Apart(JsonObject record, string key, Guide? guide, ItemRow? known)
    {
        if (guide?.Combination is not null) yield return Composed;
        if (key.Length > 0 && file.Layout != RecordLayout.Exchange && !seen.Add(key))
            yield return new Fault("item", "事项标识", key, "catalogue.key-twice", "同一份文件里出现了两次", "请只留一条", Laws.OneSystem);
        if (RegionCode.TryParse((string?)record["place"], out var where) && !within.Contains(where)) yield return ImportRun.NotYours("place", where);
        else if (known is not null && !within.Contains(RegionCode.From(known.Place))) yield return ImportRun.NotYours("item", RegionCode.From(known.Place));
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
    internal static Fault Composed { get; } = new(
        "combination", ElementNames.Of("combination"), "…", "catalogue.combination-imported", "组合不能导入，它的内容由各部分现行的办事指南合成", "请导入各部分的事项，再在工作台组合", Laws.Bundles);
}
