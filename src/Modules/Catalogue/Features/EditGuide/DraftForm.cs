using System.Globalization;
using Microsoft.Extensions.Primitives;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>The fields of the editor's forms: values of a draft as inputs, and what was sent as values of a draft.</summary>
internal static class DraftForm
{
    /// <summary>Beside boxes: none ticked sends nothing, so this says that they were shown.</summary>
    public const string Shown = ".shown";

    public const string Unit = ".unit";
    public const string Join = ".join";
    public const int MostRows = 8;

    public static string NameOf(DraftFieldModel field, string prefix) => prefix + field.Path.Replace('/', '.');

    public static IEnumerable<KeyValuePair<string, StringValues>> Show(DraftFieldModel field, string? json, string prefix)
    {
        if (json is null) yield break;
        var name = NameOf(field, prefix);
        switch (field.Kind)
        {
            case DraftFieldModel.Kinds.Flag:
                if (json == "true") yield return new(name, "on");
                break;
            case DraftFieldModel.Kinds.Many:
                yield return new(name, new StringValues([.. DraftText.List(json)]));
                break;
            case DraftFieldModel.Kinds.Lines:
                yield return new(name, string.Join('\n', DraftText.List(json)));
                break;
            case DraftFieldModel.Kinds.Money:
                yield return new(name, (long.Parse(json, CultureInfo.InvariantCulture) / 100m).ToString("0.##", CultureInfo.InvariantCulture));
                break;
            case DraftFieldModel.Kinds.Limit:
                var limit = DraftText.Plain(json).Split(' ');
                if (limit.Length == 2) yield return new(name, limit[0]);
                yield return new(name + Unit, limit[^1]);
                break;
            case DraftFieldModel.Kinds.Situation:
                foreach (var (number, (join, answer)) in (SituationRows.Of(json) ?? []).Index())
                {
                    yield return new($"{name}.{number}", answer);
                    yield return new($"{name}.{number}{Join}", join);
                }

                break;
            default:
                yield return new(name, DraftText.Plain(json));
                break;
        }
    }

    /// <summary>What was sent of these fields; those that were not shown are left out.</summary>
    public static IReadOnlyList<(DraftFieldModel Field, string? Json)> Read(FormReader form, IEnumerable<DraftFieldModel> fields, string prefix, IReadOnlyList<ChoiceModel> answers)
    {
        var read = new List<(DraftFieldModel, string?)>();
        foreach (var field in fields)
        {
            var name = NameOf(field, prefix);
            if (form.Sent(name) || form.Sent(name + Shown) || form.Sent(name + Unit) || form.Sent(name + ".0")) read.Add((field, Read(form, field, name, answers)));
        }

        return read;
    }

    /// <summary>
    /// Forms lose what nobody sees: an empty list, the order of ticked boxes, blanks at the ends. A box that was never ticked and is not ticked now is no change.
    /// </summary>
    public static bool Same(DraftFieldModel field, string? was, string? now) => was == now || field.Kind switch
    {
        DraftFieldModel.Kinds.Flag => (was ?? "false") == (now ?? "false"),
        DraftFieldModel.Kinds.Many => DraftText.List(was).ToHashSet().SetEquals(DraftText.List(now)),
        DraftFieldModel.Kinds.Lines => DraftText.List(was).SequenceEqual(DraftText.List(now)),
        DraftFieldModel.Kinds.Line or DraftFieldModel.Kinds.Text => DraftText.Plain(was).ReplaceLineEndings("\n").Trim() == DraftText.Plain(now).Trim(),
        _ => false,
    };

    private static string? Read(FormReader form, DraftFieldModel field, string name, IReadOnlyList<ChoiceModel> answers)
    {
        switch (field.Kind)
        {
            case DraftFieldModel.Kinds.Flag:
                return form.Check(name) ? "true" : "false";
            case DraftFieldModel.Kinds.Whole:
                return form.Number(name, field.Label, max: 100_000, required: false)?.ToString(CultureInfo.InvariantCulture);
            case DraftFieldModel.Kinds.Money:
                return form.Money(name, field.Label, required: false)?.Fen.ToString(CultureInfo.InvariantCulture);
            case DraftFieldModel.Kinds.One:
                return DraftText.Json(form.Choice(name, field.Label, field.Options, required: false));
            case DraftFieldModel.Kinds.Many:
                return DraftText.Json([.. form.Choices(name, field.Label, field.Options, required: false)]);
            case DraftFieldModel.Kinds.Lines:
                var lines = form.LongText(name, field.Label, max: 4000, required: false).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                if (Array.Find(lines, l => Words.Length(l) > field.Max) is { } long1) form.Refuse(name, $"{field.Label}每行最多 {field.Max} 个字，“{long1[..Math.Min(long1.Length, 20)]}…”太长了");
                return DraftText.Json([.. lines.Distinct()]);
            case DraftFieldModel.Kinds.Limit:
                return ReadLimit(form, field, name);
            case DraftFieldModel.Kinds.Situation:
                var rows = Enumerable.Range(0, MostRows).Where(n => form.Sent($"{name}.{n}"))
                    .Select(n => (form.Raw($"{name}.{n}{Join}") ?? "", form.Choice($"{name}.{n}", field.Label, answers, required: false)));
                return SituationRows.ToJson([.. rows]);
            case DraftFieldModel.Kinds.Text:
                return DraftText.Json(form.LongText(name, field.Label, max: field.Max, required: false));
            default:
                return DraftText.Json(form.Text(name, field.Label, max: field.Max, required: false));
        }
    }

    private static string? ReadLimit(FormReader form, DraftFieldModel field, string name)
    {
        var unit = form.Choice(name + Unit, field.Label, DraftOptions.Units, required: false);
        if (unit == TimeLimit.OnTheSpot.Code) return DraftText.Json(unit);
        var amount = form.Number(name, field.Label, min: 1, max: 1000, required: false);
        if (amount is not null && unit.Length == 0) form.Refuse(name + Unit, $"请选择{field.Label}的单位，例如“个工作日”");
        if (amount is null && unit.Length > 0 && form.Ok) form.Refuse(name, $"请填写{field.Label}的数字，例如 10；不写时限的，把单位改回“不写”");
        return amount is null || unit.Length == 0 ? null : DraftText.Json($"{amount} {unit}");
    }
}
