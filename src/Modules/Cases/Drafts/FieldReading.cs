using System.Globalization;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;
using GuideField = OneWindow.Contracts.FormField;

namespace OneWindow.Cases;

/// <summary>A guide's field, read from what was typed and written for people. The form of a case is checked here and nowhere else.</summary>
internal static class FieldReading
{
    private const int LongestNumber = 15;

    /// <summary>The answer in its stored form, or null: left empty, or refused with words at the field.</summary>
    public static string? Read(this FormReader form, GuideField field)
    {
        var (id, label, required) = (field.Id, field.Label, field.Required);
        var text = field.Kind switch
        {
            FieldKind.Text or FieldKind.Address => form.Text(id, label, field.MaxLength, required: required),
            FieldKind.LongText => form.LongText(id, label, field.MaxLength, required: required),
            FieldKind.Number => Number(form, field),
            FieldKind.Money => form.Money(id, label, required: required) is { } money ? InYuan(money) : null,
            FieldKind.Date => form.Date(id, label, required: required) is { } date ? Words.Machine(date) : null,
            FieldKind.Choice => form.Choice(id, label, (IReadOnlyCollection<string>)field.Choices, required),
            FieldKind.YesNo => form.Choice(id, label, YesNo, required),
            FieldKind.Phone => form.Phone(id, label, required),
            FieldKind.ResidentId => form.ResidentId(id, label, required)?.ToString(),
            FieldKind.CreditCode => form.CreditCode(id, label, required)?.ToString(),
            _ => throw new ArgumentOutOfRangeException(nameof(field)),
        };
        return string.IsNullOrEmpty(text) ? null : text;
    }

    public static readonly string[] YesNo = ["是", "否"];

    /// <summary>A stored answer as people read it.</summary>
    public static string Show(GuideField field, string value) => field.Kind switch
    {
        FieldKind.Date when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => Words.ShortOf(date),
        FieldKind.Money when Money.TryParse(value, out var money) => money.ToString(),
        _ => value,
    };

    /// <summary>Areas and weights have decimals; so it is not the reader's whole number.</summary>
    private static string? Number(FormReader form, GuideField field)
    {
        var text = Words.Plain(form.Raw(field.Id) ?? "").Replace(",", "", StringComparison.Ordinal);
        if (text.Length == 0)
        {
            if (field.Required) form.Refuse(field.Id, $"请填写{field.Label}");
        }
        else if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) || text.StartsWith('.') || text.EndsWith('.'))
        {
            form.Refuse(field.Id, $"{field.Label}应为数字，例如 12 或 86.5，请改为数字");
        }
        else if (text.Length > Math.Min(field.MaxLength, LongestNumber))
        {
            form.Refuse(field.Id, $"{field.Label}最多 {Math.Min(field.MaxLength, LongestNumber)} 位，请核对");
        }
        else return text;
        return null;
    }

    private static string InYuan(Money money) =>
        string.Create(CultureInfo.InvariantCulture, $"{money.Fen / 100}.{money.Fen % 100:D2}");
}
