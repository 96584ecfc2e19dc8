using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// What happened, in the past tense. Stored for ever under a stable name with a version (never the CLR name); a sample of each is kept
/// in the tests. Identifiers, codes and dates only: words and personal data stand sealed beside, pinned by <see cref="Paper"/>.
/// </summary>
internal abstract record CaseEvent
{
    /// <summary>Commitment (salted SM3, hex) to what was written in words with this event.</summary>
    public string? Paper { get; init; }
}

[EventName("case.submitted/1")]
internal sealed record CaseSubmitted(
    string Item, int GuideVersion, string GuideHash, string RulesHash, string Organisation, RegionCode Place, string Subject, Channel Channel,
    Instant ReceivedAt, IReadOnlyList<string> Present, IReadOnlyList<FiledFile> Files, IReadOnlyDictionary<string, string> Facts,
    DeliveryMode Delivery, DateOnly? Expires) : CaseEvent
{
    public CaseCommitment? Commitment { get; init; }

    /// <summary>True: the applicant asked for a person as he filed; else absent.</summary>
    public bool? Person { get; init; }

    /// <summary>组合件: its parts, each with the number that its case will have; absent: one item, one case.</summary>
    public FiledCombination? Combination { get; init; }

    /// <summary>组合件里的一个事项: of which whole, and what it waits for; absent: filed by itself.</summary>
    public PartOf? Whole { get; init; }

    /// <summary>联署: who signed before it was handed in, the last at <see cref="ReceivedAt"/>; the applicant alone only where he signed electronically; absent: nobody did.</summary>
    public IReadOnlyList<CaseSignature>? Signatures { get; init; }

    /// <summary>The batch and the signed list on which it stands; absent: filed by itself.</summary>
    public BatchMark? Batch { get; init; }

    /// <summary>异地代收: null: received where it is handled.</summary>
    public FiledCrossing? Crossing { get; init; }

    /// <summary>下沉: received at a venue of a town or a village; absent: not.</summary>
    public FiledVenue? Venue { get; init; }
}

[EventName("case.correction-requested/1")]
internal sealed record CorrectionRequested(IReadOnlyList<Defect> Defects, DateOnly Due) : CaseEvent
{
    /// <summary>True where a supervisor decided to tell what should have been told at first; else absent.</summary>
    public bool? Overridden { get; init; }

    /// <summary>What was asked for through another channel, by law or for the reason in the paper; null: nothing.</summary>
    public IReadOnlyList<Resubmission>? Again { get; init; }
}

[EventName("case.correction-period-extended/1")]
internal sealed record CorrectionPeriodExtended(DateOnly Due) : CaseEvent;

[EventName("case.correction-filed/1")]
internal sealed record CorrectionFiled(
    IReadOnlyList<string> Present, IReadOnlyList<FiledFile> Files, IReadOnlyDictionary<string, string> Facts, IReadOnlyList<Defect> Open) : CaseEvent;

[EventName("case.accepted/1")]
internal sealed record CaseAccepted(
    AcceptanceMode Mode, DateOnly AcceptedOn, CaseClock? Promised, CaseClock? Statutory, SupplementDemand? Supplement) : CaseEvent
{
    /// <summary>True where no acceptance notice is made out, because the case is decided in the same session or the notice of the whole names it; else absent.</summary>
    public bool? NoticeOmitted { get; init; }
}

[EventName("case.acceptance-refused/1")]
internal sealed record AcceptanceRefused(string Ground, string? CompetentBody) : CaseEvent
{
    /// <summary>What was found to be concealed or false; absent: nothing.</summary>
    public Dishonesty? False { get; init; }
}

[EventName("case.deemed-withdrawn/1")]
internal sealed record CaseDeemedWithdrawn(IReadOnlyList<Defect> Missing, DateOnly LapsedOn) : CaseEvent;

[EventName("case.withdrawn/1")]
internal sealed record CaseWithdrawn : CaseEvent;

[EventName("case.terminated/1")]
internal sealed record CaseTerminated(TerminationGround Ground) : CaseEvent
{
    /// <summary>Where the item is no longer: the text that ends the case; else absent.</summary>
    public string? Rule { get; init; }

    /// <summary>前置未获批准: the part that was not granted; else absent.</summary>
    public string? Part { get; init; }
}

/// <summary>Nothing changes by it but the count of visits. Unexplained: one more than the guide says, without a reason; else absent.</summary>
[EventName("case.contact-recorded/1")]
internal sealed record ContactRecorded(ContactKind Kind, bool? Unexplained) : CaseEvent;

[EventName("case.lateness-explained/1")]
internal sealed record LatenessExplained : CaseEvent;

