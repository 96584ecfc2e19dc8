using System.Text.Json.Nodes;

namespace OneWindow.Catalogue;

/// <summary>An address and an edit as people read them.</summary>
internal static class DraftWords
{
    /// <summary>材料“营业执照”的“复印件份数”.</summary>
    public static string Place(string path, DraftDocument draft)
    {
        var words = string.Join("，", DraftDocument.ItemsAbove(path).Append(DraftDocument.ListOf(path) is null ? null : path).OfType<string>().Select(item => Item(item, draft)));
        if (DraftSchema.FieldAt(path) is { } at) return at.Item is null ? $"“{at.Field.Label}”" : $"{words}的“{at.Field.Label}”";
        if (path.EndsWith("/" + DraftDocument.Rank, StringComparison.Ordinal)) return words + "的先后";
        return words.Length > 0 ? words : $"“{ElementNames.Of(path.Replace('/', '.'))}”";
    }

    /// <summary>Null is 空着; a whole item is its name with what is in it.</summary>
    public static string Value(string path, string? json, DraftDocument draft)
    {
        if (json is null) return DraftDocument.ListOf(path) is null ? "（空着）" : "（删去）";
        if (DraftSchema.FieldAt(path) is { } at) return DraftText.Cell(at.Field, json, draft);
        if (path.EndsWith("/" + DraftDocument.Rank, StringComparison.Ordinal)) return "挪了位置";
        if (DraftDocument.ListOf(path) is { } list && DraftSchema.ListAt(list) is { } of && JsonNode.Parse(json) is JsonObject item)
            return $"{of.One}“{(string?)item[of.Title]}”";
        return DraftText.Plain(json);
    }

    /// <summary>"“金额”：10 → 12".</summary>
    public static string Edit(string path, string? before, string? after, DraftDocument draft)
    {
        if (DraftDocument.ListOf(path) is { } list)
        {
            var one = DraftSchema.ListAt(list)?.One ?? "项";
            if (before is null) return $"加了{Value(path, after, draft)}";
            if (after is null) return $"删去{Value(path, before, draft)}";
            return $"改了{one}{Value(path, after, draft)}";
        }

        return path.EndsWith("/" + DraftDocument.Rank, StringComparison.Ordinal) ? $"挪动{Place(path, draft)}" : $"{Place(path, draft)}：{Short(Value(path, before, draft))} → {Short(Value(path, after, draft))}";
    }

    private static string Item(string path, DraftDocument draft)
    {
        var list = DraftDocument.ListOf(path)!;
        var of = DraftSchema.ListAt(list);
        var name = draft.TextAt($"{path}/{of?.Title}");
        return name.Length == 0 ? $"新的{of?.One}" : $"{of?.One}“{Short(name)}”";
    }

    private static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;
}
