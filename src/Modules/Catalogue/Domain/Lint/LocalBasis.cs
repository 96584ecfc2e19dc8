using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>
/// 依据本地化: a text binds its own place alone (青岛办法 第二条, 重庆办法 第三条). What one place's article says is cited elsewhere by the article that says
/// it there, found through the parameter that it sets; where none does, by the platform's own rule.
/// </summary>
internal static class LocalBasis
{
    /// <summary>Each article that the rules cite, and the parameters under which the other places say the same, the nearest first.</summary>
    private static readonly (string Rulebook, string Article, string[] Parameters)[] Sames =
    [
        ("qingdao-2023", "第四条", ["catalog.itemTypes"]),
        ("qingdao-2023", "第十五条", ["catalog.closedItems", "guide.ceiling"]),
        ("qingdao-2023", "第十七条", ["guide.uniformStandard"]),
        ("qingdao-2023", "第十九条", ["guide.ceiling", "guide.outlets"]),
        ("qingdao-2023", "第二十条", ["guide.uniformStandard"]),
        ("qingdao-2023", "第二十二条", ["process.stages", "guide.ceiling", "guide.outlets"]),
        ("qingdao-2023", "第二十五条", ["application.attendance", "channel.restriction"]),
        ("qingdao-2023", "第三十一条", ["intermediary.listBasis"]),
        ("qingdao-2023", "第三十二条", ["commitment.noticeContents"]),
        ("qingdao-2023", "第三十三条", ["joint.leadDepartment"]),
        ("qingdao-2023", "第四十六条", ["channel.resubmission", "channel.restriction"]),
        ("qingdao-2023", "第四十七条", ["paper.exceptionBasis", "sharing.noAskScope"]),
        ("huyi-2021", "第六条", ["guide.requiredElements", "guide.outlets"]),
        ("huyi-2021", "第七条", ["guide.materialFields", "guide.outlets"]),
        ("huyi-2021", "第九条", ["guide.updateTiming"]),
        ("chongqing", "第十三条", ["catalog.closedItems"]),
        ("chongqing", "第十四条", ["guide.vaguePhrases", "guide.outlets"]),
        ("chongqing", "第十九条", ["tolerant.mode"]),
        ("chongqing", "第二十四条", ["joint.leadDepartment"]),
        ("chongqing", "第二十五条", ["decision.promisedLimit"]),
        ("hebei-city-2022", "三、（一）", ["bundle.limit"]),
    ];

    /// <param name="law">The rules of the guide's place; null: not at hand, and the citation stays.</param>
    public static Citation Of(Citation basis, RuleSet? law)
    {
        if (law is null || Sames.All(s => s.Rulebook != basis.Rulebook) || law.All.Values.Any(r => r.Basis.Rulebook == basis.Rulebook)) return basis;
        var same = Sames.FirstOrDefault(s => (s.Rulebook, s.Article) == (basis.Rulebook, basis.Article));
        return (same.Parameters ?? []).Select(law.Find).FirstOrDefault(r => r is not null)?.Basis ?? PlatformRules.Input;
    }
}
