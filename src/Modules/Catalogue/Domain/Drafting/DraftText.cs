using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>A value of a draft as a cell of a table has it, and back: 是, 10 个工作日, a|b. What people read in choices and in the history is the same.</summary>
internal static class DraftText
{
    public static string? Json(string? text) => string.IsNullOrWhiteSpace(text) ? null : JsonSerializer.Serialize(text, Storage.Json.Options);

    public static string? Json(IReadOnlyCollection<string> list) => list.Count == 0 ? null : JsonSerializer.Serialize(list, Storage.Json.Options);

    public static IReadOnlyList<string> List(string? json) =>
        json is not null && JsonNode.Parse(json) is JsonArray array ? [.. array.Select(n => (string?)n ?? "")] : [];

    public static string Plain(string? json) => json is null ? "" : JsonNode.Parse(json) switch
    {
        JsonValue value when value.TryGetValue(out string? text) => text,
        JsonNode node => node.ToJsonString(Storage.Json.Options),
        _ => "",
    };

    /// <summary>As it stands in a cell; "" for nothing.</summary>
    public static string Cell(DraftFieldModel field, string? json, DraftDocument draft)
    {
        if (json is null) return "";
        return field.Kind switch
        {
            DraftFieldModel.Kinds.Flag => json == "true" ? "是" : "否",
            DraftFieldModel.Kinds.Money => (long.Parse(json, CultureInfo.InvariantCulture) / 100m).ToString("0.##", CultureInfo.InvariantCulture),
            DraftFieldModel.Kinds.One => WordsOf(field, Plain(json)),
            DraftFieldModel.Kinds.Many => string.Join('|', List(json).Select(v => WordsOf(field, v))),
            DraftFieldModel.Kinds.Lines => string.Join('|', List(json)),
            DraftFieldModel.Kinds.Limit => TimeLimit.TryParse(Plain(json), out var limit) ? limit.ToString() : Plain(json),
            DraftFieldModel.Kinds.Situation => SituationRows.Words(json, draft),
            _ => Plain(json),
        };
    }

    /// <summary>Reads a cell; what is wrong with it in words where it cannot be read.</summary>
    public static (string? Json, string? Wrong) Read(DraftFieldModel field, string cell, DraftDocument draft)
    {
        var text = cell.ReplaceLineEndings("\n").Trim();
        if (text.Length == 0) return (null, null);
        switch (field.Kind)
        {
            case DraftFieldModel.Kinds.Flag:
                return text is "是" or "true" or "1" ? ("true", null) : text is "否" or "false" or "0" ? ("false", null) : (null, "应写“是”或“否”");
            case DraftFieldModel.Kinds.Whole:
                return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? ($"{whole}", null) : (null, "应为不小于 0 的整数");
            case DraftFieldModel.Kinds.Money:
                return Kernel.Money.TryParse(text.TrimEnd('元'), out var money) && money.Fen >= 0 ? ($"{money.Fen}", null) : (null, "应为金额，单位为元，例如 12.50");
            case DraftFieldModel.Kinds.One:
                return Code(field, text) is { } one ? (Json(one), null) : (null, $"应为以下之一：{Offered(field)}");
            case DraftFieldModel.Kinds.Many:
                var many = Split(text).Select(t => (Text: t, Code: Code(field, t))).ToList();
                return many.Find(m => m.Code is null) is { Text: { } unknown } ? (null, $"“{unknown}”不在可选的范围内，可选：{Offered(field)}") : (Json([.. many.Select(m => m.Code!)]), null);
            case DraftFieldModel.Kinds.Lines:
                return (Json([.. text.Split(['|', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]), null);
            case DraftFieldModel.Kinds.Limit:
                return LimitOf(text) is { } limit ? (Json(limit.Code), null) : (null, "应为时限，例如“10 个工作日”“30 日”“当场”");
            case DraftFieldModel.Kinds.Situation:
                return SituationOf(text, draft) is { } situation ? (situation, null) : (null, "应写成“栏目”选“选项”，几个条件之间用“，并且”或“，或者”连起来");
            default:
                if (Ui.Words.Length(text) > field.Max) return (null, $"最多 {field.Max} 个字，现在是 {Ui.Words.Length(text)} 个字");
                return text.Any(c => char.IsControl(c) && !(c == '\n' && field.Kind == DraftFieldModel.Kinds.Text)) ? (null, "含有无法识别的字符") : (Json(text), null);
        }
    }

    public static TimeLimit? LimitOf(string text)
    {
        if (TimeLimit.TryParse(text, out var known)) return known;
        if (text is "当场" or "当场办结" or "即办") return TimeLimit.OnTheSpot;
        var digits = new string([.. text.TakeWhile(char.IsAsciiDigit)]);
        LimitUnit? unit = text[digits.Length..].Trim() switch
        {
            "个工作日" or "工作日" => LimitUnit.WorkingDay,
            "日" or "天" or "个自然日" or "自然日" => LimitUnit.CalendarDay,
            "个月" or "月" => LimitUnit.Month,
            "小时" or "个小时" => LimitUnit.Hour,
            _ => null,
        };
        return unit is { } of && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) && amount > 0 ? new TimeLimit(amount, of) : null;
    }

    private static string? SituationOf(string text, DraftDocument draft)
    {
        var answers = SituationRows.Answers(draft);
        var rows = new List<(string, string)>();
        foreach (var part in text.Replace("，并且", "\nand ", StringComparison.Ordinal).Replace("，或者", "\nor ", StringComparison.Ordinal).Split('\n'))
        {
            var (join, words) = part.StartsWith("and ", StringComparison.Ordinal) ? (SituationRows.And, part[4..])
                : part.StartsWith("or ", StringComparison.Ordinal) ? (SituationRows.Or, part[3..]) : ("", part);
            var plain = words.Replace("”选“", "：", StringComparison.Ordinal).Trim('“', '”', ' ');
            if (answers.FirstOrDefault(a => a.Words == plain) is not { } answer) return null;
            rows.Add((join, answer.Value));
        }

        return SituationRows.ToJson(rows);
    }

    private static string[] Split(string text) => text.Split(['|', '\n', '、'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string? Code(DraftFieldModel field, string words) => field.Options.FirstOrDefault(o => o.Words == words || o.Value == words)?.Value;

    private static string WordsOf(DraftFieldModel field, string code) => field.Options.FirstOrDefault(o => o.Value == code)?.Words ?? code;

    private static string Offered(DraftFieldModel field) => string.Join('、', field.Options.Take(12).Select(o => o.Words)) + (field.Options.Count > 12 ? "……" : "");
}
