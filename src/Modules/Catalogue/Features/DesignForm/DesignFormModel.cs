using OneWindow.Contracts;
using OneWindow.Ui;
using GuideField = OneWindow.Contracts.FormField;

namespace OneWindow.Catalogue;

/// <param name="Seen">The draft's revision that the page was made from.</param>
/// <param name="Faults">What of form and checks keeps the guide from being published.</param>
/// <param name="Open">It may still be changed, by this actor.</param>
public sealed record DesignFormModel(
    string Path, string Item, int Seen, IReadOnlyList<FormStep> Form, IReadOnlyList<FormCheck> Checks, FormState State, IReadOnlyList<string> Faults, bool Open)
{
    public IReadOnlyList<GuideField> Fields => [.. Form.SelectMany(s => s.Fields)];

    /// <summary>The fields that a part of a check may be made of.</summary>
    public static IReadOnlyList<ChoiceModel> Offered(string part, IReadOnlyList<GuideField> fields) => part switch
    {
        "first" or "second" => [.. fields.Where(f => f.Kind == FieldKind.Date).Select(Of)],
        "total" => [.. fields.Where(f => f.Kind is FieldKind.Number or FieldKind.Money).Select(Of)],
        "column" => [.. from f in fields from c in f.Columns ?? [] where c.Kind is FieldKind.Number or FieldKind.Money select new ChoiceModel($"{f.Id}.{c.Id}", $"{f.Label}：{c.Label}")],
        _ => [.. fields.Where(f => !f.Required).Select(Of)],
    };

    private static ChoiceModel Of(GuideField field) => new(field.Id, field.Label);

    public static string WordsOf(FieldKind kind) => FormDesign.WordsOf(kind);

    public string ConditionOf(GuideField field)
    {
        string Label(string id) => Fields.FirstOrDefault(f => f.Id == id)?.Label ?? id;
        return string.Join("，并且 ", new[] { field.OnlyIf?.Words(Label), field.When is { } when ? FormDesign.Words(when, Fields) : null }.OfType<string>());
    }

    /// <summary>What stands in the folds of a field, or what was typed there and refused.</summary>
    public FormState StateOf(GuideField field) => State.IsRefused && State["field"] == field.Id ? State : FormState.Of(
        ("when", field.When), ("min", field.Min), ("max", field.Max), ("format", field.Format), ("columns", FormDesign.Lines(field.Columns)), ("minRows", $"{field.MinRows}"), ("maxRows", $"{field.MaxRows}"));

    public FormState StateOfPattern(string? pattern) => State.IsRefused && State["field"] is null && State["pattern"] == pattern ? State : FormState.Empty;
}
