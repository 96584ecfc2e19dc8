using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;
using GuideField = OneWindow.Contracts.FormField;

namespace OneWindow.Cases;

/// <summary>Answers of parts and rows, checked part by part; errors stand at the part they are about.</summary>
internal static class WholeReading
{
    public static string? Read(FormReader form, GuideField field)
    {
        var text = form.Raw(field.Id) ?? "";
        return field.Kind switch
        {
            FieldKind.Rows => Rows(form, field, text),
            FieldKind.RegionAddress => Address(form, field, text),
            _ => Parts(form, field, text),
        };
    }

    /// <summary>A stored answer as people read it.</summary>
    public static string Show(GuideField field, string value)
    {
        if (field.Kind == FieldKind.Rows)
        {
            return string.Join("；", FormFacts.RowsOf(value).Select((row, i) => $"{i + 1}. " + string.Join('，', (field.Columns ?? [])
                .Where(c => row.ContainsKey(c.Id)).Select(c => $"{c.Label} {FieldReading.Show(c, row[c.Id])}"))));
        }

        var parts = FormFacts.PartsOf(value);
        return field.Kind == FieldKind.RegionAddress
            ? parts.GetValueOrDefault(FieldParts.Place, "") + parts.GetValueOrDefault(FieldParts.Street, "")
            : string.Join('，', FieldParts.Of(field).Where(p => parts.ContainsKey(p.Id)).Select(p => parts[p.Id]));
    }

    private static string? Parts(FormReader form, GuideField field, string text)
    {
        var typed = FormFacts.PartsOf(text);
        if (typed.Count == 0) return Nothing(form, field, text);
        var answers = new List<(string, string)>();
        foreach (var part in FieldParts.Of(field))
        {
            if (Cell(form, part with { Required = true }, $"{field.Id}.{part.Id}", $"{field.Label}的{part.Label}", typed.GetValueOrDefault(part.Id)) is { } answer) answers.Add((part.Id, answer));
        }

        return WholeAnswers.Text(answers);
    }

    private static string? Address(FormReader form, GuideField field, string text)
    {
        var typed = FormFacts.PartsOf(text);
        // Chosen beforehand by us, with nothing typed: not an answer.
        if (typed.Count == 0 || (!field.Required && !typed.ContainsKey(FieldParts.Street))) return Nothing(form, field, text);
        var street = Cell(form, FieldParts.Of(field)[1] with { Required = true }, $"{field.Id}.{FieldParts.Street}", $"{field.Label}的详细地址", typed.GetValueOrDefault(FieldParts.Street));
        if (!RegionCode.TryParse(typed.GetValueOrDefault(FieldParts.Region), out var region) || region.Level < RegionLevel.County)
        {
            form.Refuse($"{field.Id}.{(region.Level >= RegionLevel.City ? "county" : region.Level == RegionLevel.Province ? "city" : "province")}", $"请选择{field.Label}所在的省、市和区县");
            return null;
        }

        return street is null ? null : WholeAnswers.Text([(FieldParts.Region, region.ToString()), (FieldParts.Place, typed.GetValueOrDefault(FieldParts.Place, "")), (FieldParts.Street, street)]);
    }

    private static string? Rows(FormReader form, GuideField field, string text)
    {
        var columns = field.Columns ?? [];
        var typed = FormFacts.RowsOf(text);
        var answers = new List<IReadOnlyDictionary<string, string>>();
        for (var i = 0; i < typed.Count; i++)
        {
            if (typed[i].Count == 0) continue;
            var row = new Dictionary<string, string>();
            foreach (var column in columns)
            {
                if (Cell(form, column, $"{field.Id}.{i}.{column.Id}", $"第 {i + 1} 行的{column.Label}", typed[i].GetValueOrDefault(column.Id)) is { } answer) row[column.Id] = answer;
            }

            answers.Add(row);
        }

        var least = field.Required ? Math.Max(1, field.MinRows ?? 1) : 0;
        if (answers.Count == 0) return Nothing(form, field, text);
        if (answers.Count < Math.Max(least, field.MinRows ?? 0)) form.Refuse(field.Id, $"{field.Label}至少要填 {Math.Max(least, field.MinRows ?? 0)} 行，现在是 {answers.Count} 行，请补充");
        else if (answers.Count > WholeAnswers.MostRows(field)) form.Refuse(field.Id, $"{field.Label}最多填 {WholeAnswers.MostRows(field)} 行，现在是 {answers.Count} 行，请删减");
        else return WholeAnswers.Text(answers, columns);
        return null;
    }

    private static string? Nothing(FormReader form, GuideField field, string text)
    {
        if (text.Trim() is not ("" or "[]" or "{}" or "[{}]") && FormFacts.RowsOf(text).Count == 0 && FormFacts.PartsOf(text).Count == 0) form.Refuse(field.Id, $"{field.Label}的格式不对，请重新填写");
        else if (field.Required) form.Refuse(field.Id, $"请填写{field.Label}");
        return null;
    }

    /// <summary>One part, read like a field of its own.</summary>
    private static string? Cell(FormReader form, GuideField part, string name, string label, string? typed)
    {
        var own = new FormReader(new FormCollection(new Dictionary<string, StringValues> { [name] = typed ?? "" }));
        var answer = own.Read(part with { Id = name, Label = label });
        foreach (var error in own.State.Errors) form.Refuse(error.Field, error.Words, error.Basis);
        return answer;
    }
}
