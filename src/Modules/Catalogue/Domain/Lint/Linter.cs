using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>
/// 办事指南的检查: the rules that the import reads (<see cref="GuideRules"/>) and those that need to know more than the guide itself. Pure: the
/// same guide in the same context is found the same.
/// </summary>
internal static partial class Linter
{
    private delegate IEnumerable<LintFinding> Rule(Guide guide, LintContext context);

    private static readonly Rule[] Rules =
    [
        VaguePhrases, Placeholders, NothingIsDemandedAside,
        MaterialsAreClear, MaterialsSaidOnce, KindsAreHonest, FormsAreRealForms, PaperOnlyWhereTheLawSays, ProofsAreRetained, IntermediariesAreListed, ShareableIsNotAskedFor, OwnResultIsNotAskedFor,
        NamesAreTheLibrarys, FieldsAreTheDictionarys, FormAsksClearly, SituationsCanHold,
        LimitsHoldTogether, SpecialProceduresHold, StepsAreWhole, BasesCarryTheItem, FeesAreClear,
        VisitsFitTheChannels, PlacesAreThere, QuestionsAreAnswered, ResultIsWhatItSays, PowersAreNotDisguised, LevelFitsThePlace,
        RequiredElementsAreThere, SamplesAreThere, UniformElementsAgree, TypeIsOfThePlace,
    ];

    /// <summary>All that is to be said of a guide, the gravest first.</summary>
    public static IReadOnlyList<LintFinding> Look(Guide guide, LintContext context) =>
    [
        .. GuideRules.Check(guide, context.Law).Select(f => LintFinding.Of(guide, f)).Concat(GuideRules.Advice(guide, context.Law).Select(f => LintFinding.Of(guide, f) with { Severity = Severity.Warning }))
            .Concat(Rules.SelectMany(rule => rule(guide, context)).Select(f => guide.ByOperator == true && f.Severity == Severity.Error ? f with { Severity = Severity.Warning } : f))
            .Select(f => f with { Basis = LocalBasis.Of(f.Basis, context.Law) })
            .DistinctBy(f => (f.Path, f.Rule, f.Message)).OrderBy(f => f.Severity),
    ];

    /// <summary>How well a guide stands, of 100: what stops it weighs ten, what should be mended three, what could be better a half.</summary>
    public static int Score(IEnumerable<LintFinding> findings)
    {
        var halves = findings.Sum(f => f.Severity switch { Severity.Error => 20, Severity.Warning => 6, _ => 1 });
        return Math.Max(0, 100 - ((halves + 1) / 2));
    }

    private static LintFinding Say(Guide g, string path, string rule, Severity severity, string message, string mend, Citation basis) =>
        new(g.Item, path, ElementNames.Of(path), rule, severity, $"{ElementNames.Of(path)}：{message}", mend, basis);

    private static bool Empty(string? text) => string.IsNullOrWhiteSpace(text);

    private static IEnumerable<(string Path, GuideMaterial Material)> Each(Guide g) => g.Materials.Select((m, i) => ($"materials[{i}]", m));

    private static IEnumerable<(string Path, FormField Field)> Fields(Guide g) =>
        g.Form.SelectMany((s, i) => s.Fields.Select((f, j) => ($"form[{i}].fields[{j}]", f)));

    /// <summary>
    /// What a guide says itself. A combination's materials and fields are its parts', where they are looked at once; what it adds are its one form and the
    /// questions what the applicant wants done (CombinationRules), which no list can hold.
    /// </summary>
    private static IEnumerable<(string Path, GuideMaterial Material)> OwnMaterials(Guide g) => g.Combination is null ? Each(g) : [];

    private static IEnumerable<(string Path, FormField Field)> OwnFields(Guide g) => g.Combination is null ? Fields(g) : [];

    private static bool IsOnline(Guide g) => g.Channels.Any(c => c is Channel.Online or Channel.Mobile);
}
