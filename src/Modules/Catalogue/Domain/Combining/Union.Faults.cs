namespace OneWindow.Catalogue;

/// <summary>What keeps a plan from being a combination at all.</summary>
internal static partial class Union
{
    private static IEnumerable<Fault> Faults(CombinationPlan plan, IReadOnlyList<PartGuide> parts)
    {
        if (plan.Parts.Count < 2) yield return Wrong($"{plan.Parts.Count}", "parts-too-few", "组合至少要有两个事项", "请再加上一个事项");
        foreach (var part in plan.Parts.Where(p => parts.All(g => g.Part.Id != p.Id)))
            yield return Wrong(part.Name, "part-not-in-force", $"“{part.Name}”（{part.Item}）没有现行的办事指南，或者已经停办", "请换一个事项，或者等它公布以后再组合");
        foreach (var twice in plan.Parts.GroupBy(p => p.Id).Where(g => g.Skip(1).Any()))
            yield return Wrong(twice.Key, "part-twice", "两个部分用了同一个标识", "请改用别的标识");
        foreach (var twice in plan.Parts.GroupBy(p => p.Item).Where(g => g.Skip(1).Any()))
            yield return Wrong(twice.Key, "part-twice", $"“{twice.First().Name}”这个事项放了两次", "请只留一个");
        foreach (var part in parts)
        {
            if (part.Guide.Combination is not null) yield return Wrong(part.Part.Name, "part-combined", $"“{part.Part.Name}”本身就是组合", "请直接选它里面的事项");
            foreach (var unknown in part.Part.WaitsFor.Where(n => plan.Part(n) is null))
                yield return Wrong(unknown, "need-unknown", $"“{part.Part.Name}”要等的“{unknown}”不在组合里", "请改等组合里的部分");
            foreach (var made in part.Part.Produced)
            {
                if (part.Guide.Material(made.Own) is null)
                    yield return Wrong(made.Own, "produced-unknown", $"“{part.Part.Name}”的指南里没有材料“{made.Own}”", "请重新选择材料");
                else if (plan.Part(made.By) is { } by && !Situations.Of(part.Part.OnlyIf).Implies(Situations.Of(by.OnlyIf)))
                    yield return Wrong(made.Own, "produced-absent", $"办“{part.Part.Name}”时不一定办“{by.Name}”，它的“{part.Guide.Material(made.Own)!.Name}”就没有来处", "请把两个部分的办理条件改成一致，或者改为由申请人提交");
            }
        }

        if (PartGraph.CycleIn([.. plan.Parts.Select(p => (p.Id, (IReadOnlyList<string>)[.. p.WaitsFor]))]) is { Count: > 0 } cycle)
        {
            var names = cycle.Select(id => plan.Part(id)?.Name ?? id).ToList();
            yield return Wrong(string.Join('、', names), "needs-in-a-circle", $"{string.Join("要等", names.Select(n => $"“{n}”"))}又要等“{names[0]}”，谁也办不了", "请去掉其中一个前置关系");
        }
    }

    private static Fault Wrong(string value, string code, string rule, string mend) =>
        new("combination", ElementNames.Of("combination"), value, "catalogue." + code, rule, mend, Laws.Bundles);
}
