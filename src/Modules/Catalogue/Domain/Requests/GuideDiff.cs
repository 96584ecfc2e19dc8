using System.Text.Json.Nodes;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>One thing that differs between two versions of a guide, in words.</summary>
/// <param name="Element">The element: "所需材料".</param>
/// <param name="What">What in it: "营业执照：原件份数"; null: the element itself.</param>
/// <param name="Before">Null: it was not there.</param>
/// <param name="After">Null: it is not there any more.</param>
internal sealed record DiffLine(string Path, string Element, string? What, string? Before, string? After);

/// <summary>
/// 改了什么: the difference of two versions by elements, lists by the identifiers or names of their entries, so that a moved line is no change of
/// all that follow. What changes with every version (number, hash, day) is left out.
/// </summary>
internal static class GuideDiff
{
    private static readonly string[] EveryTime = ["version", "hash", "effectiveFrom"];
    private static readonly string[] Keys = ["id", "name", "asked", "law"];
    private static readonly string[] Names = ["name", "label", "title", "asked", "law", "id"];

    public static IReadOnlyList<DiffLine> Of(Guide before, Guide after) => Of(Tree(before), Tree(after));

    /// <param name="before">Null: there was none, all of it is new.</param>
    public static IReadOnlyList<DiffLine> Of(JsonObject? before, JsonObject after)
    {
        var lines = new List<DiffLine>();
        before ??= [];
        foreach (var name in before.Select(p => p.Key).Union(after.Select(p => p.Key)).Except(EveryTime))
            Compare(name, null, before[name], after[name], lines);
        return lines;
    }

    public static JsonObject Tree(Guide guide) => (JsonObject)JsonNode.Parse(GuideText.Of(guide))!;

    private static void Compare(string path, string? what, JsonNode? before, JsonNode? after, List<DiffLine> lines)
    {
        if (JsonNode.DeepEquals(before, after)) return;
        switch (before, after)
        {
            case (JsonArray or null, JsonArray) or (JsonArray, null):
                Lists(path, what, before as JsonArray ?? [], after as JsonArray ?? [], lines);
                break;
            case (JsonObject was, JsonObject now) when !GuideValues.IsWhole(was):
                foreach (var name in was.Select(p => p.Key).Union(now.Select(p => p.Key)))
                    Compare($"{path}.{name}", Join(what, AttributeNames.Of($"{path}.{name}")), was[name], now[name], lines);
                break;
            default:
                lines.Add(new DiffLine(path, ElementNames.Of(path), what, GuideValues.Words(before, path), GuideValues.Words(after, path)));
                break;
        }
    }

    private static void Lists(string path, string? what, JsonArray before, JsonArray after, List<DiffLine> lines)
    {
        var (was, now) = (Keyed(before), Keyed(after));
        foreach (var (key, gone) in was.Where(e => !now.ContainsKey(e.Key)))
            lines.Add(new DiffLine($"{path}/{key}", ElementNames.Of(path), Join(what, NameOf(gone)), GuideValues.Words(gone, $"{path}/{key}"), null));
        foreach (var (key, entry) in now)
        {
            if (!was.TryGetValue(key, out var old)) lines.Add(new DiffLine($"{path}/{key}", ElementNames.Of(path), Join(what, NameOf(entry)), null, GuideValues.Words(entry, $"{path}/{key}")));
            else Compare($"{path}/{key}", Join(what, NameOf(entry)), old, entry, lines);
        }

        if (was.Count == now.Count && was.Keys.Order(StringComparer.Ordinal).SequenceEqual(now.Keys.Order(StringComparer.Ordinal)) && !was.Keys.SequenceEqual(now.Keys))
            lines.Add(new DiffLine(path, ElementNames.Of(path), Join(what, "次序"), string.Join('、', was.Values.Select(v => NameOf(v) ?? GuideValues.Words(v, path))), string.Join('、', now.Values.Select(v => NameOf(v) ?? GuideValues.Words(v, path)))));
    }

