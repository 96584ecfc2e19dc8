using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Storage;

namespace OneWindow.Messages;

/// <summary>Everything that a message is written from: nothing is asked while it is written.</summary>
internal sealed record Happening(CaseFacts Facts, CaseEntry Entry, Guide Guide, RuleSet Rules, string Organisation)
{
    /// <summary>The log before it.</summary>
    public IReadOnlyList<CaseEntry> Before { get; init; } = [];

    public string? Word(string name) => Entry.Data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public DateOnly? Day(string name) => DayIn(Entry.Data, name);

    /// <summary>The day on which a clock that the event carries runs out.</summary>
    public DateOnly? DueOf(string clock) => Inside(Inside(Entry.Data, clock), "due") is { } due ? DayIn(due, "day") : null;

    public JsonElement? Inside(string name) => Inside(Entry.Data, name);

    public IReadOnlyList<string> Materials(JsonElement? list) =>
        list is { ValueKind: JsonValueKind.Array } ids ? [.. ids.EnumerateArray().Select(id => $"《{Guide.Material(id.GetString()!)?.Name ?? "材料"}》")] : [];

    /// <summary>What is asked to be put right, each by the name it has in the guide.</summary>
    public IReadOnlyList<string> Defects(string name) => Inside(name) is { ValueKind: JsonValueKind.Array } defects
        ? [.. defects.EnumerateArray().Select(DefectName)]
        : [];

    public static DateOnly? DayIn(JsonElement? parent, string name) => Inside(parent, name)?.Deserialize<DateOnly?>(Json.Options);

    public static JsonElement? Inside(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } there && there.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string DefectName(JsonElement defect)
    {
        var id = defect.GetProperty("id").GetString()!;
        return defect.GetProperty("kind").GetString() == "material"
            ? $"《{Guide.Material(id)?.Name ?? "材料"}》"
            : $"“{Guide.Fields.FirstOrDefault(f => f.Id == id)?.Label ?? "填写内容"}”";
    }
}
