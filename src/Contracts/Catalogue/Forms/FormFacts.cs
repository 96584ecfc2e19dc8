using System.Globalization;
using System.Text.Json;
using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>What an expression is reckoned from: the form, its answers, the day, what was handed in. Nothing else can be asked.</summary>
/// <param name="Fields">The fields of the form; only their kinds are read.</param>
/// <param name="Answers">By field, as they are stored or were typed.</param>
/// <param name="Given">The materials of which there is a file; null: not known.</param>
/// <param name="Said">What a fetched document says; null: not known.</param>
public sealed record FormFacts(
    IReadOnlyDictionary<string, FormField> Fields, IReadOnlyDictionary<string, string> Answers, DateOnly Today, IReadOnlyCollection<string>? Given,
    Func<string, DocumentFact, Datum?>? Said = null)
{
    public static FormFacts Of(IEnumerable<FormField> fields, IReadOnlyDictionary<string, string> answers, DateOnly today, IReadOnlyCollection<string>? given = null) =>
        new(fields.DistinctBy(f => f.Id).ToDictionary(f => f.Id), answers, today, given ?? []);

    /// <summary>An answer of a simple kind as a value; null: not answered, or not as its kind demands.</summary>
    public static Datum? Read(FieldKind kind, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        text = text.Trim();
        return kind switch
        {
            FieldKind.Number => text.Length <= Reckoning.MostDigits
                && decimal.TryParse(text.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                    ? new Datum.Number(number)
                    : null,
            FieldKind.Money => text.Length <= Reckoning.MostDigits + 8 && Money.TryParse(text.TrimEnd('元'), out var money) && Reckoning.Fits(money.Fen) ? new Datum.Amount(money) : null,
            FieldKind.Date => DateOnly.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new Datum.Day(day) : null,
            FieldKind.YesNo => text switch { "是" => new Datum.YesNo(true), "否" => new Datum.YesNo(false), _ => null },
            FieldKind.Person or FieldKind.Company or FieldKind.RegionAddress or FieldKind.Rows => null,
            _ => new Datum.Text(text),
        };
    }

    /// <summary>As people write days; drafts hold them as they were typed.</summary>
    private static readonly string[] DateForms = ["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日"];

    /// <summary>The rows of an answer, each by column; none where it is not answered or is no list.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> RowsOf(string? json)
    {
        if (string.IsNullOrWhiteSpace(json)) return [];
        try
        {
            using var whole = JsonDocument.Parse(json);
            return whole.RootElement.ValueKind != JsonValueKind.Array
                ? []
                : [.. whole.RootElement.EnumerateArray().Take(Reckoning.MostRows).Select(Cells)];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>The parts of an answer of several parts; none where it is not answered or is no such answer.</summary>
    public static IReadOnlyDictionary<string, string> PartsOf(string? json)
    {
        if (string.IsNullOrWhiteSpace(json)) return new Dictionary<string, string>();
        try
        {
            using var whole = JsonDocument.Parse(json);
            return Cells(whole.RootElement);
        }
        catch (JsonException)
        {
            return new Dictionary<string, string>();
        }
    }

    private static Dictionary<string, string> Cells(JsonElement of)
    {
        var cells = new Dictionary<string, string>();
        if (of.ValueKind != JsonValueKind.Object) return cells;
        foreach (var cell in of.EnumerateObject())
        {
            var text = cell.Value.ValueKind == JsonValueKind.String ? cell.Value.GetString()! : cell.Value.ValueKind is JsonValueKind.Null ? "" : cell.Value.GetRawText();
            if (text.Length > 0) cells[cell.Name] = text;
        }

        return cells;
    }
}
