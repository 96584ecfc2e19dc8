using OneWindow.Contracts;

namespace OneWindow.Catalogue;

internal static partial class Linter
{
    /// <summary>必备要素 (鄠邑细则 第六条; 青岛基层 二、（二）3; 重庆办法 第二十五条): the place's own list, each by the name that the place gives it.</summary>
    private static IEnumerable<LintFinding> RequiredElementsAreThere(Guide g, LintContext c)
    {
        if (c.Law?.Find("guide.requiredElements") is not { } required) yield break;
        foreach (var element in required.Entries)
        {
            var (path, there) = element switch
            {
                "事项名称" => ("name", !Empty(g.Name)),
                "事项编码" => ("basicCode", !Empty(g.BasicCode)),
                "办事依据" or "设定依据" => ("bases", g.Bases.Count > 0),
                "受理条件" or "办理条件" => ("conditions", g.Conditions.Any(t => !Empty(t))),
                "实施主体" => ("organisation", !Empty(g.Organisation)),
                "办理流程" => ("steps", g.Steps.Any(s => !Empty(s.Name))),
                "办理形式" => ("channels", g.Channels.Count > 0),
                "办理地点" => ("places", g.Places.Count > 0),
                "办理结果" => ("result", !Empty(g.Result.Name)),
                "咨询方式" => ("consultationPhone", !Empty(g.ConsultationPhone)),
                "监督投诉方式" => ("complaintPhone", !Empty(g.ComplaintPhone)),
                "所需材料" or "申请材料" => ("materials", g.Materials.All(m => !Empty(m.Name))),
                "示范文本" => ("materials", HasExample(g)),
                _ => ("", true),
            };
            if (!there) yield return Say(g, path, "element-missing", Severity.Error, $"缺少“{element}”", "请补上", required.Basis);
        }
    }

    private static bool HasExample(Guide g) => g.Materials.Any(m => !Empty(m.Sample)) || g.Materials.All(m => m.Kind != MaterialKind.Form);

    /// <summary>示范文本 and 网上办事操作说明, where the place wants them.</summary>
    private static IEnumerable<LintFinding> SamplesAreThere(Guide g, LintContext c)
    {
        if (c.Law?.Find("guide.samples") is not { } samples) yield break;
        if (samples.Lists("example-per-item") && !HasExample(g))
            yield return Say(g, "materials", "example-missing", Severity.Error, "没有一份填好的示范文本", "请附填写样本", samples.Basis);
        if (samples.Lists("operation-instructions") && IsOnline(g) && g.Combination is null && Empty(g.Operation))
            yield return Say(g, "operation", "operation-missing", Severity.Warning, "能网上办，却没有网上办事操作说明", "请写明网上怎样一步步办", samples.Basis);
    }

    /// <summary>统一要素: equal across levels and regions for one basic code; what the place does with a difference is its own rule.</summary>
    private static IEnumerable<LintFinding> UniformElementsAgree(Guide g, LintContext c)
    {
        if (c.Siblings.Count == 0 || g.Combination is not null) yield break;
        var named = c.Law?.Find("guide.uniformElements");
        var standard = c.Law?.Find("guide.uniformStandard");
        if (named is null && standard is null) yield break;
        var deviation = c.Law?.Find("guide.uniformDeviation")?.Value;
        var basis = (named ?? standard)!.Basis;
        foreach (var element in named?.Entries ?? Uniform.Core)
        {
            if (Uniform.PathOf(element) is not { } path || c.Siblings.FirstOrDefault(s => Uniform.Differs(g, s, element)) is not { } other) continue;
            // 办理时限 is two elements of the guide: the one that differs is named.
            if (element == "办理时限" && g.StatutoryLimit != other.StatutoryLimit) path = "statutoryLimit";
            var reason = g.Deviations?.FirstOrDefault(d => d.Element == element)?.Reason;
            // 原则上 united: a difference whose reason is written down is as the plan wants it.
            if (deviation == "with-reason" && !Empty(reason)) continue;
            var severity = deviation switch
            {
                "with-reason" or "blocked" => Severity.Error,
                _ when standard?.Value == "sector-split" => Severity.Error,
                _ => Severity.Warning,
            };
            var (here, there) = (Uniform.LinesOf(g, element), Uniform.LinesOf(other, element));
            yield return Say(
                g, path, "uniform-differs", severity, $"“{element}”与 {other.Item} 不一致：这里是“{Short(here, there)}”，那里是“{Short(there, here)}”{(Empty(reason) ? "" : $"（理由：{reason}）")}",
                deviation == "with-reason" ? "请改为一致，或者写明不一致的理由" : "请改为一致", basis);
        }
    }

    /// <summary>The lines that the other does not have; where it has all of them, the order or the number differs.</summary>
    private static string Short(IReadOnlyList<string> lines, IReadOnlyList<string> other) =>
        LintFinding.Cut(string.Join('；', lines.Except(other).DefaultIfEmpty(lines.Count == 0 ? "没有写" : $"共 {lines.Count} 项，另一种顺序")));
}