[EventName("case.supplement-filed/1")]
internal sealed record SupplementFiled(IReadOnlyList<FiledFile> Files, IReadOnlyList<string> Open, CaseClock? Promised) : CaseEvent;

[EventName("case.supplement-lapsed/1")]
internal sealed record SupplementLapsed(string Effect, IReadOnlyList<string> Missing, DateOnly LapsedOn) : CaseEvent;

[EventName("case.review-begun/1")]
internal sealed record ReviewBegun : CaseEvent
{
    /// <summary>The units that the item names, each with its day; null: none.</summary>
    public IReadOnlyList<AskedOpinion>? Asked { get; init; }
}

[EventName("case.reviewed/1")]
internal sealed record CaseReviewed(IReadOnlyList<string> Checks) : CaseEvent;

/// <param name="Promised">The clock, where the procedure makes it stand still; null: it runs on.</param>
/// <param name="Statutory">Likewise.</param>
[EventName("case.procedure-begun/1")]
internal sealed record ProcedureBegun(string Procedure, DateOnly? Until, CaseClock? Own, CaseClock? Promised, CaseClock? Statutory) : CaseEvent;

[EventName("case.procedure-ended/1")]
internal sealed record ProcedureEnded(string Procedure, int Officers, CaseClock? Promised, CaseClock? Statutory) : CaseEvent;

/// <summary>The days that the applicant was told are over: the clocks count again though the procedure goes on.</summary>
[EventName("case.procedure-time-over/1")]
internal sealed record ProcedureTimeOver(string Procedure, DateOnly Until, CaseClock? Promised, CaseClock? Statutory) : CaseEvent;

[EventName("case.procedure-overdue/1")]
internal sealed record ProcedureOverdue(string Procedure, DateOnly Due) : CaseEvent;

/// <param name="RequestBy">Until when a hearing may be asked for.</param>
[EventName("case.hearing-right-told/1")]
internal sealed record HearingRightTold(Deadline RequestBy) : CaseEvent;

[EventName("case.hearing-requested/1")]
internal sealed record HearingRequested(Deadline HoldBy) : CaseEvent;

/// <param name="Place">Where, in public words.</param>
[EventName("case.hearing-announced/1")]
internal sealed record HearingAnnounced(DateOnly On, TimeOnly From, string Place, bool Public) : CaseEvent;

[EventName("case.hearing-held/1")]
internal sealed record HearingHeld : CaseEvent;

[EventName("case.limit-extended/1")]
internal sealed record LimitExtended(ClockKind Clock, TimeLimit By, CaseClock Extended) : CaseEvent;

[EventName("case.approved/1")]
internal sealed record CaseApproved(DateOnly DecidedOn) : CaseEvent
{
    /// <summary>Working days after the promise; absent: in time.</summary>
    public int? OverdueBy { get; init; }

    /// <summary>By when the promise that it rests on is looked at.</summary>
    public Deadline? Check { get; init; }

    /// <summary>Approved by these rules; absent: by a person.</summary>
    public RuleTrace? Rules { get; init; }

    /// <summary>The law that let it go before others; absent: in the order of acceptance, or not limited.</summary>
    public LegalBasis? OutOfOrder { get; init; }
}

/// <summary>What each published rule came to; the values stand in the paper.</summary>
/// <param name="Version">Of the guide's rules.</param>
internal sealed record RuleTrace(int Version, IReadOnlyList<RuleOutcome> Rules)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public bool Passed => Rules.All(r => r.Verdict == RuleVerdict.Passed);
}

internal sealed record RuleOutcome(string Id, RuleVerdict Verdict, string Basis);

/// <summary>A rule failed or had nothing to go by: people decide.</summary>
[EventName("case.left-to-people/1")]
internal sealed record LeftToPeople(RuleTrace Rules) : CaseEvent;

[EventName("case.person-asked-for/1")]
internal sealed record PersonAskedFor : CaseEvent;

[EventName("case.looked-at-again/1")]
internal sealed record LookedAtAgain(bool Stands) : CaseEvent;

[EventName("case.commitment-checked/1")]
internal sealed record CommitmentChecked(CheckOutcome Outcome) : CaseEvent;

/// <param name="Again">Not revoked: by when it is looked at again.</param>
[EventName("case.revocation-decided/1")]
internal sealed record RevocationDecided(bool Revoked, Deadline? Again) : CaseEvent;

[EventName("case.refused/1")]
internal sealed record CaseRefused(DateOnly DecidedOn) : CaseEvent
{
    /// <summary>True where the limited number was used up; else absent.</summary>
    public bool? ForQuota { get; init; }

