using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>One thing to fill in: where it stands below its section or list item, what it is called, and a hint with an example.</summary>
/// <param name="Path">Below the item ("basis/law"), or from the top for what stands once ("result/name").</param>
public sealed record DraftFieldModel(string Path, string Label, DraftFieldModel.Kinds Kind, string? Hint = null, bool Optional = true)
{
    public enum Kinds
    {
        Line,
        Text,

        /// <summary>A list of short texts, one a line.</summary>
        Lines,
        Whole,
        Money,
        Flag,
        One,
        Many,
        Limit,
        Situation,
    }

    public IReadOnlyList<ChoiceModel> Options { get; init; } = [];

    /// <summary>Few items have it: folded away until it is wanted.</summary>
    public bool Rare { get; init; }

    /// <summary>Every guide must have it, though a draft may wait for it.</summary>
    public DraftFieldModel Must() => this with { Optional = false };

    public DraftFieldModel Seldom() => this with { Rare = true };

    /// <summary>Characters; lines where it is a list.</summary>
    public int Max { get; init; } = 200;
}

/// <summary>A list of a guide: its items are added, moved, changed and removed one by one.</summary>
/// <param name="Path">"materials"; "form/*/fields" within each page of the form.</param>
/// <param name="One">What one of it is called: 材料.</param>
/// <param name="Title">Which of its fields names an item.</param>
public sealed record DraftListModel(string Path, string One, string Title, IReadOnlyList<DraftFieldModel> Fields)
{
    public DraftListModel? Inner { get; init; }

    /// <summary>Said where there is none yet.</summary>
    public string Empty { get; init; } = "还没有。";

    /// <summary>What a new item has beside what is typed, as JSON.</summary>
    public string Begins { get; init; } = "{}";
}

/// <summary>One page of the editor.</summary>
public sealed record DraftSectionModel(string Id, string Title, string Lead, IReadOnlyList<DraftFieldModel> Fields, IReadOnlyList<DraftListModel> Lists)
{
    /// <summary>Why it is asked, where the law is the reason.</summary>
    public IReadOnlyList<Citation> Because { get; init; } = [];

    /// <summary>Elements that belong here though no field bears their name: "automatic".</summary>
    public IReadOnlyList<string> Also { get; init; } = [];
}
