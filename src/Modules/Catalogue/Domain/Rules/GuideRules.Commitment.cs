using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>告知承诺: what a template must hold, what excludes it, and that the ordinary way stays open.</summary>
internal static partial class GuideRules
{
    private static IEnumerable<Fault> CommitmentIsWhole(Guide g, RuleSet? law)
    {
        if (g.Commitment is not { } offer) yield break;
        var basis = (law?.Find("commitment.noticeContents") ?? law?.Find("commitment.exclusions"))?.Basis ?? Laws.Commitment;
        if (Empty(offer.Content)) yield return Missing("commitment.content", "承诺书要写明承诺的具体内容", "请补上", basis);
        if (Empty(offer.Requirements)) yield return Missing("commitment.requirements", "承诺书要写明要求", "请补上", basis);
        if (Empty(offer.Liability)) yield return Missing("commitment.liability", "承诺书要写明违反承诺的责任", "请补上", basis);
        if (offer.Check is null || Empty(offer.Check.By) || Empty(offer.Check.How))
            yield return Missing("commitment.check", "要写明由谁、多久以内、怎样核查承诺", "请补上监管细则", basis);
        if (offer.Replaces.Count == 0) yield return Missing("commitment.replaces", "要写明承诺代替哪些材料", "请补上材料标识", basis);
        foreach (var unknown in offer.Replaces.Where(id => g.Material(id) is null))
            yield return Wrong("commitment.replaces", unknown, "material-unknown", "没有这项材料", "请核对材料标识", PlatformRules.Input);
        if (offer.Only)
            yield return Wrong("commitment.only", "true", "commitment-only", "承诺由申请人自愿选择，不能只有承诺一种办法", "请保留提交材料的办法", basis);
    }

    /// <summary>Which concerns exclude a promise is the place's list (河北方案 三（四）; 重庆办法 第二十三条).</summary>
    private static IEnumerable<Fault> CommitmentIsNotExcluded(Guide g, RuleSet? law)
    {
        if (g.Commitment is not { } offer) yield break;
        if (law?.Find("commitment.exclusions") is { } exclusions)
        {
            foreach (var excluded in offer.Concerns.Where(exclusions.Lists))
                yield return Wrong("commitment.concerns", excluded, "commitment-excluded", $"直接涉及{excluded}的事项不实行告知承诺", "请去掉告知承诺", exclusions.Basis);
        }

        if (law?.Find("commitment.riskMustBeLow") is { Value: "yes" } low && !offer.LowRisk)
            yield return Wrong("commitment.lowRisk", "false", "commitment-risky", "只有风险等级和纠错成本较低的事项才实行告知承诺", "请先评估并标明 lowRisk，或去掉告知承诺", low.Basis);
    }
}
