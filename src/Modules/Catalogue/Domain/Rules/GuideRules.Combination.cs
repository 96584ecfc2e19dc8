using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>并联审批、一件事: the parts hold together, somebody leads, a joint item is of one level, and the limit of the whole is lawful.</summary>
internal static partial class GuideRules
{
    private static IEnumerable<Fault> PartsHoldTogether(Guide g, RuleSet? law)
    {
        if (g.Combination is not { } whole) yield break;
        if (whole.Parts.Count < 2) yield return Wrong("combination.parts", $"{whole.Parts.Count}", "parts-too-few", "组合至少要有两个事项", "请再加上一个事项", Laws.Bundles);
        foreach (var twice in whole.Parts.GroupBy(p => p.Id).Where(same => same.Skip(1).Any()))
            yield return Wrong("combination.parts", twice.Key, "part-twice", "两个部分用了同一个标识", "请改用别的标识", PlatformRules.Input);
        foreach (var part in whole.Parts)
        {
            foreach (var unknown in part.Needs.Where(n => whole.Part(n) is null))
                yield return Wrong("combination.parts", unknown, "need-unknown", $"“{part.Name}”要等的部分不在组合里", "请改等组合里的部分", PlatformRules.Input);
            foreach (var alone in part.Produced.Where(p => !part.Needs.Contains(p.By)))
                yield return Wrong("combination.parts", alone.Own, "produced-not-awaited", $"“{part.Name}”的材料由另一部分产生，却没有等它", "请写明前置", PlatformRules.Input);
            foreach (var lost in part.Fields.Where(n => g.Fields.All(f => f.Id != n.Shared)).Concat(part.Materials.Where(n => g.Material(n.Shared) is null)))
                yield return Wrong("combination.parts", lost.Shared, "shared-unknown", $"“{part.Name}”的“{lost.Own}”在合成的表单和材料里找不到", "请重新合成", PlatformRules.Input);
        }

        if (PartGraph.CycleIn([.. whole.Parts.Select(p => (p.Id, p.Needs))]) is { Count: > 0 } circle)
            yield return Wrong("combination.parts", string.Join('、', circle.Select(id => whole.Part(id)?.Name ?? id)), "needs-in-a-circle", "这几个部分互相等待，谁也办不了", "请去掉其中一个前置关系", Laws.Bundles);
    }

    /// <summary>青岛办法 第三十三条: lead and co-handling departments are named; 重庆办法 第二十四条: by a coordination record, else designated.</summary>
    private static IEnumerable<Fault> LeadIsSettled(Guide g, RuleSet? law)
    {
        if (g.Combination is not { } whole) yield break;
        var rule = law?.Find("joint.leadDepartment");
        var basis = rule?.Basis ?? Laws.NamedLead;
        var bodies = whole.Parts.Select(p => p.Organisation).Distinct(StringComparer.Ordinal).ToList();
        if (Empty(whole.Lead))
        {
            yield return Missing("combination.lead", "没有牵头部门的组合不能公布", "请先确定牵头部门", basis);
            yield break;
        }

        if (whole.Lead != g.Organisation)
            yield return Wrong("combination.lead", whole.Lead, "lead-differs", "指南的实施主体就是牵头部门", "请把两处改成一致", basis);
        if (!bodies.Contains(whole.Lead) && !(whole.Settled.How == LeadHow.CommonSuperior && whole.Parts.All(p => g.Place.Contains(p.Place) && p.Place != g.Place)))
            yield return Wrong("combination.lead", whole.Lead, "lead-not-among-them", "牵头部门要么是其中一个办理部门，要么是它们共同的上级业务主管部门", "请重新确定牵头部门", basis);
        if (whole.Settled.How == LeadHow.Alone && bodies.Count > 1)
            yield return Wrong("combination.settled", "alone", "lead-not-settled", "涉及几个部门的，要写明牵头部门是怎样确定的", "请记录协商一致或者指定的结果", basis);
        if (whole.Kind == CombinationKind.Joint && rule?.Value == "coordinated-else-designated"
            && (whole.Settled.How is not (LeadHow.Agreed or LeadHow.Designated) || Empty(whole.Settled.Record)))
            yield return Missing("combination.settled", "牵头部门由政务服务管理机构组织协调确定，协调不成的由它指定", "请先办理协调并附上记录编号", basis);
    }

    /// <summary>重庆办法 第二十四条: two departments or more, of one level, whose matters are related.</summary>
    private static IEnumerable<Fault> JointIsOfOneLevel(Guide g, RuleSet? law)
    {
        if (g.Combination is not { Kind: CombinationKind.Joint } whole) yield break;
        if (whole.Parts.Select(p => p.Organisation).Distinct(StringComparer.Ordinal).Count() < 2)
            yield return Wrong("combination.parts", whole.Lead, "joint-alone", "并联审批要有一个牵头部门和至少一个协办部门", "只有一个部门的，请改为套餐（一件事）", law?.Find("joint.leadDepartment")?.Basis ?? Laws.Joint);
        var levels = whole.Parts.GroupBy(p => p.Place.Level).ToList();
        if (levels.Count > 1)
            yield return Wrong("combination.parts", string.Join('、', levels.Select(l => l.First().Name)), "not-same-level", "并联审批的各部门应当是同级的，这几个部分不同级", "请换成同级部门的事项，或者改为套餐（一件事）", Laws.Joint);
        if (Empty(whole.Relation)) yield return Missing("combination.relation", "并联审批的事项之间要有关联，并写明是什么关联", "请写明关联", Laws.Joint);
    }

    /// <summary>Not longer than the place sets for such a bundle (河北方案 三（一）) nor, for licences, than the law (行政许可法 第四十二条).</summary>
    private static IEnumerable<Fault> CombinedLimitHolds(Guide g, RuleSet? law)
    {
        if (g.Combination is not { } whole) yield break;
        if (law is not null && Union.BundleLimit(whole.Parts.Select(p => p.Name), law) is { } set && Compare(g.PromisedLimit, set.Limit) > 0)
            yield return Wrong("promisedLimit", g.PromisedLimit.ToString(), "bundle-limit", $"这些事项合在一起，{set.Limit}以内办结", "请缩短承诺时限", set.Basis);
        if (whole.Kind == CombinationKind.Joint && g.Type == ItemType.Licence && Compare(g.PromisedLimit, Union.JointLimit) > 0)
            yield return Wrong("promisedLimit", g.PromisedLimit.ToString(), "joint-limit", $"联合办理的行政许可最长 {Union.JointLimit}", "请缩短承诺时限", Laws.JointLimit);
    }
}
