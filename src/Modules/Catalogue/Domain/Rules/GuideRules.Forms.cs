using System.Text.RegularExpressions;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>表单: rows have columns, bounds can be read, conditions and checks fit the form that they are about.</summary>
internal static partial class GuideRules
{
    private const int MostColumns = 10;

    private static IEnumerable<Fault> FormIsWhole(Guide g, RuleSet? law)
    {
        var before = new List<FormField>();
        foreach (var field in g.Fields)
        {
            foreach (var fault in FieldIsWhole(field, $"form.{field.Id}")) yield return fault;
            if (field.When is { } when)
            {
                // Only what was asked before: a condition never hangs on itself.
                foreach (var problem in ProblemsOf(when, before, null))
                    yield return Wrong($"form.{field.Id}", when, "condition-unsound", $"“{field.Label}”的填写条件有误：{problem}", "条件只能用排在它前面的填写项", PlatformRules.Input);
            }

            before.Add(field);
        }
    }

    private static IEnumerable<Fault> ChecksFitTheForm(Guide g, RuleSet? law)
    {
        var fields = g.Fields.ToList();
        var materials = g.Materials.Select(m => m.Id).ToList();
        foreach (var twice in (g.Checks ?? []).GroupBy(c => c.Id).Where(same => same.Count() > 1))
            yield return Wrong("checks", twice.Key, "check-twice", "核对的标识重复", "请给每条核对不同的标识", PlatformRules.Input);
        foreach (var check in g.Checks ?? [])
        {
            var path = $"checks.{check.Id}";
            if (Empty(check.Message)) yield return Missing(path, "核对要写明不符合时怎么说", "请写上哪里不对、怎么改", PlatformRules.Input);
            foreach (var problem in ProblemsOf(check.Expression, fields, materials))
                yield return Wrong(path, check.Expression, "check-unsound", $"核对的表达式有误：{problem}", "请对照填写项改正", PlatformRules.Input);
            if (check.Fields.Count == 0 || check.Fields.Any(f => fields.TrueForAll(own => own.Id != f)))
                yield return Wrong(path, string.Join('、', check.Fields), "check-nowhere", "核对要标在表单里有的填写项旁边", "请写明标在哪几项", PlatformRules.Input);
        }
    }

    internal static IReadOnlyList<string> ProblemsOf(string expression, IReadOnlyList<FormField> fields, IReadOnlyCollection<string>? materials) =>
        ExpressionText.Parse(expression).Try(out var read, out var why) ? ExpressionTypes.Problems(read, fields, materials) : [why.Message];

    private static IEnumerable<Fault> FieldIsWhole(FormField field, string path)
    {
        Fault Unsound(string? value, string rule, string mend) => Wrong(path, value, "field-unsound", $"“{field.Label}”{rule}", mend, PlatformRules.Input);
        if ((field.Kind.IsWhole() || field.Kind == FieldKind.File) && !FieldId().IsMatch(field.Id)) yield return Unsound(field.Id, "的标识只能用字母开头的字母、数字、横线", "请改写标识");
        if ((field.Kind == FieldKind.Rows) != (field.Columns is { Count: > 0 and <= MostColumns }))
            yield return Unsound(null, field.Kind == FieldKind.Rows ? $"是多行的，要有 1 至 {MostColumns} 列" : "不是多行的，不能有列", "请改列，或者改种类");
        if (field is { MinRows: < 0 } or { MaxRows: < 1 or > Reckoning.MostRows } || field.MinRows > (field.MaxRows ?? Reckoning.MostRows))
            yield return Unsound($"{field.MinRows}–{field.MaxRows}", $"的行数应在 0 至 {Reckoning.MostRows} 之间，最少不大于最多", "请改写行数");
        foreach (var column in field.Columns ?? [])
        {
            if (column.Kind.IsWhole()) yield return Unsound(column.Label, "的列只能是简单的种类", "请改列的种类");
            if (!FieldId().IsMatch(column.Id) || field.Columns!.Count(c => c.Id == column.Id) > 1) yield return Unsound(column.Id, "的列要有不重复的标识，字母开头", "请改写列的标识");
            if (column.OnlyIf is not null || column.When is not null || column.Prefill is not null) yield return Unsound(column.Label, "的列不能有条件，也不能预填", "请去掉条件");
            if (column.Kind == FieldKind.Choice && column.Choices.Count < 2) yield return Unsound(column.Label, "的选择题列至少要有两个选项", "请补上选项");
            foreach (var fault in BoundsHold(column, path)) yield return fault;
        }

        foreach (var fault in BoundsHold(field, path)) yield return fault;
    }

    private static IEnumerable<Fault> BoundsHold(FormField field, string path)
    {
        Fault Unsound(string? value, string rule, string mend) => Wrong(path, value, "field-unsound", $"“{field.Label}”{rule}", mend, PlatformRules.Input);
        var bounded = field.Kind is FieldKind.Number or FieldKind.Money or FieldKind.Date;
        var (least, most) = (FormFacts.Read(field.Kind, field.Min), FormFacts.Read(field.Kind, field.Max));
        if ((field.Min is not null && (!bounded || least is null)) || (field.Max is not null && (!bounded || most is null)))
            yield return Unsound($"{field.Min}–{field.Max}", "的上下限写得不对", "数字、金额、日期可以有上下限，按填写的样式写");
        else if (least is not null && most is not null && Reckoning.Compare(least, most) > 0) yield return Unsound($"{field.Min}–{field.Max}", "的下限大于上限", "请改写上下限");
        if (field.Format is { } format && (field.Kind != FieldKind.Text || !FieldFormats.All.ContainsKey(format)))
            yield return Unsound(format, "没有这种格式", "可用：" + string.Join('、', FieldFormats.All.Keys));
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex FieldId();
}
