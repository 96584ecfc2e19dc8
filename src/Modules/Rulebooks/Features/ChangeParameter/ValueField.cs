using System.Globalization;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Rulebooks;

/// <summary>A setting's value as a form: limits as amount and unit, words to choose from, names a line each. Nobody types a code.</summary>
internal static class ValueField
{
    private const string Promptly = "promptly";

    public static IReadOnlyList<ChoiceModel> Options(ValueKind kind) => kind switch
    {
        ValueKind.OneOf one => [.. one.Words.Select(w => new ChoiceModel(w, ValueWords.Of(w)))],
        ValueKind.ListOf list => [.. list.Words.Select(w => new ChoiceModel(w, ValueWords.Of(w)))],
        ValueKind.Limit limit =>
        [
            new("working-day", "个工作日"), new("calendar-day", "日"), new("month", "个月"), new("hour", "小时"),
            .. limit.Promptly ? [new ChoiceModel(Promptly, "及时，不定数字")] : Array.Empty<ChoiceModel>(),
        ],
        _ => [],
    };

    /// <summary>The form as it first opens: with the value that stands now.</summary>
    public static FormState Filled(ValueKind kind, string value) => kind switch
    {
        ValueKind.ListOf => new FormState(new Dictionary<string, Microsoft.Extensions.Primitives.StringValues> { ["value"] = value.Split('|') }, []),
        ValueKind.Names => FormState.Of(("value", value.Replace('|', '\n'))),
        ValueKind.Percent => FormState.Of(("value", value.TrimEnd('%'))),
        ValueKind.Limit when value == Promptly => FormState.Of(("unit", Promptly)),
        ValueKind.Limit => FormState.Of(
            ("amount", TimeLimit.Parse(value).Amount.ToString(CultureInfo.InvariantCulture)),
            ("unit", value.Contains(' ', StringComparison.Ordinal) ? value[(value.IndexOf(' ', StringComparison.Ordinal) + 1)..] : "working-day")),
        _ => FormState.Of(("value", value)),
    };

    public static (IReadOnlyList<string> Entries, bool IsList) Read(FormReader form, string label, ValueKind kind) => kind switch
    {
        ValueKind.OneOf => ([form.Choice("value", label, Options(kind))], false),
        ValueKind.ListOf => (form.Choices("value", label, Options(kind)), true),
        ValueKind.Names => (form.LongText("value", label).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), true),
        ValueKind.Limit => ([Limit(form, label, kind)], false),
        ValueKind.Count => ([Number(form, label, 1, 1000)], false),
        ValueKind.Percent => ([Number(form, label, 0, 100) + "%"], false),
        _ => ([form.Text("value", label, max: 60)], false),
    };

    private static string Limit(FormReader form, string label, ValueKind kind)
    {
        var unit = form.Choice("unit", "单位", Options(kind));
        if (unit == Promptly) return Promptly;
        var amount = form.Number("amount", label, 0, Deadlines.Longest) ?? 0;
        return amount == 0 ? TimeLimit.OnTheSpot.Code : string.Create(CultureInfo.InvariantCulture, $"{amount} {unit}");
    }

    private static string Number(FormReader form, string label, long min, long max) =>
        (form.Number("value", label, min, max) ?? min).ToString(CultureInfo.InvariantCulture);
}
