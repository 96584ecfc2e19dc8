using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;
using GuideField = OneWindow.Contracts.FormField;

namespace OneWindow.Cases;

/// <param name="Latest">The guide's version in force; null: the item is not offered any more.</param>
/// <param name="Outdated">A newer guide is in force than the draft was begun under.</param>
/// <param name="Removable">Nothing of it has been handed in yet.</param>
public sealed record ApplicationModel(
    string Draft, string Item, string Organisation, string Saved, IReadOnlyList<TaskModel> Tasks, int? Latest, bool Outdated, string ItemKey, string Act,
    bool Removable)
{
    /// <summary>Begun from an earlier filing.</summary>
    public bool Copied { get; init; }

    /// <summary>草稿号.</summary>
    public string Number { get; init; } = "";

    /// <summary>Where and when a window opened it for him.</summary>
    public IReadOnlyList<string> Opened { get; init; } = [];

    /// <summary>What does not hold together yet.</summary>
    public IReadOnlyList<HintModel> Hints { get; init; } = [];
}

/// <param name="Seen">The draft's version that the page was made from.</param>
/// <param name="Tab">This browser page, so that its own earlier writes are no conflict.</param>
/// <param name="Back">Return to the check page, where the applicant came from.</param>
public sealed record ApplicationStepModel(
    string Draft, string Item, string Step, string Title, string Position, IReadOnlyList<ShownFieldModel> Fields, FormState Form, int Seen, string Tab,
    string? Saved, bool Back)
{
    public RegionCode? Place { get; init; }

    /// <summary>What does not hold together yet.</summary>
    public IReadOnlyList<HintModel> Hints { get; init; } = [];
}

/// <param name="Condition">When the field applies, in words; null: always.</param>
public sealed record ShownFieldModel(GuideField Field, string? Condition)
{
    /// <summary>Where it is handled: regions are chosen from here on.</summary>
    public RegionCode? Place { get; init; }

    /// <summary>Where its files go; null: nothing is kept here.</summary>
    public FieldUploadModel? Upload { get; init; }
}

public sealed record ApplicationConflictModel(
    string Draft, string Item, string Step, string Title, IReadOnlyList<ConflictRowModel> Rows, IReadOnlyList<(string Field, string Value)> Typed, int Seen,
    string Tab, string Saved);

public sealed record ConflictRowModel(string Label, string Mine, string Theirs);

internal static class ApplicationStep
{
    public static ApplicationStepModel Of(Draft draft, FormStep page, FormState form, string tab, int seen, bool back, FileTerms terms) => new(
        draft.Id, draft.Guide.Name, page.Id, page.Title, ApplicationTasks.PositionOf(draft, page.Id),
        Fields(draft.Guide, page, ApplicationForm.Counting(draft.Guide, draft.Content.Answers), new FieldUploadModel(draft.Id, terms)), form, seen, tab,
        draft.Content.Mark(page.Id) is { } mark ? Words.TimeOf(mark.At) : null, back) { Place = draft.Guide.Place };

    public static IReadOnlyList<ShownFieldModel> Fields(Guide guide, FormStep page, IReadOnlyDictionary<string, string> counting, FieldUploadModel? upload = null) =>
        [.. ApplicationForm.Shown(guide, page, counting).Select(f => new ShownFieldModel(f, ApplicationForm.IsDecidedHere(page, f) ? FormJudgement.ConditionOf(f, page.Fields) : null) { Place = guide.Place, Upload = upload })];
}

internal static class ApplicationConflict
{
    public static ApplicationConflictModel Of(Draft draft, FormStep page, PageWrite mine) => new(
        draft.Id, draft.Guide.Name, page.Id, page.Title,
        [
            .. page.Fields.Where(f => mine.Shown.Contains(f.Id))
                .Select(f => new ConflictRowModel(f.Label, Shown(f, mine.Typed), Shown(f, draft.Content.Answers)))
                .Where(r => r.Mine != r.Theirs),
        ],
        [.. mine.Typed.Select(t => (t.Key, t.Value))], draft.Version, mine.Tab, Words.TimeOf(draft.ChangedAt));

    private static string Shown(GuideField field, IReadOnlyDictionary<string, string> of) =>
        of.GetValueOrDefault(field.Id, "") is var text && (field.Kind.IsWhole() || field.Kind == FieldKind.File) ? FieldReading.Show(field, text) : text;
}
