using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

internal static partial class GuideRules
{
    /// <summary>跨域通办: another place's counter stands for this one's, so there must be one, and the region it is offered in holds the place.</summary>
    private static IEnumerable<Fault> CrossRegionFits(Guide g, RuleSet? law)
    {
        if (g.CrossRegion is not { } offer) yield break;
        var basis = law?.Find("crossRegion.receiving")?.Basis ?? PlatformRules.HandOvers;
        if (!g.Channels.Contains(Channel.Counter))
            yield return Wrong("crossRegion", offer.Mode.Words(), "cross-region-no-counter", "跨域通办由异地窗口代收，本事项没有窗口办理", "请加上窗口渠道，或者去掉跨域通办", basis);
        if (g.Combination is not null)
            yield return Wrong("crossRegion", offer.Mode.Words(), "cross-region-combined", "组合办理的各部分各有办理地，不整体跨域通办", "请在各部分自己的指南里写明", basis);
        if (offer.Within is { } within && !within.Contains(g.Place))
            yield return Wrong("crossRegion.within", within.ToString(), "cross-region-outside", "通办的范围要包含办理地", "请写办理地的上级区划，全国通办的去掉这一项", basis);
    }
}
