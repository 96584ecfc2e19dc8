using System.Globalization;
using System.Text.Json.Nodes;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>
/// The layout of data/guides.json in our own terms. What it does not have is left out, so that it is reported as missing, but for a few
/// defaults stated in docs/how-to/import.md: one visit, the shared process, the defects usual for a kind of material, and the statutory
/// limit as promise (which a place that wants a shorter promise then refuses).
/// </summary>
internal static class PublicGuide
{
    internal sealed record Result(JsonObject Record, IReadOnlyList<Fault> Faults);

    private static readonly Dictionary<string, string> Types = new()
    {
        ["01"] = "licence", ["05"] = "payment", ["07"] = "confirmation", ["08"] = "award", ["09"] = "adjudication", ["10"] = "other-power", ["11"] = "filing", ["20"] = "public-service",
    };

    private static readonly Dictionary<string, string> Audiences = new()
    {
        ["自然人"] = "person", ["企业法人"] = "company", ["事业法人"] = "company", ["社会组织法人"] = "company", ["非法人企业"] = "unincorporated",
        ["个体工商户"] = "unincorporated", ["事业单位"] = "company", ["社会组织"] = "company", ["行政机关"] = "company", ["其他组织"] = "unincorporated",
    };

    private static readonly Dictionary<string, string> Sources = new()
    {
        ["申请人自备"] = "applicant", ["政府共享自动获取"] = "shared", ["政府部门核发(可共享)"] = "shared", ["中介机构出具"] = "intermediary",
    };

    private static readonly Dictionary<string, string> Results = new()
    {
        ["证照"] = "licence", ["批文"] = "approval", ["批文/证照"] = "approval", ["其他"] = "other", ["给付"] = "other", ["组合"] = "other",
    };

    private static readonly (string Word, string Mode)[] Deliveries =
    [
        ("邮寄", "post"), ("快递", "post"), ("电子", "electronic"), ("短信", "electronic"), ("卡发放", "electronic"), ("自助", "kiosk"),
    ];

    private static readonly Dictionary<string, string[]> UsualDefects = new()
    {
        ["certificate"] = ["missing", "unreadable", "out-of-date"],
        ["form"] = ["missing", "incomplete", "not-sealed"],
        ["proof"] = ["missing", "unreadable", "not-sealed"],
        ["other"] = ["missing", "unreadable", "incomplete"],
    };

