using System.Globalization;
using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>表单设计 in words: columns written as lines, and the three checks that most forms need, made without knowing the language of expressions.</summary>
internal static class FormDesign
{
    public const string Before = "before";
    public const string Total = "sum";
    public const string Least = "least";

    public static IReadOnlyList<Ui.ChoiceModel> ColumnKinds { get; } =
        [.. DraftOptions.FieldKinds.Where(k => KindOf(k.Value) is { } kind && !kind.IsWhole())];

    /// <summary>甲必须早于乙.</summary>
    public static Expression Earlier(string first, string second) =>
        new Expression.Operation(Operator.Less, new Expression.Answer(first), new Expression.Answer(second));

    /// <summary>合计等于.</summary>
    /// <param name="column">"rows.column".</param>
    public static Expression AddsUp(string total, string column) => new Expression.Operation(
        Operator.Equal, new Expression.Answer(total), new Expression.Sum(column[..column.IndexOf('.', StringComparison.Ordinal)], column[(column.IndexOf('.', StringComparison.Ordinal) + 1)..]));

    /// <summary>至少一个.</summary>
    public static Expression AnyOf(IReadOnlyList<string> fields) => new Expression.Not(
        fields.Select(Expression (f) => new Expression.Empty(new Expression.Answer(f))).Aggregate((all, one) => new Expression.Operation(Operator.And, all, one)));

    /// <summary>An expression with the labels that people know in the place of ids.</summary>
    public static string Words(string expression, IReadOnlyCollection<FormField> fields) => ExpressionText.Parse(expression).Try(out var read, out _)
        ? ExpressionNames.Rename(read, id => $"“{fields.FirstOrDefault(f => f.Id == id)?.Label ?? id}”").ToString()
        : expression;

    /// <summary>A line a column: 标识 | 名称 | 怎样填 | 必填或选填 | 选项、选项.</summary>
    public static string Lines(IReadOnlyList<FormField>? columns) => string.Join('\n', (columns ?? []).Select(c =>
        $"{c.Id} | {c.Label} | {WordsOf(c.Kind)} | {(c.Required ? "必填" : "选填")}{(c.Choices.Count > 0 ? " | " + string.Join('、', c.Choices) : "")}"));

    public static Outcome<IReadOnlyList<FormField>> Columns(string lines)
    {
        var columns = new List<FormField>();
        foreach (var (line, number) in lines.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select((l, i) => (l, i + 1)))
        {
            var parts = line.Split(['|', '｜'], StringSplitOptions.TrimEntries);
            if (parts.Length < 3) return Unreadable(number, "要写：标识 | 名称 | 怎样填，例如 age | 年龄 | 数字");
            if (ColumnKinds.FirstOrDefault(k => k.Words == parts[2] || k.Value == parts[2]) is not { } kind) return Unreadable(number, $"不认识“{parts[2]}”，可以写：{string.Join('、', ColumnKinds.Select(k => k.Words))}");
            columns.Add(new FormField
            {
                Id = parts[0], Label = parts[1], Kind = KindOf(kind.Value)!.Value, Required = parts.Length < 4 || parts[3] != "选填",
                Choices = parts.Length > 4 ? parts[4].Split(['、', ',', '，'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [],
            });
        }

        return columns;
    }

    public static string? Json(object? value) => value is null or "" ? null : DraftDocument.Canonical(JsonSerializer.SerializeToNode(value, value.GetType(), Storage.Json.Options));

    /// <summary>A new id among those that are taken: "check3".</summary>
    public static string Free(string of, IReadOnlyCollection<string> taken) =>
        Enumerable.Range(1, taken.Count + 1).Select(n => string.Create(CultureInfo.InvariantCulture, $"{of}{n}")).First(id => !taken.Contains(id));

    public static string WordsOf(FieldKind kind) => DraftOptions.FieldKinds.First(k => KindOf(k.Value) == kind).Words;

    private static FieldKind? KindOf(string code) => Enum.GetValues<FieldKind>().Where(k => JsonNamingPolicy.KebabCaseLower.ConvertName($"{k}") == code).Select(k => (FieldKind?)k).FirstOrDefault();

    private static Refusal Unreadable(int line, string what) => new("catalogue.columns-unreadable", $"第 {line} 行：{what}。", PlatformRules.Input);
}
