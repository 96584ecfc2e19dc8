namespace OneWindow.Catalogue;

/// <summary>
/// What the parts of an element are called: as the editor asks for them (<see cref="DraftSchema"/>). Only what the editor does not ask for by a field of its own has its
/// name here.
/// </summary>
internal static class AttributeNames
{
    private static readonly Dictionary<string, string> Unasked = new()
    {
        ["id"] = "标识", ["entry"] = "标准条目", ["fields"] = "填写项", ["asked"] = "问", ["answer"] = "答", ["field"] = "问题", ["value"] = "回答", ["words"] = "说明",
        ["columns"] = "列", ["min"] = "最小", ["max"] = "最大", ["when"] = "什么时候才问", ["minRows"] = "最少行数", ["maxRows"] = "最多行数", ["format"] = "格式",
        ["expression"] = "核对的条件", ["message"] = "不对时的提示", ["law"] = "法律", ["article"] = "条款", ["type"] = "种类", ["ground"] = "情形",
    };

    /// <param name="path">An address with dots and slashes, "materials/layout.copies", or a bare name.</param>
    public static string Of(string path)
    {
        var address = path.Replace('.', '/');
        var name = address[(address.LastIndexOf('/') + 1)..];
        return Asked(address) ?? Unasked.GetValueOrDefault(name) ?? Anywhere(name) ?? name;
    }

    /// <summary>The field at the address, or what the fields below it share: "要这项材料的依据".</summary>
    private static string? Asked(string address)
    {
        if (DraftSchema.FieldAt(address) is { } at) return at.Field.Label;
        return DraftSchema.FieldAt(address + "/law") is { } below && below.Field.Label.IndexOf('：', StringComparison.Ordinal) is > 0 and var stop ? below.Field.Label[..stop] : null;
    }

    /// <summary>Addresses by keys that are no ids are not the editor's.</summary>
    private static string? Anywhere(string name) =>
        DraftSchema.Sections.SelectMany(s => s.Lists).SelectMany(l => l.Inner is { } inner ? l.Fields.Concat(inner.Fields) : l.Fields).Concat(DraftSchema.Sections.SelectMany(s => s.Fields))
            .FirstOrDefault(f => f.Path == name)?.Label;
}
