using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>
/// What happened to a case, as the outbox tells it: topic = the event's stable name ("case.accepted/1"). Identifiers only.
/// </summary>
/// <param name="Hash">The event's place in the case's chain, hex.</param>
public sealed record CaseHappened(
    string Number, int Sequence, string Type, Instant At, string Hash, string Item, int GuideVersion,
    string Organisation, RegionCode Place, string Subject, string Status)
{
    /// <summary>组合件: the number of the whole of which it is a part; null: filed by itself.</summary>
    public string? Whole { get; init; }

    /// <summary>True: received in another place than it is handled in; else absent.</summary>
    public bool? Crossing { get; init; }

    /// <summary>True: received at a venue to which its item was brought down; else absent.</summary>
    public bool? Venue { get; init; }

    /// <summary>Done by an agent: the authority on which the act rests (<see cref="Grant.Id"/>); else absent.</summary>
    public string? Authority { get; init; }

    /// <summary>The account of that agent; absent where nobody acted for another.</summary>
    public string? Agent { get; init; }
}

/// <summary>A case as other modules may know it.</summary>
public sealed record CaseFacts(
    CaseNumber Number, string Status, string StatusName, string Item, int GuideVersion, string ItemName, string Organisation, RegionCode Place,
    string Subject, Channel Channel, Instant ReceivedAt, string QueryCode, string RulesHash, int Version, string Head,
    DateOnly? PromisedDue, DateOnly? StatutoryDue, bool Closed)
{
    /// <summary>转办: units that have or had it beside <see cref="Organisation"/>, each with its place, and the departments of a combination's parts; mostly empty.</summary>
    public IReadOnlyList<(string Organisation, RegionCode Place)> Units { get; init; } = [];

    /// <summary>组合件: a filing of several items, or one of its parts.</summary>
    public bool Combined { get; init; }

    /// <summary>异地代收: null where it was received in its own place.</summary>
    public CrossingFacts? Crossing { get; init; }

    /// <summary>下沉: the venue of a town or a village that received it, its place and mode; null: none.</summary>
    public (string Organisation, RegionCode Place, SinkDownMode Mode)? Venue { get; init; }
}

/// <summary>异地代收: who received it, when, and when it reached the handling place.</summary>
/// <param name="ReachedAt">Null: its papers are still on the way.</param>
/// <param name="Lead">牵头部门 of a dispute, with its place; null: no dispute, or nobody leads.</param>
public sealed record CrossingFacts(CrossRegionMode Mode, string Organisation, RegionCode Place, Instant ReceivedAt, Instant? ReachedAt, (string Organisation, RegionCode Place)? Lead);

/// <summary>One entry of the case's log with what stands sealed beside it.</summary>
/// <param name="Data">The event's own data: identifiers, codes, dates.</param>
/// <param name="Paper">What was written in words (reasons, notes, the form), opened for this reader; null if there is none or it was erased.</param>
public sealed record CaseEntry(
    int Sequence, string Type, Instant At, string ActorId, Role Role, string? Organisation, IReadOnlyList<Citation> Basis,
    System.Text.Json.JsonElement Data, System.Text.Json.JsonElement? Paper, string Hash, string Body)
{
    /// <summary>Where it happened, if not here; <see cref="At"/> is when we heard.</summary>
    public OutsideMark? Outside { get; init; }

    /// <summary>Done by an agent: the authority on which the act rests; null: by nobody's.</summary>
    public string? Authority { get; init; }
}

/// <summary>A file as it was handed in: pinned by hash in the log.</summary>
public sealed record PinnedFile(string Material, string File, string Name, long Size, string Hash);

/// <summary>办件, asked by other modules.</summary>
public interface ICases
{
    ValueTask<CaseFacts?> Find(CaseNumber number, CancellationToken cancel = default);

    /// <summary>
    /// By what somebody typed: a case only where he may have it. The same questions to the database whether the number is another's, nobody's or none at all.
    /// </summary>
    /// <param name="number">As typed.</param>
    /// <param name="may">Is asked before anything more is read: the item's name is still empty.</param>
    async ValueTask<CaseFacts?> Find(string number, Func<CaseFacts, bool> may, CancellationToken cancel = default) =>
        CaseNumber.TryParse(number, out var known) && await Find(known, cancel) is { } facts && may(facts) ? facts : null;

    /// <summary>The log in order. The caller has checked that its reader may see the case.</summary>
    ValueTask<IReadOnlyList<CaseEntry>> Log(CaseNumber number, CancellationToken cancel = default);

    ValueTask<IReadOnlyList<PinnedFile>> Files(CaseNumber number, CancellationToken cancel = default);

    /// <summary>May this actor see this case? The same rule as the lists' SQL.</summary>
    bool MaySee(Actor actor, CaseFacts facts);

    /// <summary>An event in a few words, as applicants read it; the name itself where this version has no words for it.</summary>
    string WordsOf(string type) => type;

    /// <summary>Does this query code open this case for somebody without an account? Rate limits and equal time are the page's part.</summary>
    ValueTask<CaseFacts?> FindByCode(string number, string queryCode, CancellationToken cancel = default);
}
