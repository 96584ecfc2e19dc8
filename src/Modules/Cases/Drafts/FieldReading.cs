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
        if (field.Kind.IsWhole()) return WholeReading.Read(form, field);
        var text = field.Kind switch
        {
            FieldKind.Text or FieldKind.Address => Formatted(form, field, form.Text(id, label, field.MaxLength, required: required)),
            FieldKind.File => File(form, field),
            FieldKind.LongText => form.LongText(id, label, field.MaxLength, required: required),
            FieldKind.Number => Number(form, field) is { } number && Within(form, field, number) ? number : null,
            FieldKind.Money => form.Money(id, label, required: required) is { } money && Within(form, field, InYuan(money)) ? InYuan(money) : null,
            FieldKind.Date => form.Date(id, label, Day(field.Min), Day(field.Max), required) is { } date ? Words.Machine(date) : null,
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
        _ when field.Kind.IsWhole() => WholeReading.Show(field, value),
        FieldKind.Money when Money.TryParse(value, out var money) => money.ToString(),
        FieldKind.File => FileAnswer.Of(value)?.Name ?? value,
        _ => value,
    };

    /// <summary>That the file is there is asked where its basket is known (<see cref="FieldFiles"/>).</summary>
    private static string? File(FormReader form, GuideField field)
    {
        var text = form.Raw(field.Id) ?? "";
        if (FileAnswer.Of(text) is { } answer) return answer.ToString();
        if (text.Length > 0 || field.Required) form.Refuse(field.Id, text.Length > 0 ? $"{field.Label}的文件没有收到，请重新上传" : $"请上传{field.Label}", PlatformRules.Files);
        return null;
    }

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

    private static string? Formatted(FormReader form, GuideField field, string text)
    {
        if (text.Length == 0 || field.Format is null || FieldFormats.All.GetValueOrDefault(field.Format) is not { } format || format.Fits(text)) return text;
        form.Refuse(field.Id, $"{field.Label}应为{format.Words}，例如 {format.Example}，请改正");
        return null;
    }

    /// <summary>Between the bounds that the guide sets, which are written as answers are.</summary>
    private static bool Within(FormReader form, GuideField field, string text)
    {
        if (FormFacts.Read(field.Kind, text) is not { } value) return true;
        if (FormFacts.Read(field.Kind, field.Min) is { } least && Reckoning.Compare(value, least) < 0) form.Refuse(field.Id, $"{field.Label}不能小于 {Show(field, field.Min!)}，请核对");
        else if (FormFacts.Read(field.Kind, field.Max) is { } most && Reckoning.Compare(value, most) > 0) form.Refuse(field.Id, $"{field.Label}不能大于 {Show(field, field.Max!)}，请核对");
        else return true;
        return false;
    }

    private static DateOnly? Day(string? text) => FormFacts.Read(FieldKind.Date, text) is Datum.Day day ? day.Value : null;

    private static string InYuan(Money money) =>
        string.Create(CultureInfo.InvariantCulture, $"{money.Fen / 100}.{money.Fen % 100:D2}");
}
