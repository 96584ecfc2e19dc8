using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <param name="Edit">Where its guide is edited; null: not by this reader, not now.</param>
/// <param name="IsNew">It has no guide that could be read yet.</param>
public sealed record RequestedItemModel(string Item, string Name, string Department, string? Edit, bool IsNew);

/// <param name="What">Null: the element itself.</param>
public sealed record DifferenceModel(string Element, string? What, string? Before, string? After);

/// <param name="Before">The version that it is compared with; null: there was none.</param>
/// <param name="Less">减材料、减时限 in words; null: nothing of the kind.</param>
public sealed record GuideDifferenceModel(string Name, int? Before, IReadOnlyList<DifferenceModel> Lines, string? Less);

public sealed record PartyModel(string Name, string Part, string View, string? Words, Instant? At);

/// <param name="Mended">Nothing is owed any more.</param>
public sealed record UrgentModel(string Reason, DateOnly MendBy, IReadOnlyList<string> Findings, bool Mended);

public sealed record RequestStepModel(string What, string By, Instant At);

/// <summary>发布前预演: what publishing would touch, counted.</summary>
/// <param name="Messages">Who is told what, a line each.</param>
public sealed record RehearsalModel(
    IReadOnlyList<RehearsedItemModel> Items, IReadOnlyList<string> Combinations, IReadOnlyList<string> Messages, int FindingsBefore, int FindingsAfter);

/// <param name="Running">Open cases by the version they stay on: "第 2 版 3 件".</param>
public sealed record RehearsedItemModel(string Name, Figure Drafts, IReadOnlyList<string> Running);

/// <param name="Seen">The row's version that the page was made from.</param>
public sealed record ChangePageModel(
    string Id, int Seen, string Title, FormState Form, string State, StatusKind Look, string Department, string Reason, string Why, DateOnly From, string? To,
    IReadOnlyList<RequestedItemModel> Items, IReadOnlyList<GuideDifferenceModel> Differences, IReadOnlyList<string> Stops, IReadOnlyList<PartyModel> Parties,
    UrgentModel? Urgent, IReadOnlyList<RequestStepModel> Steps, RehearsalModel? Rehearsal)
{
    public bool MayEdit { get; init; }

    public bool MayReview { get; init; }

    public bool MayPublish { get; init; }

    public bool MayWithdraw { get; init; }

    public bool MayMove { get; init; }

    public bool MayMend { get; init; }

    public DateOnly Today { get; init; }

    /// <summary>False: the item ends or another body takes it over; no guide gets a new version.</summary>
    public bool NewVersion { get; init; } = true;
}
