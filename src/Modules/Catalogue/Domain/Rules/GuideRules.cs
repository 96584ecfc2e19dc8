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
        InPersonIsNotOnline, PhonesDiffer, ThemesFitTheAudience, FeesHaveABasis, BothChannelsOrAReason,
        MaterialsAreComplete, OneSetOnly, PaperOnlyByLaw, FormsHaveBlankAndSample, MainIsNeverTolerated, ToleranceListIsWhole, SharedIsNotAskedFor, IntermediariesAreQualified, DefectsAreKnown,
        NoVagueWords, FieldsAreSound, SituationsLeadSomewhere,
        CommitmentIsWhole, CommitmentIsNotExcluded,
        AutomaticOnlyWhereNobodyWeighs, AutomaticRulesAreSound, QuotaHasItsLaw,
        ReviewPlanIsWhole, SitePlanIsWhole, CrossRegionFits,
        NothingBeforeTheCounter,
        PartsHoldTogether, LeadIsSettled, JointIsOfOneLevel, CombinedLimitHolds,
        SigningPlanIsWhole,
        FormIsWhole, ChecksFitTheForm,
    ];

    /// <param name="law">The rules of the guide's place on its first day; null where they are not at hand: the strictest reading then.</param>
    public static IReadOnlyList<Fault> Check(Guide guide, RuleSet? law) => [.. All.SelectMany(rule => rule(guide, law))];

    private static Fault Missing(string path, string rule, string mend, Citation basis) =>
        new(path, ElementNames.Of(path), null, "catalogue.element-missing", rule, mend, basis, Missing: true);

    private static Fault Wrong(string path, string? value, string code, string rule, string mend, Citation basis) =>
        new(path, ElementNames.Of(path), value, "catalogue." + code, rule, mend, basis);

    private static bool Empty(string? text) => string.IsNullOrWhiteSpace(text);
}
