using OneWindow.Contracts;

namespace OneWindow.Catalogue;

/// <summary>指南反馈 on the screen.</summary>
internal static class FeedbackWords
{
    public static string Of(FeedbackKind kind) => kind == FeedbackKind.Unclear ? "看不懂" : "不对";

    /// <summary>What an element is called; null: the guide has no such element.</summary>
    public static string? ElementOf(Guide guide, string element)
    {
        if (element.StartsWith("materials[", StringComparison.Ordinal) && element.EndsWith(']'))
            return guide.Material(element["materials[".Length..^1]) is { } material ? $"材料“{material.Name}”" : null;
        return ElementNames.Columns.Contains(element) ? ElementNames.Of(element) : null;
    }
}
