using OneWindow.Contracts;

namespace OneWindow.Tests.Modules.Catalogue.Planting;

/// <summary>情形 that can never hold: the material or the question is on the list and nobody ever meets it.</summary>
internal static class SituationPlanters
{
    private static readonly FormField New = new() { Id = "remark", Label = "想让我们知道的事", Kind = FieldKind.LongText, Required = false };

    public static IReadOnlyList<Planter> All { get; } =
    [
        new("situation-of-no-question", "材料的情形问的是表单上没有的问题", "HY-7-1", "materials",
            (g, _, r) => Bed.Material(g, r, _ => true, "onlyIf", m => m with { OnlyIf = new(r.Of(["notAsked", "isSpecial", "category2"]), "是") }),
            Holding),
        new("situation-of-no-choice", "材料的情形要的答案不在选项里", "HY-7-1", "materials",
            (g, _, r) => Choice(g, r) is { } f ? Bed.Material(g, r, _ => true, "onlyIf", m => m with { OnlyIf = new(f.Id, r.Of(["不适用", "第四类", "已废止的类别"])) }) : null,
            Holding),
        new("situation-of-two-answers", "材料的情形要同一个问题同时有两个答案", "HY-7-1", "materials",
            (g, _, r) => Choice(g, r) is { } f && Answers(f) is [var a, var b, ..]
                ? Bed.Material(g, r, _ => true, "onlyIf", m => m with { OnlyIf = new(f.Id, a) { And = new(f.Id, b) } })
                : null,
            Holding),
        new("field-never-asked", "一个问题要问自己答了什么才出现", "HY-7-1", "form",
            (g, _, r) => Field(g, r, f => f with { OnlyIf = new(f.Id, Answers(f)[0]) }),
            (g, _, r) => Field(g, r, f => f with { Hint = "按实际情况选" })),
        new("question-asked-twice", "表单上同一个问题问两遍", "HY-5-4", "form",
            (g, _, _) => g.Form.Count == 0 || g.Form[0].Fields.Count == 0
                ? null
                : new Planted(
                    g with { Form = [.. g.Form.Take(g.Form.Count - 1), g.Form[^1] with { Fields = [.. g.Form[^1].Fields, g.Form[0].Fields[0] with { Id = "again", Prefill = null }] }] },
                    "form/again/label"),
            (g, _, _) => g.Form.Count == 0
                ? null
                : new Planted(
                    g with { Form = [.. g.Form.Take(g.Form.Count - 1), g.Form[^1] with { Fields = [.. g.Form[^1].Fields, New] }] }, "form/remark/label")),
    ];

    private static IReadOnlyList<string> Answers(FormField field) => field.Kind == FieldKind.YesNo ? ["是", "否"] : field.Choices;

    private static FormField? Choice(Guide guide, Random random)
    {
        var fit = guide.Fields.Where(f => f.OnlyIf is null && Answers(f).Count > 1).ToList();
        return fit.Count == 0 ? null : random.Of(fit);
    }

    /// <summary>The harmless change: a situation that an answer on the form fulfils.</summary>
    private static Planted? Holding(Guide guide, Corpus corpus, Random random) => Choice(guide, random) is { } field
        ? Bed.Material(guide, random, m => m is { OnlyIf: null, Main: false }, "onlyIf", m => m with { OnlyIf = new(field.Id, random.Of(Answers(field))) })
        : null;

    private static Planted? Field(Guide guide, Random random, Func<FormField, FormField> change) => Choice(guide, random) is { } old
        ? new Planted(
            guide with { Form = [.. guide.Form.Select(s => s with { Fields = [.. s.Fields.Select(f => f == old ? change(f) : f)] })] }, $"form/{old.Id}/onlyIf")
        : null;
}