    /// <summary>By identifier, else by name, else by what it says; a second one of the same key by its number.</summary>
    private static Dictionary<string, JsonNode?> Keyed(JsonArray list)
    {
        var keyed = new Dictionary<string, JsonNode?>();
        foreach (var entry in list)
        {
            var key = (entry as JsonObject is { } record ? Keys.Select(k => (string?)(record[k] as JsonValue)).FirstOrDefault(v => v is not null) : null) ?? entry?.ToJsonString() ?? "";
            var free = key;
            for (var i = 2; !keyed.TryAdd(free, entry); i++) free = $"{key}#{i}";
        }

        return keyed;
    }

    private static string? NameOf(JsonNode? entry) => entry is JsonObject record
        ? Names.Select(k => record[k] is JsonValue value ? value.ToString() : null).FirstOrDefault(v => v is not null)
        : null;

    private static string? Join(string? what, string? more) => (what, more) switch { (null, _) => more, (_, null) => what, _ => $"{what}：{more}" };
}

/// <summary>A value of a guide in words, for comparing.</summary>
internal static class GuideValues
{
    private static readonly Dictionary<string, string> Codes = new()
    {
        ["applicant"] = "申请人自备", ["shared"] = "共享获取，申请人确认", ["intermediary"] = "中介机构出具",
        ["certificate"] = "证照", ["form"] = "表格", ["proof"] = "证明", ["other"] = "其他",
        ["person"] = "自然人", ["company"] = "法人", ["unincorporated"] = "非法人组织",
        ["counter"] = "窗口", ["online"] = "网上", ["mobile"] = "移动端", ["kiosk"] = "自助终端", ["electronic"] = "电子", ["post"] = "邮寄",
        ["licence"] = "证照", ["approval"] = "批文", ["none"] = "无",
        ["law"] = "法律", ["administrative-regulation"] = "行政法规", ["local-regulation"] = "地方性法规", ["rule"] = "规章", ["document"] = "文件",
    };

    /// <summary>Read as one value: a law with its article, a condition.</summary>
    public static bool IsWhole(JsonObject value) => (value.ContainsKey("law") && value.ContainsKey("article")) || value.ContainsKey("field") || value.ContainsKey("all") || value.ContainsKey("any");

    /// <param name="at">Where it stands: what its parts are called depends on it.</param>
    public static string? Words(JsonNode? value, string at = "") => value switch
    {
        null => null,
        JsonArray list => string.Join('、', list.Select(v => Words(v, at))),
        JsonObject basis when basis["law"] is { } law && basis["article"] is { } article => $"《{law}》{article}",
        JsonObject record => string.Join('；', record.Where(p => p.Key != "id" && p.Value is not null).Select(p => $"{AttributeNames.Of($"{at}.{p.Key}")} {Words(p.Value, $"{at}.{p.Key}")}")),
        JsonValue plain when plain.TryGetValue(out bool truth) => truth ? "是" : "否",
        JsonValue plain when plain.TryGetValue(out string? text) => Offered(text, at) ?? Text(text),
        _ => value.ToString(),
    };

    /// <summary>As the editor offers it at that place: "licence" is a kind of item here and a kind of result there.</summary>
    private static string? Offered(string text, string at) =>
        DraftSchema.FieldAt(at.Replace('.', '/'))?.Field.Options.FirstOrDefault(o => o.Value == text)?.Words;

    private static string? Chosen(string text) =>
        Codes.GetValueOrDefault(text) ?? Defects.Words.GetValueOrDefault(text) ?? DraftOptions.ThemeCodes.FirstOrDefault(t => t.Value == text)?.Words
        ?? (text == ProcessTemplate.General.Id ? "通用流程" : null);

    private static string Text(string text) => Chosen(text) ?? (TimeLimit.TryParse(text, out var limit) ? limit.ToString() : text);
}
