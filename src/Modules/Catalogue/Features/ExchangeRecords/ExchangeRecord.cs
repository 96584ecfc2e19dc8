using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>
/// A record of up_task_general_basic made into a guide's record. Only what it has is taken over: what it does not speak of (forms, samples, places) stays as it
/// was here, or is missing. Materials are known again by their names.
/// </summary>
internal sealed class ExchangeRecord(JsonObject body, CodeSet set)
{
    public const string Table = "up_task_general_basic";

    /// <summary>May stand once beside the list for all its records.</summary>
    public static IReadOnlyList<string> Shared { get; } = ["data_source", "cd_batch", "code_set"];

    private static readonly string[] Codes = ["task_handle_item", "task_code", "local_task_code"];

    private readonly List<Fault> faults = [];

    public IReadOnlyList<Fault> Faults => faults;

    public static string Text(JsonNode? node) => node is null ? "" : node.ToString().Trim();

    /// <summary>The primary key of the exchange (青岛办法 第二十条): 办理项编码, else 实施编码, else the place's own.</summary>
    public static string CodeOf(JsonObject body) =>
        Codes.Select(name => Text(body[name])).FirstOrDefault(t => t.Length > 0)?.ToUpperInvariant() ?? "";

    /// <param name="guide">As it is here, changed by this; or what a new one begins with.</param>
    public void WriteInto(JsonObject guide)
    {
        Put(guide, "name", "task_name");
        Put(guide, "basicCode", "catalog_code");
        if (ItemCode.TryParse(Text(body["task_code"]), out var code) && code.Kind == ItemCodeKind.Implementation) guide["implementationCode"] = code.ToString();
        if (ItemCode.TryParse(Text(body["task_handle_item"]), out var handling) && handling.Kind == ItemCodeKind.Handling) guide["handlingCode"] = handling.ToString();
        Coded(guide, "type", "task_type", "事项类型", t => CodeSets.Type(t), "01 许可、05 给付、07 确认、08 奖励、09 裁决、10 其他、11 备案、20 公共服务", Laws.ItemTypes);
        Put(guide, "exerciseLevel", "use_level");
        if (Bases("by_law") is { } bases)
        {
            // What kind of text it is they do not say: of a law that stands here already we know.
            var known = (guide["bases"] as JsonArray ?? []).OfType<JsonObject>().ToList();
            guide["bases"] = new JsonArray([.. bases.Select(b => (known.Find(k => ExchangeText.Same(b!, k)) ?? b)!.DeepClone())]);
        }

        if (Lines("accept_condition") is { } conditions) guide["conditions"] = conditions;
        Limit(guide, "statutoryLimit", "anticipate", "法定办结时限");
        Limit(guide, "promisedLimit", "promise", "承诺办结时限");
        if (Text(body["project_type"]) is { Length: > 0 } project)
        {
            if (project is "1" or "2") guide["onTheSpot"] = project == "1";
            else Wrong("project_type", "办件类型", project, "1 即办件、2 承诺件");
            if (project == "1") guide["promisedLimit"] = TimeLimit.OnTheSpot.Code;
        }

        Several(guide, "audience", "server_type", "服务对象", t => CodeSets.Audience(set, t) is { } kind ? [Name(kind)] : null);
        Several(guide, "channels", "handle_type", "办理形式", t => CodeSets.IsChannel(set, t) ? CodeSets.ChannelOf(set, t) is { } channel ? [Name(channel)] : [] : null);
        if (Number("limit_scene_num", "到现场次数") is { } visits) guide["visits"] = visits;
        Put(guide, "consultationPhone", "link_way");
        Put(guide, "complaintPhone", "supervise_way");
        if (Text(body["result_name"]).Length > 0 || Text(body["result_type"]).Length > 0)
        {
            var result = guide["result"] as JsonObject ?? new JsonObject { ["name"] = "", ["kind"] = Name(ResultKind.Other) };
            Put(result, "name", "result_name");
            Coded(result, "kind", "result_type", "办理结果", t => CodeSets.Result(t), "10 证照、20 批文、30 其他、99 无", PlatformRules.Input);
            guide["result"] = result.Parent is null ? result : result.DeepClone();
        }

        if (body["materials"] is JsonArray materials) guide["materials"] = new ExchangeMaterials(this).Read(materials, guide["materials"] as JsonArray ?? []);
        if (Text(body["is_fee"]) == "0") guide["fees"] = new JsonArray();
        if (body["fees"] is JsonArray fees) guide["fees"] = Fees(fees, guide["fees"] as JsonArray ?? []);
        if (body["questions"] is JsonArray questions)
        {
            guide["questions"] = new JsonArray([.. questions.OfType<JsonObject>().Select(q => new JsonObject { ["asked"] = Text(q["question"]), ["answer"] = Text(q["answer"]) })]);
        }

        if (Text(body["plan_effective_date"]) is { Length: > 0 } day)
        {
            if (DateOnly.TryParseExact(day.Length >= 10 ? day[..10] : day, "yyyy-MM-dd", out var from)) guide["effectiveFrom"] = from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            else Wrong("plan_effective_date", "生效日期", day, "日期，如 2025-01-01");
        }
    }