    /// <summary>What was found to be concealed or false; absent: nothing.</summary>
    public Dishonesty? False { get; init; }

    /// <summary>Working days after the promise; absent: in time.</summary>
    public int? OverdueBy { get; init; }
}

[EventName("case.deemed-renewed/1")]
internal sealed record CaseDeemedRenewed(DateOnly ExpiredOn, DateOnly RenewedFrom) : CaseEvent;

[EventName("case.delivery-begun/1")]
internal sealed record DeliveryBegun(DeliveryMode Mode) : CaseEvent;

/// <summary>送达凭证 (青岛办法 第二十八条): how it is known that the result arrived.</summary>
internal enum DeliveryProofKind
{
    /// <summary>The applicant, signed in, was shown the document and confirmed it.</summary>
    Opened,

    /// <summary>Taken with case number, query code and the number of the applicant's paper: on the web, or at a kiosk.</summary>
    Code,

    /// <summary>The collector's paper was checked against the applicant or who is recorded as acting for him.</summary>
    Identity,

    /// <summary>Somebody else's paper was checked, and the applicant's written word that he may collect it.</summary>
    Entrusted,
}

[EventName("case.delivered/1")]
internal sealed record CaseDelivered(DeliveryMode Mode) : CaseEvent
{
    public string? Waybill { get; init; }

    /// <summary>Whose signature record is the proof; null: staff or the applicant recorded it.</summary>
    public string? Courier { get; init; }

    /// <summary>Absent where a waybill is the proof.</summary>
    public DeliveryProofKind? Proof { get; init; }
}

[EventName("case.alerted/1")]
internal sealed record CaseAlerted(Alert What, DateOnly Since) : CaseEvent
{
    /// <summary>True: a fee was still to be paid, without which nothing is handed over; else absent.</summary>
    public bool? FeeDue { get; init; }

    /// <summary>组合件: the parts that the whole still waited for; absent: not a whole.</summary>
    public IReadOnlyList<string>? Late { get; init; }
}

/// <summary>A year's calendar was announced and moved an open deadline: the reason stands in the log.</summary>
[EventName("case.reprojected/1")]
internal sealed record CaseReprojected(CaseClock? Promised, CaseClock? Statutory, string Reason) : CaseEvent
{
    /// <summary>Procedures going on, where one's own limit moved; null: none did.</summary>
    public IReadOnlyList<CaseProcedure>? Procedures { get; init; }
}

/// <summary>事项变动 reaches a running case: a task, until staff settle it. The clocks stand there where a suspension's end moves them.</summary>
/// <param name="Reason">The catalogue's own public words.</param>
[EventName("case.item-changed/1")]
internal sealed record ItemChanged(ItemStep Step, Instant From, Instant? Until, string Reason, ItemHeir? To) : CaseEvent
{
    public CaseClock? Promised { get; init; }

    public CaseClock? Statutory { get; init; }

    /// <summary>容缺: the last day, moved by the days on hold.</summary>
    public DateOnly? SupplementDue { get; init; }
}

/// <param name="Rule">The text that staff rest it on, as they wrote it.</param>
/// <param name="To">Handed over: to whom.</param>
[EventName("case.item-change-settled/1")]
internal sealed record ItemChangeSettled(ChangeOutcome Outcome, string Rule, ItemHeir? To) : CaseEvent
{
    public CaseClock? Promised { get; init; }

    public CaseClock? Statutory { get; init; }

    public DateOnly? SupplementDue { get; init; }
}

/// <param name="Hash">SM3 of the package, hex.</param>
[EventName("case.handed-over/1")]
internal sealed record CaseHandedOver(string System, string Package, string Hash, string? Receipt) : CaseEvent;

/// <summary>转办: from one unit to another of the same line, with both their places. Clocks are not touched.</summary>
[EventName("case.passed-on/1")]
internal sealed record CasePassedOn(string From, RegionCode FromPlace, string To, string ToName, RegionCode Place) : CaseEvent;

/// <param name="Begun">Which delivery of this case it is.</param>
[EventName("case.parcel-sent/1")]
internal sealed record ParcelSent(int Begun, string Courier, string Waybill) : CaseEvent;

/// <param name="Why">"refused", "returned", "lost"; "not-reached" where staff recorded it, with its words in the paper.</param>
[EventName("case.delivery-failed/1")]
internal sealed record DeliveryFailed(DeliveryMode Mode, string Why) : CaseEvent
{
    public string? Waybill { get; init; }
}

