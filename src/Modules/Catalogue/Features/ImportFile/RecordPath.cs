using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OneWindow.Catalogue;

/// <summary>A place in a record as column heads and messages name it: "materials[2].name". Setting it makes what lies between.</summary>
internal static partial class RecordPath
{
    /// <summary>An empty cell sets nothing: what is not there is reported as missing.</summary>
    public static void Set(JsonObject record, string path, string? value)
    {
        if (string.IsNullOrWhiteSpace(value) || path.Length == 0) return;
        var steps = Step().Matches(path);
        if (steps.Count == 0 || string.Concat(steps.Select(s => s.Value)) != path)
            throw new FormatException($"第一行的列名“{path}”认不出来。请下载模板，照模板写列名，例如 name、materials[0].name");
        JsonNode here = record;
        for (var i = 0; i < steps.Count; i++)
        {
            var last = i == steps.Count - 1;
            here = steps[i].Groups["index"] is { Success: true } index
                ? Into(here.AsArray(), int.Parse(index.Value, CultureInfo.InvariantCulture), last ? JsonValue.Create(value) : Container(steps[i + 1]))
                : Into(here.AsObject(), steps[i].Groups["name"].Value, last ? JsonValue.Create(value) : Container(steps[i + 1]));
        }
    }

    private static JsonNode Into(JsonObject record, string name, JsonNode wanted)
    {
        if (wanted is JsonValue || record[name] is null) record[name] = wanted;
        return record[name]!;
    }

    private static JsonNode Into(JsonArray list, int index, JsonNode wanted)
    {
        if (index > 500) throw new FormatException("列表最多 500 项");
        while (list.Count <= index) list.Add(null);
        if (wanted is JsonValue || list[index] is null) list[index] = wanted;
        return list[index]!;
    }

    private static JsonNode Container(Match next) => next.Groups["index"].Success ? new JsonArray() : new JsonObject();

    [GeneratedRegex(@"\[(?<index>\d{1,4})\]|\.?(?<name>[A-Za-z]\w*)")]
    private static partial Regex Step();
}
