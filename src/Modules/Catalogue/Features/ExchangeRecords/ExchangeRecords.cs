using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>What came of opening a record: a guide's record to be taken; or faults; or it is settled already.</summary>
internal sealed record ExchangeStep(PublicGuide.Result? Guide, bool Changed, IReadOnlyList<Fault> Faults);

/// <summary>
/// 交换记录: I and U become a guide as imports take it (published where whole and lawful, else a draft), D a request to cancel that the office decides. Each
/// record of a batch is applied once; one that is older than what was applied for the same code is refused, never applied over it.
/// </summary>
/// <param name="drafted">An office's upload, where I and U become drafts of a change request; null: they are published.</param>
internal sealed class ExchangeRecords(
    CatalogueDb db, ChangeRequests requests, IDirectory directory, RegionCode place, RegionCode within, Instant now, DraftImported? drafted)
{
    private static readonly Actor Office = new("exchange", "事项管理系统", Role.ManagementOfficer, RegionCode.Nation, null, null);

    private AppliedRecordRow? applied;
    private string item = "";

    public async Task<ExchangeStep> Open(JsonObject body, CancellationToken cancel)
    {
        string Text(string name) => ExchangeRecord.Text(body[name]);
        Fault No(string path, string element, string code, string rule, string mend) => new(path, element, Text(path) is { Length: > 0 } text ? text : null, "catalogue." + code, rule, mend, Laws.OneSystem);

        var code = ExchangeRecord.CodeOf(body);
        if (code.Length is 0 or > 50)
            return Refuse(No("task_handle_item", "事项编码", "code-missing", code.Length == 0 ? "没有编码：编码是交换的主键" : "编码最多 50 位", "请补上办理项编码或者实施编码（task_code），没有国家编码的写 local_task_code"));
        if (Text("cd_operation") is not ("I" or "U" or "D" or "")) return Refuse(No("cd_operation", "同步操作", "operation-unknown", "不是同步操作", "可用：I 新增、U 变更、D 取消"));
        if (CodeSets.Named(Text("code_set")) is not { } set) return Refuse(No("code_set", "代码集", "code-set-unknown", "不认识的代码集", "可用：C0109、GB/T 39046"));
        var where = place;
        if (Text("area_code").Length > 0 && !RegionCode.TryParse(Text("area_code"), out where)) return Refuse(No("area_code", "区划", "region-malformed", "不是区划代码", "请写 6 位或 12 位区划代码"));

        var operation = Text("cd_operation") is { Length: > 0 } said ? said : "I";
        applied = new AppliedRecordRow { Code = code, Source = Text("data_source"), Batch = Text("cd_batch"), Step = $"{Text("cd_time")} {operation}" };
        var before = await db.Set<AppliedRecordRow>().AsNoTracking()
            .Where(r => r.Code == code && r.Source == applied.Source && !db.Requests.Any(q => q.Id == r.Request && q.State == ChangeState.Withdrawn)).ToListAsync(cancel);
        // Without a time there is no telling whether it was applied: what it says is compared instead.
        if (Text("cd_time").Length > 0)
        {
            if (before.Any(r => (r.Batch, r.Step) == (applied.Batch, applied.Step))) return new ExchangeStep(null, false, []);
            if (before.Any(r => string.CompareOrdinal(r.Step[..^2], Text("cd_time")) > 0))
                return Refuse(No("cd_time", "同步时间", "exchange-late", "这个编码已经收到过更晚的记录", "请核对批次的先后，需要的话重新导出最新的批次"));
        }

        var known = await Find(code, body, where, cancel);
        if (known is not null && !within.Contains(RegionCode.From(known.Place))) return Refuse(ImportRun.NotYours("area_code", RegionCode.From(known.Place)));
        if (operation == "D") return await Cancel(known, body, cancel);
        var earlier = drafted is null ? null : await drafted.Drafted(known?.Key ?? KeyOf(code, where), cancel);
        var record = earlier ?? await Before(known, cancel) ?? Beginning(code, where);
        var reader = new ExchangeRecord(body, set);
        var unchanged = record.DeepClone();
        reader.WriteInto(record);
        // What changes without a day of its own changes from today; what says the same is no change.
        if (Text("plan_effective_date").Length == 0 && !JsonNode.DeepEquals(unchanged, record)) record["effectiveFrom"] = now.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (directory.OrganisationsUnder(where).FirstOrDefault(o => o.CreditCode is not null && o.CreditCode == Text("dept_code")) is { } department) record["organisation"] = department.Id;
        item = (string)record["item"]!;
        return new ExchangeStep(new PublicGuide.Result(record, reader.Faults), true, []);
    }

    /// <summary>After it was taken: it counts as applied, and what is here is in step with above; a draft is not until it is published.</summary>
    public async Task Close(JsonObject body, CancellationToken cancel)
    {
        await Applied(drafted?.Asked, cancel);
        var row = await db.Items.FindAsync([item], cancel);
        var synced = await db.Set<ExchangedItemRow>().FindAsync([item], cancel);
        if (synced is null) db.Add(synced = new ExchangedItemRow { Item = item, Code = "" });
        synced.Code = ExchangeRecord.CodeOf(body);
        if (drafted is null) synced.Version = row?.CurrentVersion ?? 0;
        await db.SaveChangesAsync(cancel);
    }

    private async Task Applied(string? request, CancellationToken cancel)
    {
        var row = applied!;
        row.Request = request;
        if (await db.Set<AppliedRecordRow>().FindAsync([row.Code, row.Source, row.Batch, row.Step], cancel) is { } known) known.Request = request;
        else db.Add(row);
    }

    private async Task<ItemRow?> Find(string code, JsonObject body, RegionCode where, CancellationToken cancel)
    {
        if (await db.Set<ExchangedItemRow>().AsNoTracking().Where(e => e.Code == code).Select(e => e.Item).FirstOrDefaultAsync(cancel) is { } synced)
            return await db.Items.FindAsync([synced], cancel);
        var basic = ExchangeRecord.Text(body["catalog_code"]);
        var same = basic.Length == 0 ? [] : await db.Items.Where(i => i.State == ItemState.InUse && i.Place == where.Number && i.BasicCode == basic).Take(2).ToListAsync(cancel);
        return same is [var only] ? only : await db.Items.FindAsync([KeyOf(code, where)], cancel);
    }

    private async Task<JsonObject?> Before(ItemRow? known, CancellationToken cancel)
    {
        if (known is null) return null;
        var draft = await db.Drafts.FindAsync([known.Key], cancel);
        var text = known.CurrentVersion > 0
            ? await db.Versions.AsNoTracking().Where(v => v.Item == known.Key && v.Version == known.CurrentVersion).Select(v => v.Body).SingleAsync(cancel)
            : draft?.Body;
        if (text is null) return null;
        var record = JsonNode.Parse(text)!.AsObject();
        (record["version"], record["hash"]) = (1, "");
        return record;
    }

    private JsonObject Beginning(string code, RegionCode where)
    {
        var prefix = where.ToString()[..6];
        return new JsonObject
        {
            ["item"] = KeyOf(code, where), ["version"] = 1, ["hash"] = "", ["effectiveFrom"] = now.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ["organisation"] = $"{prefix}-imported",
            ["place"] = where.ToString(), ["process"] = ProcessTemplate.General.Id, ["formReviewOnly"] = false, ["bases"] = new JsonArray(), ["conditions"] = new JsonArray(), ["materials"] = new JsonArray(),
            ["form"] = new JsonArray(), ["steps"] = new JsonArray(), ["fees"] = new JsonArray(), ["places"] = new JsonArray(), ["deliveries"] = new JsonArray("counter"), ["onTheSpot"] = false,
        };
    }

    private static string KeyOf(string code, RegionCode where) => $"{where.ToString()[..6]}-code-{code.ToLowerInvariant()}";

    /// <summary>取消: prepared as a request; the office of the place looks at what it touches and publishes it, or does not.</summary>
    private async Task<ExchangeStep> Cancel(ItemRow? known, JsonObject body, CancellationToken cancel)
    {
        if (known is not { State: ItemState.InUse }) return new ExchangeStep(null, false, []);
        var where = RegionCode.From(known.Place);
        if (requests.OfficeOf(where) is not { } office)
            return Refuse(new Fault("cd_operation", "同步操作", "D", "catalogue.no-office", "事项所在的区划没有政务服务管理机构，取消申请没有人处理", "请先登记机构", Laws.JointReview));
        var from = DateOnly.TryParseExact(ExchangeRecord.Text(body["plan_cancel_date"]), "yyyy-MM-dd", out var day) && day > now.Date ? day : now.Date;
        var id = $"exchange-{Sign(applied!)}";
        if (!await db.Requests.AnyAsync(r => r.Id == id, cancel))
        {
            var request = new ChangeRequest
            {
                Id = id, Kind = RequestKind.Cancel, Place = office.Region, Department = office.Id, FiledBy = Office.Id, Reason = ListReason.Cancel,
                Why = $"上级事项管理系统取消（批次 {applied!.Batch}）", EffectiveFrom = from, Items = [new RequestedItem(known.Key, known.Name, known.Organisation, known.CurrentVersion)],
            };
            requests.Add(request, $"{RequestWords.Of(RequestKind.Cancel)}：{known.Name}", Office);
        }

        await Applied(null, cancel);
        await db.SaveChangesAsync(cancel);
        return new ExchangeStep(null, true, []);
    }

    private static string Sign(AppliedRecordRow row) => GuideText.Hash(JsonSerializer.Serialize(row, Json.Options))[..24];

    private static ExchangeStep Refuse(Fault fault) => new(null, false, [fault]);
}
