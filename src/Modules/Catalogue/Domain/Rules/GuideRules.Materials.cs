using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

internal static partial class GuideRules
{
    private static readonly string[] VagueAnywhere = ["其他材料", "有关部门"];
    private static readonly string[] VagueInMaterials = ["其他", "有关"];
    private static readonly string[] Prefills = ["name", "id", "phone", "address", "legal-representative"];

    private static IEnumerable<(string Path, GuideMaterial Material)> Each(Guide g) => g.Materials.Select((m, i) => ($"materials[{i}]", m));

    private static IEnumerable<Fault> MaterialsAreComplete(Guide g, RuleSet? law)
    {
        foreach (var (path, m) in Each(g))
        {
            if (Empty(m.Name)) yield return Missing($"{path}.name", "材料必须有名称", "请补上", Laws.MaterialElements);
            if (m is { Originals: 0, Copies: 0, Electronic: false, Source: not MaterialSource.Shared })
                yield return Missing($"{path}.copies", "材料要写明份数，或说明收电子件", "请补上原件或复印件份数", Laws.MaterialElements);
            if (m.Basis is null || Empty(m.Basis.Law))
                yield return Missing($"{path}.basis", "每项材料都要有依据", "请写明要求这项材料的法律和条款", Laws.MaterialElements);
        }

        foreach (var twice in g.Materials.GroupBy(m => m.Id).Where(same => same.Count() > 1))
            yield return Wrong("materials", twice.Key, "id-twice", "材料标识重复", "请给每项材料不同的标识", PlatformRules.Input);
    }

    private static IEnumerable<Fault> FormsHaveBlankAndSample(Guide g, RuleSet? law)
    {
        foreach (var (path, m) in Each(g).Where(e => e.Material.Kind == MaterialKind.Form))
        {
            if (Empty(m.Blank)) yield return Missing($"{path}.blank", "表格类材料要提供空表", "请补上空表", Laws.MaterialElements);
            if (Empty(m.Sample)) yield return Missing($"{path}.sample", "表格类材料要提供填写样本", "请补上样本", Laws.MaterialElements);
        }
    }

    private static IEnumerable<Fault> MainIsNeverTolerated(Guide g, RuleSet? law) =>
        Each(g).Where(e => e.Material is { Main: true, Tolerable: true }).Select(e => Wrong(
            $"{e.Path}.tolerable", e.Material.Name, "main-tolerated", "主要材料不能容缺", "请去掉容缺，或改为次要材料", ToleranceBasis(law)));

    /// <summary>容缺清单的一条 (河北方案 三（四）): item, main materials, tolerable materials; no name stands in both.</summary>
    private static IEnumerable<Fault> ToleranceListIsWhole(Guide g, RuleSet? law)
    {
        if (ToleranceEntry.Of(g) is not { } entry) yield break;
        if (entry.Main.Count == 0)
            yield return Wrong("materials", string.Join('、', entry.Tolerable), "tolerance-without-main", "列出可容缺材料的事项，也要列明主要材料", "请标明哪些是主要材料（main）", ToleranceBasis(law));
        foreach (var both in entry.Main.Intersect(entry.Tolerable, StringComparer.Ordinal).Where(name => g.Materials.All(m => m.Name != name || !(m.Main && m.Tolerable))))
            yield return Wrong("materials", both, "main-tolerated", "同一材料不能既是主要材料又可容缺", "请只留在一边", ToleranceBasis(law));
    }

    private static Citation ToleranceBasis(RuleSet? law) => (law?.Find("tolerant.listContents") ?? law?.Find("tolerant.mode"))?.Basis ?? Laws.Tolerance;

    private static IEnumerable<Fault> SharedIsNotAskedFor(Guide g, RuleSet? law) =>
        Each(g).Where(e => e.Material is { Source: MaterialSource.Shared, Originals: > 0 }).Select(e => Wrong(
            $"{e.Path}.originals", e.Material.Name, "shared-asked-for", "能共享的材料只请申请人确认，不得要求提交", "请把份数改为 0", Laws.MaterialElements));

