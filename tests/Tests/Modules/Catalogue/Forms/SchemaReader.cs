using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OneWindow.Tests.Modules.Catalogue.Forms;

/// <summary>
/// Validates by JSON Schema 2020-12, the part that our forms use; a keyword that it does not know is an error, so that nothing in an export goes unread.
/// (No validator restores here: JsonSchema.Net lacks its own dependencies.)
/// </summary>
internal static class SchemaReader
{
    private static readonly HashSet<string> Notes = ["$schema", "$id", "title", "description"];

    public static bool Fits(JsonNode? value, JsonNode? schema)
    {
        var all = schema!.AsObject();
        foreach (var (keyword, wanted) in all)
        {
            if (keyword.StartsWith("x-onewindow-", StringComparison.Ordinal) || Notes.Contains(keyword) || keyword == "then") continue;
            var fits = keyword switch
            {
                "type" => (string)wanted! switch
                {
                    "object" => value is JsonObject,
                    "array" => value is JsonArray,
                    "string" => TextOf(value) is not null,
                    _ => throw new NotSupportedException($"type {wanted}"),
                },
                "const" => JsonNode.DeepEquals(value, wanted),
                "enum" => wanted!.AsArray().Any(one => JsonNode.DeepEquals(one, value)),
                "pattern" => TextOf(value) is not { } text || Regex.IsMatch(text, (string)wanted!, RegexOptions.ECMAScript),
                "format" => (string)wanted! == "date" ? TextOf(value) is not { } day || DateOnly.TryParseExact(day, "yyyy-MM-dd", out _) : throw new NotSupportedException($"format {wanted}"),
                "minLength" => TextOf(value) is not { } text || text.EnumerateRunes().Count() >= (int)wanted!,
                "maxLength" => TextOf(value) is not { } text || text.EnumerateRunes().Count() <= (int)wanted!,
                "minItems" => value is not JsonArray list || list.Count >= (int)wanted!,
                "maxItems" => value is not JsonArray list || list.Count <= (int)wanted!,
                "items" => value is not JsonArray list || list.All(item => Fits(item, wanted)),
                "required" => value is not JsonObject whole || wanted!.AsArray().All(name => whole.ContainsKey((string)name!)),
                "properties" => value is not JsonObject whole || wanted!.AsObject().All(p => !whole.TryGetPropertyValue(p.Key, out var part) || Fits(part, p.Value)),
                "allOf" => wanted!.AsArray().All(one => Fits(value, one)),
                "anyOf" => wanted!.AsArray().Any(one => Fits(value, one)),
                "not" => !Fits(value, wanted),
                "if" => !Fits(value, wanted) || all["then"] is not { } then || Fits(value, then),
                _ => throw new NotSupportedException($"keyword {keyword}"),
            };
            if (!fits) return false;
        }

        return true;
    }

    private static string? TextOf(JsonNode? value) => value is JsonValue one && one.TryGetValue(out string? text) ? text : null;
}
