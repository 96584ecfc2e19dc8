using System.Text.RegularExpressions;
using OneWindow.Contracts;

namespace OneWindow.Catalogue;

/// <summary>线下办理不设前提: who comes to the counter is received without having booked or typed anything on the web first.</summary>
internal static partial class GuideRules
{
    /// <summary>须先预约, 应当在网上填报, …; 无需预约 and 可以预约 are no demand.</summary>
    [GeneratedRegex("(?<![无不])(必须|须|需要?|应当?|先)(?:(?!无需|不用|不必|可以|也可)[^，。；、（）]){0,10}(预约|(网上|线上|手机|系统)[^，。；、（）]{0,4}(申请|申报|提交|填报|填写|上传|登记))")]
    private static partial Regex Before();

    /// <summary>河北方案 二（五）: neither booking nor an online filing may be asked for before the counter receives; elsewhere the channels' equality says so.</summary>
    private static IEnumerable<Fault> NothingBeforeTheCounter(Guide g, RuleSet? law)
    {
        if (!g.Channels.Contains(Channel.Counter)) yield break;
        var rule = law?.Find("channel.restriction");
        // 重庆办法 第二十八条: with a good reason, which the guide must name with its law.
        if (rule?.Value == "only-with-good-reason" && g.ChannelReason is not null) yield break;
        var lines = g.Conditions.Select((c, i) => ($"conditions[{i}]", c))
            .Concat(g.Steps.Select((s, i) => ($"steps[{i}].name", s.Name)))
            .Concat(g.Places.Select((p, i) => ($"places[{i}].hours", p.Hours)))
            .Concat(g.Questions.Select((q, i) => ($"questions[{i}].answer", q.Answer)))
            .Concat(Each(g).Select(e => ($"{e.Path}.standard", e.Material.Standard ?? "")));
        foreach (var (path, text) in lines)
        {
            if (Before().Match(text) is { Success: true } found)
            {
                yield return Wrong(
                    path, text, "counter-not-open", $"窗口收件不得要求先预约或者先在网上填报（“{found.Value}”）", "请改为“可以预约”，或者删去", rule?.Basis ?? Laws.BothChannels);
            }
        }
    }
}
