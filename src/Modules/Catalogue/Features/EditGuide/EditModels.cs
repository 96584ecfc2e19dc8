using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>What every page of the editor has: which draft, and what its reader may do.</summary>
/// <param name="Path">The draft's own address.</param>
/// <param name="Seen">The revision that the page was made from: sent back with every form.</param>
public sealed record DraftHeadModel(string Path, string Change, string Item, string Name, string Standing, int Seen, bool MayEdit);

/// <summary>Something to mend, with the link that leads there.</summary>
public sealed record DraftFaultModel(string Address, string Where, string Words, string Mend, Citation Basis, string Link)
{
    /// <summary>It keeps the guide from being published; else it is advice.</summary>
    public bool Stops { get; init; } = true;

    /// <summary>应当改, 可以更好; null: it stops.</summary>
    public string? Mark { get; init; }
}

/// <summary>两个人写得不一样: both values, who wrote each, and one tap to choose.</summary>
public sealed record DraftChoiceModel(int Number, string Where, string Mine, string By, Instant At, string Theirs, string TheirsBy, Instant? TheirsAt, string Section)
{
    /// <summary>A version that was published meanwhile wrote the other value, no colleague.</summary>
    public bool OfVersion { get; init; }
}

public sealed record DraftCommentModel(int Number, string Address, string Where, string Words, string By, Instant At, bool Settled, string Link);

/// <param name="Undo">What the button says; null: somebody else's, or nothing to undo.</param>
public sealed record DraftLineModel(int Number, string Words, string By, Instant At, string State, string? Undo);

/// <summary>One item of a list, in its fold.</summary>
/// <param name="Path">"materials/layout"</param>
/// <param name="Note">What tells it apart at a glance.</param>
public sealed record DraftItemModel(string Path, string Title, string? Note, bool Open, bool First, bool Last, IReadOnlyList<DraftFaultModel> Faults, IReadOnlyList<DraftCommentModel> Comments, DraftItemsModel? Inner)
{
    public string Id => "e-" + Path.Replace('/', '.');

    /// <summary>Before the name of each of its inputs.</summary>
    public string Prefix => Path.Replace('/', '.') + ".";
}

/// <param name="Path">"materials", "form/company/fields"</param>
/// <param name="Adding">The form for a further one was refused, or there is none yet.</param>
public sealed record DraftItemsModel(string Path, DraftListModel List, IReadOnlyList<DraftItemModel> Items, bool Adding)
{
    public string Prefix => "new." + Path.Replace('/', '.') + ".";
}

public sealed record DraftOverviewModel(
    DraftHeadModel Head, FormState Form, IReadOnlyList<TaskModel> Tasks, IReadOnlyList<DraftFaultModel> Faults, IReadOnlyList<DraftChoiceModel> Choices,
    IReadOnlyList<DraftCommentModel> Comments, IReadOnlyList<DraftLineModel> Lines, int MoreLines)
{
    /// <summary>What an import of a workbook did and could not do; null: none was sent.</summary>
    public WorkbookReportModel? Workbook { get; init; }

    public IReadOnlyList<DraftFaultModel> Stops => [.. Faults.Where(f => f.Stops)];

    public IReadOnlyList<DraftFaultModel> Advice => [.. Faults.Where(f => !f.Stops)];

    /// <summary>The version published after the draft was begun; null: none was.</summary>
    public int? Newer { get; init; }
}

/// <param name="Values">What stands in the fields, or what was typed and refused.</param>
/// <param name="Answers">What a situation may rest on.</param>
/// <param name="Situations">Situations that rows cannot say, in words, by the name of their input.</param>
public sealed record DraftSectionPageModel(
    DraftHeadModel Head, DraftSectionModel Section, FormState Values, IReadOnlyList<DraftItemsModel> Lists, IReadOnlyList<DraftFaultModel> Faults,
    IReadOnlyList<DraftChoiceModel> Choices, IReadOnlyList<DraftCommentModel> Comments, IReadOnlyList<ChoiceModel> Answers, IReadOnlyDictionary<string, string> Situations,
    DraftSectionModel? Before, DraftSectionModel? Next, bool Saved)
{
    /// <summary>It came from a template or another guide, and nobody has touched or confirmed it yet.</summary>
    public bool Unread { get; init; }
}

public sealed record DraftListLineModel(string Path, string Name, string Change, string Department, Instant At);

public sealed record DraftListPageModel(IReadOnlyList<DraftListLineModel> Mine, string Words, IReadOnlyList<DraftFoundModel> Found)
{
    /// <summary>Entries that were taken over and that no published guide is for yet (青岛办法 第十七条); the first of them.</summary>
    public IReadOnlyList<DraftUnwrittenModel> Unwritten { get; init; } = [];
}

public sealed record DraftUnwrittenModel(string Code, string Name);

public sealed record DraftFoundModel(string Item, string Name, string Department);

public sealed record DraftsOfChangeModel(string Change, IReadOnlyList<DraftListLineModel> Drafts);

/// <param name="Frame">Wide, phone, kiosk, counter, print.</param>
public sealed record DraftPreviewModel(DraftHeadModel Head, string Frame, IReadOnlyList<ChoiceModel> Frames, int Missing);

public sealed record CounterSheetModel(GuidePageModel Page);

public sealed record PrintSheetModel(GuidePageModel Page);

public sealed record WorkbookReportModel(IReadOnlyList<string> Changes, IReadOnlyList<string> Errors);
