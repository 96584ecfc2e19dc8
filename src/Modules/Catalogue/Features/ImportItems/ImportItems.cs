using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>
/// 基本目录导入: entries of a district's list. The code is the key; its layout is that of the 四川 lists
/// (catalogue code, region 12, town 3, body 18, two numbers), which contain old and broken codes.
/// </summary>
internal sealed partial class ImportItems(CatalogueDb db, RegionCode within) : IIntake
{
    private static readonly Dictionary<string, ItemType> Types = new()
    {
        ["1"] = ItemType.Licence,
        ["5"] = ItemType.Payment,
        ["7"] = ItemType.Confirmation,
        ["8"] = ItemType.Award,
        ["9"] = ItemType.Adjudication,
        ["10"] = ItemType.OtherPower,
        ["11"] = ItemType.Filing,
        ["20"] = ItemType.PublicService,
    };

    private readonly HashSet<(long, string)> seen = [];
    private readonly Dictionary<long, Dictionary<string, Said>> known = [];

    /// <summary>What an entry says beside its place and code.</summary>
    private sealed record Said(string Name, string? Main, ItemType Type, string Department, string Body);

    public void PassOver(FileRecord record)
    {
        if (record.Trouble is null && Read(record.Body).Entry is { } entry) seen.Add((entry.Place, entry.Code));
    }

    public async Task<Taken> Take(IReadOnlyList<FileRecord> batch, Action<FileRecord, IReadOnlyList<Fault>> refuse, Action step, CancellationToken cancel)
    {
        var (accepted, unchanged, refused) = (0, 0, 0);
        var right = new List<BasicEntryRow>();
        foreach (var record in batch)
        {
            var (entry, fault) = record.Trouble is { } trouble ? (null, ImportRun.Malformed(trouble)) : Read(record.Body);
            if (entry is not null && !seen.Add((entry.Place, entry.Code)))
                fault = new Fault("itemCode", "事项编码", entry.Code, "catalogue.code-twice", "同一份文件里出现了两次", "请只留一条", Laws.OneSystem);
            if (fault is null && !within.Contains(RegionCode.From(entry!.Place))) fault = ImportRun.NotYours("itemCode", RegionCode.From(entry.Place));
            if (fault is null)
            {
                right.Add(entry!);
                continue;
            }

            refuse(record, [fault]);
            refused++;
        }

        foreach (var entry in right)
        {
            if (await Put(entry, await Known(entry.Place, cancel), cancel)) accepted++;
            else unchanged++;
        }

        foreach (var _ in batch) step();
        return new Taken(accepted, unchanged, refused);
    }

    public Task Close(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>
    /// A place's entries as they stand, read once: asked batch by batch, PostgreSQL keeps the plan that it made for the empty table and reads the whole place each time
    /// (a hundred thousand entries: 80 s instead of 8).
    /// </summary>
    private async Task<Dictionary<string, Said>> Known(long place, CancellationToken cancel)
    {
        if (known.TryGetValue(place, out var read)) return read;
        read = await db.BasicEntries.AsNoTracking().Where(e => e.Place == place).ToDictionaryAsync(e => e.Code, Of, cancel);
        known.Add(place, read);
        return read;
    }

    /// <summary>True if anything changed.</summary>
    private async Task<bool> Put(BasicEntryRow entry, Dictionary<string, Said> known, CancellationToken cancel)
    {
        var said = Of(entry);
        if (known.TryGetValue(entry.Code, out var before) && before == said) return false;
        if (before is not null && await db.BasicEntries.FindAsync([entry.Place, entry.Code], cancel) is { } row)
            (row.Name, row.Main, row.Type, row.Department, row.Body) = (entry.Name, entry.Main, entry.Type, entry.Department, entry.Body);
        else db.Add(entry);
        known[entry.Code] = said;
        return true;
    }

    private static Said Of(BasicEntryRow entry) => new(entry.Name, entry.Main, entry.Type, entry.Department, entry.Body);

    internal static (BasicEntryRow? Entry, Fault? Fault) Read(JsonObject record)
    {
        string Text(string name) => (record[name]?.ToString() ?? "").Trim();
        Fault Wrong(string path, string element, string code, string rule, string mend) =>
            new(path, element, Text(path).Length == 0 ? null : Text(path), "catalogue." + code, rule, mend, path == "taskType" ? Laws.ItemTypes : Laws.OneSystem);

        if (Text("name").Length == 0) return (null, Wrong("name", "事项名称", "element-missing", "必须填写", "请补上名称"));
        if (Text("dept").Length == 0) return (null, Wrong("dept", "实施主体", "element-missing", "必须填写", "请补上部门"));
        if (!Types.TryGetValue(Text("taskType").TrimStart('0'), out var type))
            return (null, Wrong("taskType", "事项类型", "type-unknown", "不是依申请办理的事项类型", "可用代码：" + string.Join('、', Types.Keys)));
        if (Code().Match(Text("itemCode")) is not { Success: true } code)
            return (null, Wrong("itemCode", "事项编码", "code-malformed", "编码由目录编码、12 位区划、3 位乡镇、实施主体代码和两个序号组成，用连字符相连", "请向编码下发部门核对"));
        if (!RegionCode.TryParse(code.Groups["region"].Value, out var place) || place == RegionCode.Nation)
            return (null, Wrong("itemCode", "事项编码", "region-malformed", "编码中的区划不是有效的 12 位区划代码", "请核对第二段"));
        if (Text("areaCode") is { Length: > 0 } area && (!RegionCode.TryParse(area, out var stated) || stated != place))
            return (null, Wrong("areaCode", "区划", "region-differs", $"与编码中的区划 {place} 不同", "请核对区划"));
        if (!IsBody(code.Groups["body"].Value, place, out var body))
            return (null, Wrong("itemCode", "事项编码", "body-malformed", $"编码中的实施主体“{code.Groups["body"].Value}”既不是 18 位统一社会信用代码，也不是 9 位组织机构代码，或者校验位不对", "请核对第四段"));

        var main = Text("main");
        return (new BasicEntryRow
        {
            Place = place.Number,
            Code = Text("itemCode"),
            Name = Text("name"),
            Main = main is "" or "未分类" ? null : main,
            Type = type,
            Department = Text("dept"),
            Body = body,
        }, null);
    }

    /// <summary>The older implementation code (24) checks an organisation code of nine signs; we ask it.</summary>
    private static bool IsBody(string text, RegionCode place, out string body)
    {
        var organisation = text.Replace("-", "", StringComparison.Ordinal);
        body = UnifiedCreditCode.TryParse(text, out var credit) ? credit.ToString() : organisation;
        return credit is not null || (organisation.Length == 9 && ItemCode.TryParse($"{place}{organisation}001", out _));
    }

    [GeneratedRegex(@"^(?<catalogue>[0-9A-Z]{12}(?:[0-9A-Z]{2})?|[0-9A-Z]{1,2}-\d{4,6}-\d{3,5})-(?<region>\d{12})-(?<town>\d{3})-(?<body>[0-9A-Za-z-]+)-(?<first>\d)-(?<second>\d\d)$")]
    private static partial Regex Code();
}
