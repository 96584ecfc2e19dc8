using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>Reads an entry's parts from a form, and fills the form from an entry.</summary>
internal static class LibraryForm
{
    public static LibraryEntry Read(FormReader form, LibraryEntry entry)
    {
        foreach (var part in LibraryParts.Of(entry.Kind)) entry = part.Set(entry, ValueOf(form, part));
        if (entry.FieldKind == Contracts.FieldKind.Choice && entry.Choices.Count < 2) form.Refuse("choices", "选一项的，代码集里至少要有两个选项");
        if (entry.Until < entry.From) form.Refuse("until", "截止日期不能早于起始日期");
        return entry;
    }

    public static FormState Of(LibraryEntry entry, params (string Field, string? Value)[] more) =>
        FormState.Of([.. LibraryParts.Of(entry.Kind).Select(p => (p.Name, p.Get(entry))), .. more]);

    private static string? ValueOf(FormReader form, LibraryPart part) => (part switch
    {
        { Options: { } options } => form.Choice(part.Name, part.Label, options, part.Required),
        { Day: true } => form.Date(part.Name, part.Label, required: part.Required) is { } day ? Words.Machine(day) : "",
        { Lines: true } => form.LongText(part.Name, part.Label, part.Max, required: part.Required),
        _ => form.Text(part.Name, part.Label, part.Max, required: part.Required),
    }) is { Length: > 0 } value ? value : null;
}
