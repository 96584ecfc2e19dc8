using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <param name="Seen">The version of the plan that the page shows: sent back with every form.</param>
/// <param name="Section">Whose form was refused.</param>
public sealed record ComposeModel(string Item, string Name, string Kind, int Seen, string Section, FormState Form)
{
    public required FormState Basics { get; init; }

    public required IReadOnlyList<ChoiceModel> Leads { get; init; }

    /// <summary>The lead is settled by coordination, not here.</summary>
    public required bool Coordinated { get; init; }

    public required string Lead { get; init; }

    public required string Words { get; init; }

    public required IReadOnlyList<FoundPartModel> Found { get; init; }

    public required IReadOnlyList<PlannedPartModel> Parts { get; init; }

    public required IReadOnlyList<PlannedQuestionModel> Questions { get; init; }

    public required IReadOnlyList<ConflictModel> Conflicts { get; init; }

    public required IReadOnlyList<SettledModel> Settled { get; init; }

    public required IReadOnlyList<ChoiceModel> FieldChoices { get; init; }

    public required IReadOnlyList<ChoiceModel> MaterialChoices { get; init; }

    public required IReadOnlyList<MappingModel> Mappings { get; init; }

    public required IReadOnlyList<string> Faults { get; init; }

    public required bool Ready { get; init; }

    public required CombinationModel? Preview { get; init; }

    public required IReadOnlyList<PreviewStepModel> Steps { get; init; }

    public required IReadOnlyList<PreviewMaterialModel> Materials { get; init; }

    public required string Standing { get; init; }

    public required bool IsPublished { get; init; }

    public required IReadOnlyList<string> Look { get; init; }

    public required IReadOnlyList<HistoryLineModel> History { get; init; }

    public FormState Of(string section) => Section == section ? Form : FormState.Empty;
}

public sealed record FoundPartModel(string Item, string Name, string Bearer);

/// <param name="Is">Item, body and limit in words.</param>
public sealed record PlannedPartModel(string Id, string Name, string Is, string? When, IReadOnlyList<string> After);

public sealed record PlannedQuestionModel(string Id, string Label, string Answers);

public sealed record ConflictModel(string Where, string What, string Parts, string Why, IReadOnlyList<ChoiceModel> Options);

public sealed record SettledModel(string Where, string Words);

/// <param name="What">"field" or "material".</param>
public sealed record MappingModel(string What, string Id, string Label, int Of);

public sealed record PreviewStepModel(string Title, IReadOnlyList<string> Fields);

public sealed record PreviewMaterialModel(string Name, IReadOnlyList<NeededByModel> NeededBy);

/// <param name="By">The account.</param>
public sealed record HistoryLineModel(string What, string By, Instant At);
