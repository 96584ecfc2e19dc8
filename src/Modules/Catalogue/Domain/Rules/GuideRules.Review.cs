using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>审查方式: units that are asked within the promise, and a checklist whose every point has its article.</summary>
internal static partial class GuideRules
{
    private static IEnumerable<Fault> ReviewPlanIsWhole(Guide g, RuleSet? law)
    {
        if (g.Review is not { } plan) yield break;
        var basis = law?.Find("org.handlingUnit")?.Basis ?? PlatformRules.Input;
        if (plan.Units.Select(u => u.Id).Distinct().Count() < plan.Units.Count)
            yield return Wrong("review.units", null, "unit-twice", "每个协办单位的标识只能用一次", "请改写重复的标识", basis);
        for (var i = 0; i < plan.Units.Count; i++)
        {
            var (unit, path) = (plan.Units[i], $"review.units[{i}]");
            if (Empty(unit.Id) || Empty(unit.Unit)) yield return Missing($"{path}.unit", "要写明协办的内设机构", "请补上", basis);
            if (Empty(unit.Question)) yield return Missing($"{path}.question", "要写明请协办单位答复什么", "请补上", basis);
            if (unit.Within.Amount < 1 || (unit.Within.Unit == g.PromisedLimit.Unit && unit.Within.Amount >= g.PromisedLimit.Amount))
                yield return Wrong($"{path}.within", unit.Within.Code, "opinion-too-late", "协办意见的时限要短于承诺的办结时限", "请缩短", basis);
        }
    }

    private static IEnumerable<Fault> SitePlanIsWhole(Guide g, RuleSet? law)
    {
        if (g.Review?.Site is not { } site) yield break;
        var basis = law?.Find("verification.officers")?.Basis ?? PlatformRules.Input;
        if (g.SpecialProcedures.All(p => p.Id != site.Procedure))
            yield return Wrong("review.site.procedure", site.Procedure, "procedure-unknown", "现场核查要列在特别程序里", "请核对特别程序的标识", basis);
        if (site.Points is not { Count: > 0 }) yield return Missing("review.site.points", "要写明现场核查看什么", "请补上核查表", basis);
        for (var i = 0; i < (site.Points?.Count ?? 0); i++)
        {
            var (point, path) = (site.Points![i], $"review.site.points[{i}]");
            if (Empty(point.Id) || Empty(point.What) || Empty(point.Standard)) yield return Missing($"{path}.what", "每项都要写明看什么、怎样算合格", "请补上", basis);
            if (point.Basis is null || Empty(point.Basis.Law) || Empty(point.Basis.Article)) yield return Missing($"{path}.basis", "每项都要有依据", "请补上法规和条款", basis);
        }
    }
}