    /// <summary>An enumeration as guides write it.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    public void Wrong(string path, string element, string value, string mend) =>
        faults.Add(new Fault(path, element, value, "catalogue.code-unknown", $"不是 {CodeSets.Names[set]} 里的代码", $"可用：{mend}", PlatformRules.Input));

    private static JsonArray Fees(JsonArray fees, JsonArray before) => new([.. fees.OfType<JsonObject>().Select(f =>
    {
        // Their charge has no amount: it is in the words of the standard. What is fixed here for the same charge stays.
        var fee = before.OfType<JsonObject>().FirstOrDefault(b => Text(b["name"]) == Text(f["fee_name"]))?.DeepClone() as JsonObject ?? new JsonObject { ["amount"] = 0 };
        (fee["name"], fee["standard"]) = (Text(f["fee_name"]), Text(f["fee_stand"]));
        if (ExchangeText.Bases(Text(f["by_law"])) is [JsonObject basis, ..] && !ExchangeText.Same(basis, fee["basis"])) fee["basis"] = basis.DeepClone();
        return fee;
    })]);

    private void Put(JsonObject guide, string element, string name)
    {
        if (Text(body[name]) is { Length: > 0 } text) guide[element] = text;
    }

    private void Coded<T>(JsonObject guide, string element, string name, string words, Func<string, T?> read, string known, Citation basis)
        where T : struct, Enum
    {
        if (Text(body[name]) is not { Length: > 0 } code) return;
        if (read(code) is { } value) guide[element] = Name(value);
        else faults.Add(new Fault(name, words, code, "catalogue.code-unknown", "没有这个代码", $"可用：{known}", basis));
    }

    private void Several(JsonObject guide, string element, string name, string words, Func<string, string[]?> read)
    {
        if (Text(body[name]) is not { Length: > 0 } codes) return;
        var all = new List<string>();
        foreach (var code in codes.Split([',', '，', ';', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (read(code) is { } known) all.AddRange(known);
            else Wrong(name, words, code, $"{CodeSets.Names[set]} 的代码，用逗号隔开");
        }

        // Two of ours may be one of theirs: what says the same stays as it was here.
        var before = (guide[element] as JsonArray ?? []).Select(Text).ToList();
        var says = before.Select(b => element == "channels" ? OutOf(b) : b).OfType<string>().ToHashSet();
        if (!says.SetEquals(all.Select(a => element == "channels" ? OutOf(a) : a).OfType<string>())) guide[element] = new JsonArray([.. all.Distinct().Select(a => JsonValue.Create(a))]);
    }

    private string? OutOf(string channel) => CodeSets.Of(set, Enum.GetValues<Channel>().Single(c => Name(c) == channel));

    private int? Number(string name, string words)
    {
        if (Text(body[name]) is not { Length: > 0 } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        faults.Add(new Fault(name, words, text, "catalogue.element-malformed", "应为不小于 0 的整数", "请核对", PlatformRules.Input));
        return null;
    }

    private void Limit(JsonObject guide, string element, string name, string words)
    {
        if (Number($"{name}_day", words) is not { } days) return;
        var unit = Text(body[$"{name}_type"]);
        if (ExchangeText.Limit(days, unit) is { } limit) guide[element] = limit.Code;
        else Wrong($"{name}_type", words, unit, "1 工作日、2 自然日、3 月、4 年");
    }

    private JsonArray? Bases(string name) => Text(body[name]) is { Length: > 0 } text ? ExchangeText.Bases(text) : null;

    private JsonArray? Lines(string name) => Text(body[name]) is { Length: > 0 } text
        ? new JsonArray([.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(l => JsonValue.Create(l))])
        : null;
}