    private static IEnumerable<Fault> IntermediariesAreQualified(Guide g, RuleSet? law) =>
        Each(g).Where(e => e.Material.Source == MaterialSource.Intermediary && Empty(e.Material.Issuer)).Select(e => Missing(
            $"{e.Path}.issuer", "中介机构出具的材料要写明机构类别或资质要求", "请补上", Laws.MaterialElements));

    private static IEnumerable<Fault> DefectsAreKnown(Guide g, RuleSet? law)
    {
        foreach (var (path, m) in Each(g))
        {
            if (m.Defects.Count == 0) yield return Missing($"{path}.defects", "要写明这项材料可能有哪些问题，补正时只能指出这些", "请补上", Laws.MaterialElements);
            foreach (var unknown in m.Defects.Where(d => !Defects.Words.ContainsKey(d)))
                yield return Wrong($"{path}.defects", unknown, "defect-unknown", "不在问题代码表中", "可用：" + string.Join('、', Defects.Words.Keys), PlatformRules.Input);
        }
    }

    private static IEnumerable<Fault> NoVagueWords(Guide g, RuleSet? law)
    {
        foreach (var (path, m) in Each(g))
        {
            foreach (var (part, text) in new[] { ("name", m.Name), ("standard", m.Standard), ("issuer", m.Issuer) })
            {
                if (VagueWords.Find(text, VagueInMaterials) is { } vague)
                    yield return Wrong($"{path}.{part}", text, "vague-words", $"材料中不得有“{vague}”这样的兜底说法", "请写明具体是什么", Laws.MaterialElements);
            }
        }

        var lines = g.Conditions.Select((c, i) => ($"conditions[{i}]", c))
            .Concat(g.Steps.Select((s, i) => ($"steps[{i}].name", s.Name)))
            .Concat(g.Questions.Select((q, i) => ($"questions[{i}].answer", q.Answer)));
        foreach (var (path, text) in lines)
        {
            if (VagueWords.Find(text, VagueAnywhere) is { } vague)
                yield return Wrong(path, text, "vague-words", $"办事指南不得有“{vague}”这样不确定的说法", "请写明具体名称", Laws.NoVagueWords);
        }
    }

    private static IEnumerable<Fault> FieldsAreSound(Guide g, RuleSet? law)
    {
        foreach (var twice in g.Fields.GroupBy(f => f.Id).Where(same => same.Count() > 1))
            yield return Wrong("form", twice.Key, "id-twice", "表单字段标识重复", "请给每个字段不同的标识", PlatformRules.Input);
        foreach (var field in g.Fields)
        {
            if (field.Kind == FieldKind.Choice && field.Choices.Count < 2)
                yield return Wrong("form", field.Label, "choices-missing", "选择题至少要有两个选项", "请补上选项", PlatformRules.Input);
            if (field.Prefill is { } prefill && !Prefills.Contains(prefill))
                yield return Wrong("form", prefill, "prefill-unknown", "没有这种预填来源", "可用：" + string.Join('、', Prefills), PlatformRules.Input);
        }
    }

    /// <summary>A material or field that depends on an answer depends on a field that exists and a value that can be chosen.</summary>
    private static IEnumerable<Fault> SituationsLeadSomewhere(Guide g, RuleSet? law)
    {
        var fields = g.Fields.DistinctBy(f => f.Id).ToDictionary(f => f.Id);
        IEnumerable<(string Path, Situation? OnlyIf)> all =
        [
            .. Each(g).Select(e => (e.Path, e.Material.OnlyIf)), .. g.Fields.Select(f => ($"form.{f.Id}", f.OnlyIf)),
            .. g.Combination?.Parts.Select(p => ($"combination.{p.Id}", p.OnlyIf)) ?? [],
        ];
        foreach (var (path, situation) in all.SelectMany(a => a.OnlyIf?.Leaves.Select(leaf => (a.Path, leaf)) ?? []))
        {
            var known = fields.TryGetValue(situation.Field, out var field) && (field.Kind switch
            {
                FieldKind.Choice => field.Choices.Contains(situation.Value),
                FieldKind.YesNo => situation.Value is "是" or "否",
                _ => false,
            });
            if (!known)
                yield return Wrong($"{path}.onlyIf", $"{situation.Field}={situation.Value}", "situation-unknown", "情形必须对应表单里的一道选择题和其中一个选项", "请核对字段标识和选项", PlatformRules.Input);
        }
    }
}