    public static Result Read(JsonObject source, RegionCode place)
    {
        var faults = new List<Fault>();
        string? Text(JsonNode? node) => node is null || node.ToString().Trim() is not { Length: > 0 } text ? null : text;
        string? Mapped(string path, string element, string? word, Dictionary<string, string> words)
        {
            if (word is not null && words.TryGetValue(word, out var known)) return known;
            var (code, rule, basis) = words == Types
                ? ("catalogue.type-unknown", "不是依申请办理的事项类型（一件事请按其中的事项分别导入）", Laws.ItemTypes)
                : ("catalogue.word-unknown", "没有能对应的说法，看不出具体指什么", Laws.MaterialElements);
            faults.Add(new Fault(path, element, word, code, rule, "可用：" + string.Join('、', words.Keys), basis));
            return null;
        }

        var prefix = place.ToString()[..6];
        var onTheSpot = Text(source["handlingType"]) == "即办件";
        var unit = (Text(source["unit"]) ?? "") is var words && words.StartsWith("工作日", StringComparison.Ordinal) ? "working-day" : "calendar-day";
        var statutory = Limit(source["statutoryDays"], unit);
        var record = new JsonObject
        {
            ["item"] = Text(source["id"]) is { } id ? $"{prefix}-import-{id.ToLowerInvariant()}" : null,
            ["version"] = 1,
            ["hash"] = "",
            ["effectiveFrom"] = "2024-01-01",
            ["name"] = Text(source["name"]),
            ["type"] = Mapped("typeCode", "事项类型", Text(source["typeCode"]), Types),
            ["organisation"] = $"{prefix}-imported",
            ["place"] = place.ToString(),
            ["exerciseLevel"] = Text(source["levelCode"]),
            ["process"] = ProcessTemplate.General.Id,
            ["basicCode"] = Text(source["realCode"]?["basic"]),
            ["audience"] = Strings(List(source["serviceObjects"]).Select((a, i) => Mapped($"serviceObjects[{i}]", "服务对象", Text(a), Audiences)).Distinct()),
            ["bases"] = new JsonArray([.. List(source["legalBasis"]).Select(b => new JsonObject { ["law"] = Text(b!["law"]) ?? "", ["article"] = Text(b["article"]) ?? "" })]),
            ["conditions"] = Strings(List(source["conditions"]).Select(Text)),
            ["statutoryLimit"] = statutory,
            ["promisedLimit"] = Limit(source["promisedDays"], unit) ?? statutory,
            ["onTheSpot"] = onTheSpot,
            ["formReviewOnly"] = false,
            ["materials"] = new JsonArray([.. List(source["materials"]).Select((m, i) => Material(m!.AsObject(), i))]),
            ["form"] = new JsonArray(),
            ["steps"] = new JsonArray([.. List(source["steps"]).Select(s => new JsonObject { ["name"] = Text(s!["step"]) ?? "", ["limit"] = Limit(s["days"], unit), ["actor"] = Text(s["actor"]) ?? "" })]),
            ["specialProcedures"] = new JsonArray([.. List(source["specialProcedures"]).Select((p, i) => new JsonObject
            {
                ["id"] = $"sp{i + 1}",
                ["name"] = Text(p!["name"]) ?? "",
                ["limit"] = Limit(p["maxDays"], unit),
                ["basis"] = Text(p["basis"]) is { } law ? new JsonObject { ["law"] = law, ["article"] = "" } : null,
            })]),
            ["fees"] = new JsonArray([.. List(source["fee"]?["items"]).Select(f => new JsonObject
            {
                ["name"] = Text(f!["name"]) ?? "",
                ["amount"] = 0,
                ["standard"] = Text(f["standard"]) ?? "",
                ["basis"] = new JsonObject { ["law"] = Text(f["basis"]) ?? "", ["article"] = "" },
            })]),
            ["channels"] = Strings(Text(source["onlineDepth"]) is null ? [] : ["counter", "online"]),
            ["places"] = new JsonArray(),
            ["result"] = new JsonObject
            {
                ["name"] = Text(source["result"]?["name"]) ?? "",
                ["kind"] = Mapped("result.type", "办理结果", Text(source["result"]?["type"]), Results),
                ["validity"] = Text(source["result"]?["validity"]),
            },
            ["deliveries"] = Strings(List(source["delivery"]).Select(d => Delivery(Text(d))).Distinct()),
            ["consultationPhone"] = "",
            ["complaintPhone"] = "",
            ["visits"] = source["visits"]?.DeepClone() ?? 1,
        };
        foreach (var empty in record.Where(p => p.Value is null).Select(p => p.Key).ToList()) record.Remove(empty);
        return new Result(record, faults);

        JsonObject Material(JsonObject m, int i)
        {
            var name = Text(m["name"]) ?? "";
            var kind = KindOf(name);
            var from = Mapped($"materials[{i}].source", "所需材料", Text(m["source"]), Sources);
            var shared = from == "shared";
            var tolerable = m["tolerable"]?.GetValueKind() == System.Text.Json.JsonValueKind.True;
            var mandatory = m["mandatory"]?.GetValueKind() == System.Text.Json.JsonValueKind.True;
            return new JsonObject
            {
                ["id"] = $"m{i + 1}",
                ["name"] = name,
                ["kind"] = kind,
                ["required"] = mandatory,
                ["main"] = mandatory && !tolerable,
                ["tolerable"] = tolerable,
                ["source"] = from ?? "applicant",
                ["originals"] = shared ? 0 : Whole(m["original"]),
                ["copies"] = shared ? 0 : Whole(m["copies"]),
                ["electronic"] = shared || Text(m["form"])?.Contains("电子", StringComparison.Ordinal) == true,
                ["issuer"] = Text(m["issuer"]),
                ["defects"] = Strings(UsualDefects[kind]),
            };
        }
    }

    private static string KindOf(string name) => name switch
    {
        _ when name.Contains("申请", StringComparison.Ordinal) || name.EndsWith('表') || name.Contains("承诺书", StringComparison.Ordinal) || name.Contains("声明", StringComparison.Ordinal) => "form",
        _ when name.Contains("证明", StringComparison.Ordinal) || name.Contains("报告", StringComparison.Ordinal) || name.Contains("意见", StringComparison.Ordinal) => "proof",
        _ when name.Contains('证') || name.Contains("执照", StringComparison.Ordinal) || name.Contains('卡') || name.Contains("户口", StringComparison.Ordinal) => "certificate",
        _ => "other",
    };

    /// <summary>Handing over at the counter is what all other words come to (窗口领取, 当场, 镇街领取).</summary>
    private static string Delivery(string? words) =>
        Deliveries.FirstOrDefault(d => words?.Contains(d.Word, StringComparison.Ordinal) == true).Mode ?? "counter";

    private static string? Limit(JsonNode? days, string unit) => days is null ? null : Whole(days) switch
    {
        0 => TimeLimit.OnTheSpot.Code,
        var amount => string.Create(CultureInfo.InvariantCulture, $"{amount} {unit}"),
    };

    private static int Whole(JsonNode? node) => node is JsonValue value && value.TryGetValue(out int number) ? Math.Max(0, number) : 0;

    private static IEnumerable<JsonNode?> List(JsonNode? node) => node as JsonArray ?? [];

    private static JsonArray Strings(IEnumerable<string?> texts) => new([.. texts.OfType<string>().Select(t => JsonValue.Create(t))]);
}
