using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;
using GuideField = OneWindow.Contracts.FormField;

namespace OneWindow.Cases;

/// <summary>核对: the guide's checks over the answers. Hints while the form is filled in, refusals when it is handed in.</summary>
internal static class FormJudgement
{
    /// <param name="given">The materials of which there is a file; null: not known here, and nothing is said of them.</param>
    public static IReadOnlyList<CheckFinding> Of(Guide guide, IReadOnlyDictionary<string, string> typed, DateOnly today, IReadOnlyCollection<string>? given, SaidDocuments? said = null) =>
        guide.Checks is not { Count: > 0 } checks
            ? []
            : FormChecks.Of(checks, FormFacts.Of(guide.Fields, ApplicationForm.Counting(guide, typed), today) with { Given = given, Said = (said ?? SaidDocuments.None).Of });

    /// <summary>The pages with what does not hold, beside the field where it is mended.</summary>
    public static IReadOnlyList<CheckedPage> With(
        this IReadOnlyList<CheckedPage> pages, Guide guide, IReadOnlyDictionary<string, string> typed, DateOnly today, IReadOnlyCollection<string>? given, SaidDocuments? said = null)
    {
        var failed = Of(guide, typed, today, given, said).Where(f => f.Holds is false).ToList();
        if (failed.Count == 0) return pages;
        return [.. pages.Select(page => failed.Where(f => PageOf(pages, f.Check) == page).Aggregate(page, (p, f) => p with
        {
            State = p.State with { Errors = [.. p.State.Errors, Error(p.Step, f.Check, said)] },
        }))];
    }

    /// <summary>Refuses a filing whose answers do not hold together, whatever way it came.</summary>
    public static Refusal? WhyNot(Guide guide, IReadOnlyDictionary<string, string> answers, DateOnly today, IReadOnlyCollection<string> given, SaidDocuments? said = null) =>
        Of(guide, answers, today, given, said).FirstOrDefault(f => f.Holds is false) is { } failed ? new Refusal("cases.form-contradicts", $"{Told(failed.Check, said)}。", PlatformRules.Input) : null;

    /// <summary>A page's form with what does not hold shown beside its fields, not in the way.</summary>
    public static IReadOnlyList<HintModel> Hints(Guide guide, IReadOnlyDictionary<string, string> typed, DateOnly today, Func<FormStep, string, string> path, IReadOnlyCollection<string>? given = null, SaidDocuments? said = null) =>
    [
        .. Of(guide, typed, today, given, said).Select(f => new HintModel(
            f.Holds is null ? $"无法自动核对：{f.Check.Message}" : Told(f.Check, said) + (f.Check.Message.EndsWith('。') ? "。" : ""),
            guide.Form.FirstOrDefault(s => f.Check.Fields is [var first, ..] && s.Fields.Any(a => a.Id == first)) is { } step ? path(step, FormState.IdOf(f.Check.Fields[0])) : null,
            BasisOf(f.Check), f.Holds is null)),
    ];

    public static string? BasisOf(FormCheck check) => check.Basis is { } basis ? $"《{basis.Law}》{basis.Article}" : null;

    /// <summary>Where the checks of a draft are mended.</summary>
    public static IReadOnlyList<HintModel> Hints(Draft draft, DateOnly today, IReadOnlyList<StoredFile>? files = null, SaidDocuments? said = null) => Hints(
        draft.Guide, draft.Content.Answers, today, (step, at) => $"{ApplicationTasks.PathOf(draft, step.Id)}#{at}",
        files is null ? null : ApplicationForm.Present(draft.Guide, ApplicationForm.Counting(draft.Guide, draft.Content.Answers), files), said);

    /// <summary>What the check says, and what the fetched document says where it asks one; without the stop at its end.</summary>
    private static string Told(FormCheck check, SaidDocuments? said) => check.Message.TrimEnd('。') + (said ?? SaidDocuments.None).Beside(check);

    private static FieldError Error(FormStep step, FormCheck check, SaidDocuments? said) =>
        new(check.Fields.FirstOrDefault(f => step.Fields.Any(own => own.Id == f)) ?? "", BasisOf(check) is { } basis ? $"{Told(check, said)}（{basis}）" : Told(check, said), PlatformRules.Input);

    private static CheckedPage PageOf(IReadOnlyList<CheckedPage> pages, FormCheck check) =>
        pages.FirstOrDefault(p => check.Fields.Any(f => p.Step.Fields.Any(own => own.Id == f))) ?? pages[0];

    /// <summary>Whether a field is asked: its situation, and its condition over the answers before it.</summary>
    public static bool Asks(GuideField field, IReadOnlyDictionary<string, string> counting, IEnumerable<GuideField> all) =>
        Filing.Applies(field.OnlyIf, counting) && (field.When is null || FormChecks.HoldsOf(field.When, FormFacts.Of(all, counting, default)));

    /// <summary>“经营面积” > 100 时填写。</summary>
    public static string? ConditionOf(GuideField field, IReadOnlyCollection<GuideField> all)
    {
        string Label(string id) => all.FirstOrDefault(f => f.Id == id)?.Label ?? id;
        var situation = field.OnlyIf?.Words(Label);
        var condition = field.When is { } when && ExpressionText.Parse(when).Try(out var expression, out _) ? ExpressionNames.Rename(expression, id => $"“{Label(id)}”").ToString() : null;
        return (situation, condition) switch
        {
            (null, null) => null,
            (null, { } only) => $"{only} 时填写。",
            ({ } only, null) => $"{only}时填写。",
            ({ } first, { } second) => $"{first}，并且 {second} 时填写。",
        };
    }
}

/// <summary>A check that does not hold, told while the form is filled in.</summary>
/// <param name="Path">Where it is mended; null: not on a page.</param>
/// <param name="Open">It cannot be told.</param>
public sealed record HintModel(string Words, string? Path, string? Basis, bool Open);
