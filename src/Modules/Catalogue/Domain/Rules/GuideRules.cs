using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>
/// What a guide must satisfy before it may be published: one line a rule, each with its article. The editor's linter reads the same list.
/// </summary>
internal static partial class GuideRules
{
    internal delegate IEnumerable<Fault> Rule(Guide guide, RuleSet? law);

    public static IReadOnlyList<Rule> All { get; } =
    [
        ElementsAreThere, CodesBelongTogether, BasesAreNamed, PromisedWithinStatutory, OnTheSpotMeansAtOnce, ProcessIsShared, RenewalIsOfALicence,
        InPersonIsNotOnline, LevelIsHigherAndHasAWayRound, PhonesDiffer, ThemesFitTheAudience, FeesHaveABasis, BothChannelsOrAReason,
        MaterialsAreComplete, OneSetOnly, PaperOnlyByLaw, FormsHaveBlankAndSample, MainIsNeverTolerated, ToleranceListIsWhole, SharedIsNotAskedFor, IntermediariesAreQualified, DefectsAreKnown,
        NoVagueWords, FieldsAreSound, SituationsLeadSomewhere,
        CommitmentIsWhole, CommitmentIsNotExcluded,
        AutomaticOnlyWhereNobodyWeighs, AutomaticRulesAreSound, QuotaHasItsLaw,
        ReviewPlanIsWhole, SitePlanIsWhole, CrossRegionFits,
        NothingBeforeTheCounter,
        PartsHoldTogether, LeadIsSettled, JointIsOfOneLevel, CombinedLimitHolds,
        SigningPlanIsWhole,
        FormIsWhole, ChecksFitTheForm,
        OperatorsOnlyServe,
    ];

    /// <summary>What the law asks of administrative acts; of an operator's services it is advice (青岛办法 第六十条: 参照执行).</summary>
    private static readonly Rule[] OfPowers =
    [
        BasesAreNamed, PromisedWithinStatutory, OnTheSpotMeansAtOnce, ProcessIsShared, FeesHaveABasis, BothChannelsOrAReason, OneSetOnly, PaperOnlyByLaw, FormsHaveBlankAndSample, ToleranceListIsWhole,
        SharedIsNotAskedFor, IntermediariesAreQualified, NoVagueWords, NothingBeforeTheCounter,
    ];

    /// <param name="law">The rules of the guide's place on its first day; null where they are not at hand: the strictest reading then.</param>
    public static IReadOnlyList<Fault> Check(Guide guide, RuleSet? law) => [.. (guide.ByOperator == true ? All.Except(OfPowers) : All).SelectMany(rule => rule(guide, law))];

    /// <summary>What an operator is only reminded of.</summary>
    public static IReadOnlyList<Fault> Advice(Guide guide, RuleSet? law) => guide.ByOperator == true ? [.. OfPowers.SelectMany(rule => rule(guide, law))] : [];

    private static IEnumerable<Fault> OperatorsOnlyServe(Guide g, RuleSet? law)
    {
        if (g.ByOperator == true && g.Type != ItemType.PublicService)
            yield return Wrong("type", g.Type.Names().Name, "operator-without-power", "公共服务单位不行使行政权力，它的服务只能是公共服务", "请把事项类型改为公共服务", Laws.Operators);
    }

    private static Fault Missing(string path, string rule, string mend, Citation basis) =>
        new(path, ElementNames.Of(path), null, "catalogue.element-missing", rule, mend, basis, Missing: true);

    private static Fault Wrong(string path, string? value, string code, string rule, string mend, Citation basis) =>
        new(path, ElementNames.Of(path), value, "catalogue." + code, rule, mend, basis);

    private static bool Empty(string? text) => string.IsNullOrWhiteSpace(text);
}
