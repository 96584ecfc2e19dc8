using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>What may be asked of people only on a basis of a certain rank: fees, one channel alone, a second copy, paper.</summary>
internal static partial class GuideRules
{
    private static readonly string[] LawsAndRegulations = ["law", "administrative-regulation", "local-regulation"];

    /// <summary>What may bear a charge for a licence (行政许可法 第五十八条): the strictest reading, for whoever checks without the law at hand.</summary>
    private static readonly string[] LawsOfTheState = ["law", "administrative-regulation"];

    /// <summary>
    /// 青岛办法 第二十九条, 重庆办法 第二十七条; for licences 行政许可法 第五十八条. Where all rulebooks are silent, laws and regulations may bear a fee:
    /// no text lets anything lower do it.
    /// </summary>
    private static IEnumerable<Fault> FeesHaveABasis(Guide g, RuleSet? law)
    {
        var rule = law?.Find("fee.basis");
        var basis = rule?.Basis ?? Laws.NoFeeWithoutBasis;
        var enough = rule?.Entries ?? (law is null ? LawsOfTheState : LawsAndRegulations);
        for (var i = 0; i < g.Fees.Count; i++)
        {
            var fee = g.Fees[i];
            if (Empty(fee.Basis.Law) || Empty(fee.Standard))
                yield return Wrong($"fees[{i}].basis", fee.Name, "fee-without-basis", $"没有{TypesOf(enough)}依据不得收费", "请写明收费依据和标准，或删去这项收费", basis);
            else if (fee.Basis.Type is null)
                yield return MissingType($"fees[{i}].basis.type", enough, basis);
            else if (!IsOneOf(fee.Basis, enough))
                yield return Wrong($"fees[{i}].basis.type", fee.Basis.Type.Words(), "fee-basis-too-low", $"收费只能依据{TypesOf(enough)}", "请改写为这样的依据，没有的请删去这项收费", basis);
        }
    }

    /// <summary>
    /// Counter and online beside each other, or the reason why not, which the guide then shows (重庆办法 第二十八条, 鄠邑细则 第十三条, 河北方案 二（五）,
    /// 青岛办法 第四十六条). Who may choose freely, or may not be forced online, cannot be left with the online channel alone.
    /// </summary>
    private static IEnumerable<Fault> BothChannelsOrAReason(Guide g, RuleSet? law)
    {
        var (counter, online) = (g.Channels.Contains(Channel.Counter), g.Channels.Any(c => c is Channel.Online or Channel.Mobile));
        if (g.Channels.Count == 0 || (counter && online)) yield break;
        var rule = law?.Find("channel.restriction");
        var basis = rule?.Basis ?? Laws.BothChannels;
        if (!counter && rule is null or { Value: "applicant-chooses" or "no-forced-online" })
        {
            yield return Wrong("channels", "online", "online-only", "不能只留网上渠道，申请人有权选择到窗口办理", "请加上窗口（counter）", basis);
            yield break;
        }

        if (g.ChannelReason is not { } reason || Empty(reason.Ground))
        {
            yield return Wrong("channelReason", counter ? "counter" : "online", "channel-without-reason", "只提供一种申请渠道的，要写明理由", "请加上另一种渠道，或写明理由", basis);
            yield break;
        }

        var grounds = law?.Find("platform.offPlatformReasons");
        // What a law demands is a ground everywhere; the place's list is for its own.
        var byLaw = g.InPerson && reason.Basis is { } demanded && !Empty(demanded.Law) && IsOneOf(demanded, LawsAndRegulations);
        if (grounds is not null && !byLaw && !grounds.Lists(reason.Ground))
            yield return Wrong("channelReason.ground", reason.Ground, "channel-ground-not-listed", $"理由只能是：{string.Join('、', grounds.Entries)}", "请选用其中一种，或加上另一种渠道", grounds.Basis);
        if (reason.Ground.StartsWith("其他", StringComparison.Ordinal) && Empty(reason.Words))
            yield return Wrong("channelReason.words", reason.Ground, "channel-without-reason", "“其他”不是理由，要说明具体原因", "请写明具体原因", basis);
        if ((g.InPerson || reason.Ground.Contains("法律", StringComparison.Ordinal)) && !(reason.Basis is { } cited && !Empty(cited.Law) && IsOneOf(cited, LawsAndRegulations)))
            yield return Wrong("channelReason.basis", reason.Basis?.Type.Words() ?? reason.Ground, "attendance-without-law", $"须本人到场或者不能网办的，要写明{TypesOf(LawsAndRegulations)}依据和依据种类", "请写明法律名称、条款和种类", law?.Find("application.attendance")?.Basis ?? Laws.InPerson);
    }

    /// <summary>重庆办法 第二十八条: one set; more only where a law or regulation demands it. Elsewhere the guide states the number (鄠邑细则 第七条).</summary>
    private static IEnumerable<Fault> OneSetOnly(Guide g, RuleSet? law)
    {
        if (law?.Find("guide.materialCopies") is not { Value: "one-set" } rule) yield break;
        foreach (var (path, m) in Each(g))
        {
            var (part, number) = m.Originals > 1 ? ("originals", m.Originals) : ("copies", m.Copies);
            if (number > 1 && !(m.CopiesBasis is { } cited && !Empty(cited.Law) && IsOneOf(cited, LawsAndRegulations)))
                yield return Wrong($"{path}.{part}", $"{number}", "more-than-one-set", "申请人只需提供一套材料", $"请改为 1，或在 copiesBasis 写明要求多份的{TypesOf(LawsAndRegulations)}和条款", rule.Basis);
        }
    }

    /// <summary>青岛办法 第四十七条, 重庆办法 第二十八条, 鄠邑细则 第二十八条: paper may be insisted on only on these bases.</summary>
    private static IEnumerable<Fault> PaperOnlyByLaw(Guide g, RuleSet? law)
    {
        var rule = law?.Find("paper.exceptionBasis");
        var enough = rule?.Entries ?? LawsOfTheState;
        foreach (var (path, m) in Each(g))
        {
            if (m.PaperBasis is not { } cited) continue;
            if (Empty(cited.Law) || !IsOneOf(cited, enough))
                yield return Wrong($"{path}.paperBasis", Empty(cited.Law) ? m.Name : cited.Type.Words(), "paper-basis-too-low", $"只有{TypesOf(enough)}可以要求提供纸质材料", "请写明这样的依据和种类，或删去这一要求", rule?.Basis ?? Laws.Paper);
        }
    }

    private static Fault MissingType(string path, IEnumerable<string> enough, Citation basis) =>
        Missing(path, $"依据要写明种类，能作依据的是{TypesOf(enough)}", "请补上（law、administrative-regulation、local-regulation、rule 或 document）", basis);

    private static bool IsOneOf(LegalBasis basis, IEnumerable<string> enough) => enough.Any(e => basis.Type is { } type && e == BasisWords.Code(type));

    private static string TypesOf(IEnumerable<string> codes) => string.Join('、', codes.Select(c => Enum.GetValues<BasisType>().Single(t => BasisWords.Code(t) == c).Words()));
}