/// <param name="Fee">Its name in the pinned guide.</param>
[EventName("case.fee-charged/1")]
internal sealed record FeeCharged(string Charge, string Fee, Money Amount) : CaseEvent;

/// <param name="Receipt">电子票据号码, where it came with the payment.</param>
[EventName("case.fee-paid/1")]
internal sealed record FeePaid(string Charge, Money Amount, string? Receipt) : CaseEvent;

[EventName("case.fee-waived/1")]
internal sealed record FeeWaived(string Charge) : CaseEvent;

[EventName("case.fee-refunded/1")]
internal sealed record FeeRefunded(string Charge, Money Amount) : CaseEvent;

/// <summary>撤回误操作: the event before this one counts as not having been (platform/第二十一条). It stands in the log like this one.</summary>
/// <param name="Sequence">Of the event that is undone: always the one before.</param>
[EventName("case.act-undone/1")]
internal sealed record ActUndone(int Sequence, string Undone) : CaseEvent;

/// <summary>更正, proposed: what is wrong and what would be right stand in the paper.</summary>
/// <param name="Document">The sequence of the event whose document is wrong.</param>
/// <param name="Author">The account that brought that document about.</param>
[EventName("case.rectification-proposed/1")]
internal sealed record RectificationProposed(int Document, string Author) : CaseEvent;

[EventName("case.rectified/1")]
internal sealed record DocumentRectified(int Document) : CaseEvent;

/// <param name="To">The last day that shall not count; null: the clock begins anew with <paramref name="From"/>.</param>
[EventName("case.clock-entry-proposed/1")]
internal sealed record ClockEntryProposed(ClockKind Clock, DateOnly From, DateOnly? To) : CaseEvent;

[EventName("case.clock-corrected/1")]
internal sealed record ClockCorrected(ClockKind Clock, CaseClock Corrected, DateOnly From, DateOnly? To) : CaseEvent;

[EventName("case.proposal-declined/1")]
internal sealed record ProposalDeclined : CaseEvent;

/// <param name="AnswerBy">Until when the holder may state his case or, where the law knows it, ask to be heard.</param>
[EventName("case.revocation-proposed/1")]
internal sealed record RevocationProposed(string Ground, Deadline AnswerBy) : CaseEvent;

/// <param name="HoldBy">A hearing was asked for: by when it is held; null: a statement.</param>
[EventName("case.revocation-answered/1")]
internal sealed record RevocationAnswered(Deadline? HoldBy) : CaseEvent;

[EventName("case.revocation-heard/1")]
internal sealed record RevocationHeard : CaseEvent;

[EventName("case.revoked/1")]
internal sealed record CaseRevoked(string Ground, DateOnly DecidedOn) : CaseEvent
{
    /// <summary>Obtained by fraud: and for how long the holder is barred; absent: not so.</summary>
    public Dishonesty? False { get; init; }
}

[EventName("case.revocation-dropped/1")]
internal sealed record RevocationDropped : CaseEvent;

/// <summary>重新办理: a new act under the same number (requirements-summary T29).</summary>
/// <param name="Scan">The order as a file.</param>
/// <param name="Within">The order's own limit; null: the ordinary limits begin anew.</param>
[EventName("case.reopened/1")]
internal sealed record CaseReopened(
    OrderSource Source, string OrderNumber, string Body, DateOnly OrderedOn, FiledFile Scan, TimeLimit? Within, CaseClock? Promised, CaseClock? Statutory) : CaseEvent;

/// <summary>Why a promise is or will be missed; the words stand in the paper.</summary>
[EventName("case.delay-explained/1")]
internal sealed record DelayExplained(DateOnly Expected) : CaseEvent;

[AttributeUsage(AttributeTargets.Class)]
internal sealed class EventNameAttribute(string name) : Attribute
{
    public string Name => name;
}

/// <summary>Stable names and the records they stand for.</summary>
internal static class CaseEventNames
{
    private static readonly Dictionary<string, Type> ByName = typeof(CaseEvent).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(CaseEvent)))
        .ToDictionary(t => ((EventNameAttribute)t.GetCustomAttributes(typeof(EventNameAttribute), false).Single()).Name, StringComparer.Ordinal);

    private static readonly Dictionary<Type, string> ByType = ByName.ToDictionary(pair => pair.Value, pair => pair.Key);

    public static IReadOnlyCollection<string> All => ByName.Keys;

    public static string Of(CaseEvent happened) => ByType[happened.GetType()];

    public static string Of<T>()
        where T : CaseEvent => ByType[typeof(T)];

    /// <summary>Null: a name that this version does not know.</summary>
    public static Type? TypeOf(string name) => ByName.GetValueOrDefault(name);
}
