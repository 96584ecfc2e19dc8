using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>智能审批: which items may have approval rules, and that each rule can be read, cited and answered.</summary>
internal static partial class GuideRules
{
    /// <summary>Nothing that somebody must weigh or see with his own eyes: decided on the spot or by form alone, nobody else concerned, no procedure, no fee.</summary>
    private static IEnumerable<Fault> AutomaticOnlyWhereNobodyWeighs(Guide g, RuleSet? law)
    {
        if (g.Automatic is null) yield break;
        (bool Hinders, string What)[] hindrances =
        [
            (!g.OnTheSpot && !g.FormReviewOnly, "不是即办件，也不是只作形式审查"),
            (g.ConcernsOthers, "直接关系他人重大利益"),
            (g.SpecialProcedures.Count > 0, "要经过勘验、评审等特别程序"),
            (g.Fees.Count > 0, "收费"),
            (g.Quota is not null, "有数量限制"),
            (law?.Find("decision.automatic") is { Value: not "approve-only" }, "本地不实行自动审批"),
        ];
        foreach (var (_, what) in hindrances.Where(h => h.Hinders))
            yield return Wrong("automatic", what, "automatic-not-eligible", $"本事项{what}，应当由人审批", "请去掉自动审批规则", law?.Find("decision.automatic")?.Basis ?? Laws.Automatic);
    }

    private static IEnumerable<Fault> AutomaticRulesAreSound(Guide g, RuleSet? law)
    {
        if (g.Automatic is not { } automatic) yield break;
        if (automatic.Version < 1) yield return Wrong("automatic.version", $"{automatic.Version}", "automatic-version", "规则要有版本号，从 1 起", "请写明版本号", PlatformRules.Input);
        if (automatic.Rules.Count == 0) yield return Missing("automatic.rules", "没有规则不能自动审批", "请写明规则，或去掉自动审批", Laws.Automatic);
        for (var i = 0; i < automatic.Rules.Count; i++)
        {
            var (rule, path) = (automatic.Rules[i], $"automatic.rules[{i}]");
            if (Empty(rule.Words)) yield return Missing($"{path}.words", "规则要用通俗的话公布", "请补上", Laws.Automatic);
            if (Empty(rule.Basis.Law) || Empty(rule.Basis.Article)) yield return Missing($"{path}.basis", "每条规则都要写明依据", "请写明法律名称和条款", Laws.Lists);
            if (!rule.Sources.Any()) yield return Missing($"{path}.all", "规则里没有可以核对的条件", "请写明条件", PlatformRules.Input);
            if (automatic.Rules.Take(i).Any(r => r.Id == rule.Id)) yield return Wrong($"{path}.id", rule.Id, "automatic-id-twice", "规则标识重复", "请改用别的标识", PlatformRules.Input);
            foreach (var test in rule.All.Concat(rule.Any))
            {
                if (!Known(g, test.Of)) yield return Wrong($"{path}.of", test.Of, "automatic-source-unknown", "指南里没有这个表单项或材料", "请写成 field.表单项、material.材料 或 登记库.项目", PlatformRules.Input);
                if (test.Is != TestKind.Given && Empty(test.Value)) yield return Missing($"{path}.value", "要写明同什么比较", "请补上", PlatformRules.Input);
            }
        }
    }

    private static bool Known(Guide g, string source) => source.Split('.') switch
    {
        ["field", var id] => g.Fields.Any(f => f.Id == id),
        ["material", var id] => g.Material(id) is not null,
        [{ Length: > 0 }, { Length: > 0 }] => true,
        _ => false,
    };
}
