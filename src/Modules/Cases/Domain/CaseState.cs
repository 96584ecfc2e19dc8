using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// A case as its log has made it. Only <see cref="CaseEvolution"/> makes one; the projection stores it as it is and `verify`
/// rebuilds it from the log and compares.
/// </summary>
internal sealed record CaseState
{
    public required long Region { get; init; }

    public required long Id { get; init; }

    /// <summary>How many events made it: the sequence of the last one.</summary>
    public required int Version { get; init; }

    public required CaseStatus Status { get; init; }

    public required string Item { get; init; }

    public required int GuideVersion { get; init; }

    /// <summary>Pins the rules in force on the day of filing (青岛办法 第六十一条).</summary>
    public required string RulesHash { get; init; }

    public required string Organisation { get; init; }

    public required RegionCode Place { get; init; }

    public required string Subject { get; init; }

    /// <summary>The account that filed: the applicant, an agent, or the clerk who received at the counter.</summary>
    public required string FiledBy { get; init; }

    public required Channel Channel { get; init; }

    public required Instant ReceivedAt { get; init; }

    /// <summary>Materials handed in so far, in order of their ids.</summary>
    public required IReadOnlyList<string> Present { get; init; }

    /// <summary>The answers that situations depend on: choices, never personal data.</summary>
    public required IReadOnlyDictionary<string, string> Facts { get; init; }

    public required DeliveryMode Delivery { get; init; }

    /// <summary>Renewals: the last day of the licence in force.</summary>
    public DateOnly? Expires { get; init; }

    public CorrectionNotice? Correction { get; init; }

    public Supplement? Supplement { get; init; }

    public AcceptanceMode? Mode { get; init; }

    public DateOnly? AcceptedOn { get; init; }

    public string? AcceptedBy { get; init; }

    public string? Reviewer { get; init; }

    public bool Reviewed { get; init; }

    /// <summary>Since when the review stands whole.</summary>
    public DateOnly? ReviewedOn { get; init; }

    public DateOnly? DecidedOn { get; init; }

    /// <summary>Decided in the applicant's favour: what the ten days of 行政许可法 第四十四条 are for.</summary>
    public bool Granted { get; init; }

    /// <summary>Working days by which the decision came after the promise; null: in time, or not decided.</summary>
    public int? OverdueBy { get; init; }

    /// <summary>How often the applicant had to come (鄠邑、青岛基层: 最多跑一次): a filing at the counter, and every visit recorded.</summary>
    public int Visits { get; init; }

    /// <summary>The reason for accepting late has been written down (鄠邑细则 第十三条).</summary>
    public bool LatenessExplained { get; init; }

    public CaseClock? Statutory { get; init; }

    public CaseClock? Promised { get; init; }

    public CaseHearing? Hearing { get; init; }

    public CaseCommitment? Commitment { get; init; }

    public PostCheck? Check { get; init; }

    public AutomaticStanding? Automatic { get; init; }

    /// <summary>特别程序 that are going on; what is over stands in the log.</summary>
    public IReadOnlyList<CaseProcedure> Procedures { get; init; } = [];

    /// <summary>收费: what was charged, as the module Fees told; null for what is free.</summary>
    public IReadOnlyList<CaseCharge>? Fees { get; init; }

    /// <summary>送达途中: the parcel on its way, and how often it failed; null until there is something to say.</summary>
    public CaseSending? Sending { get; init; }

    /// <summary>The sequence of the event that began this delivery: a parcel of an earlier one tells nothing any more.</summary>
    public int? SentAt { get; init; }

    /// <summary>The limit was extended: once is all.</summary>
    public bool Extended { get; init; }

    /// <summary>经办单位, where the case was passed on; <see cref="Organisation"/> is always the one that has it now.</summary>
    public CaseUnits? Units { get; init; }

    /// <summary>由业务系统办理: as far as we know of it; null: nothing yet, or handled here.</summary>
    public CaseAtLine? Line { get; init; }

    /// <summary>事项变动 that this case was told of last; null: none.</summary>
    public CaseItemChange? Change { get; init; }

    /// <summary>组合件; null: one item, one case.</summary>
    public Master? Master { get; init; }

    /// <summary>组合件里的一个事项; null: filed by itself.</summary>
    public PartOf? Whole { get; init; }

    /// <summary>What has gone wrong with time, kept for good.</summary>
    public IReadOnlyList<Alert> Alerts { get; init; } = [];

    /// <summary>领办, 协办意见, 回避, 集体研究, 现场核查; null: nothing of it.</summary>
    public ReviewWork? Work { get; init; }

    /// <summary>Materials that bear a reliable electronic signature; null: none.</summary>
    public IReadOnlyList<string>? Signed { get; init; }

    /// <summary>申请人的电子签名 on the whole application: commitment to its paper; null: he did not sign so.</summary>
    public string? Signature { get; init; }

    /// <summary>异地代收; null: received where it is handled.</summary>
    public CaseCrossing? Crossing { get; init; }

    /// <summary>下沉到镇街、村社区收的件; null: not.</summary>
    public FiledVenue? Venue { get; init; }

    public CaseTimer? Timer { get; init; }

    /// <summary>Null: nothing was or is being put right.</summary>
    public Mends? Mends { get; init; }

    public CaseNumber Number => CaseNumber.From(Region, Id);

    public bool Has(Alert alert) => Alerts.Contains(alert);
}

/// <summary>One defect found: a guide material or a form field, and what is wrong with it (code of Contracts' Defects).</summary>
internal sealed record Defect(DefectKind Kind, string Id, string What);

internal enum DefectKind
{
    Material,
    Field,
}

/// <summary>补齐补正告知: once, everything, with a last day. <see cref="Open"/> is what of it is not mended yet.</summary>
internal sealed record CorrectionNotice(IReadOnlyList<Defect> Defects, IReadOnlyList<Defect> Open, DateOnly Due, int Sequence)
{
    /// <summary>When the last open defect was mended.</summary>
    public Instant? MendedAt { get; init; }

    /// <summary>Materials that came anew in answer to it: only what is wrong with these may be told once more (青岛办法 第二十三条).</summary>
    public IReadOnlyList<string> Refiled { get; init; } = [];

    /// <summary>True: this was the second notice, after which nothing is told any more but by a supervisor's decision; else absent.</summary>
    public bool? Second { get; init; }
}

/// <summary>容缺: materials promised later and their last day.</summary>
internal sealed record Supplement(IReadOnlyList<string> Materials, IReadOnlyList<string> Open, DateOnly Due)
{
    public bool Cleared => Open.Count == 0;

    /// <summary>True where the applicant promised it in writing; else absent.</summary>
    public bool? Promised { get; init; }
}

/// <summary>A clock with the day it ends on as the rules and calendar of its last event gave it.</summary>
internal sealed record CaseClock(LegalClock Clock, Deadline Due);

/// <summary>听证: told, perhaps asked for, held.</summary>
internal sealed record CaseHearing(Deadline RequestBy, Deadline? HoldBy, bool Held)
{
    /// <summary>Null: not announced yet.</summary>
    public HearingCall? Call { get; init; }
}

/// <summary>听证通知: the day and hour that were told, the last ones count.</summary>
internal sealed record HearingCall(DateOnly On, TimeOnly From, string Place);

/// <summary>告知承诺 as signed: for which materials, and what was told (<see cref="CommitmentOffer.Told"/>).</summary>
internal sealed record CaseCommitment(IReadOnlyList<string> Materials, string Told);

/// <summary>承诺核查 after the decision. The licence stands until it is revoked.</summary>
internal sealed record PostCheck(Deadline Due)
{
    /// <summary>Null: not looked at yet, or to be looked at again.</summary>
    public CheckOutcome? Outcome { get; init; }

    public bool Late { get; init; }

    public bool Revoked { get; init; }

    public bool IsOpen => Outcome is null or CheckOutcome.Broken && !Revoked;
}

internal enum CheckOutcome
{
    Kept,
    Corrected,
    Broken,
}

/// <summary>智能审批 of this case. Null: neither tried nor declined.</summary>
/// <param name="Version">Approved by this version of the rules; null: not approved by rules.</param>
internal sealed record AutomaticStanding(int? Version, bool PersonAsked)
{
    /// <summary>What the second look came to: the approval stands, or not.</summary>
    public bool? LookedAgain { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public bool LookIsOpen => this is { Version: not null, PersonAsked: true, LookedAgain: null };
}

internal enum ClockKind
{
    Statutory,
    Promised,
}

/// <param name="Until">The last day that the applicant was told; null: not told.</param>
/// <param name="Own">The procedure's own limit.</param>
internal sealed record CaseProcedure(string Id, DateOnly? Until, CaseClock? Own, bool StopsPromised, bool StopsStatutory)
{
    public bool Late { get; init; }

    public bool StopsAClock => StopsPromised || StopsStatutory;
}

/// <param name="Fee">Its name in the pinned guide.</param>
/// <param name="Cleared">Paid, or waived.</param>
internal sealed record CaseCharge(string Id, string Fee, Money Amount, bool Cleared)
{
    /// <summary>When it was paid or waived; null: not yet.</summary>
    public DateOnly? ClearedOn { get; init; }
}

/// <param name="Waybill">Null: no courier has it.</param>
/// <param name="Open">A courier has it and has not said yet what became of it.</param>
/// <param name="Failures">Attempts that failed, in this way or another.</param>
internal sealed record CaseSending(int Begun, string? Waybill, bool Open, int Failures);

internal enum AcceptanceMode
{
    Ordinary,
    Tolerant,
    Deemed,
    AfterCorrection,
}

internal enum Alert
{
    AcceptanceLate,
    CorrectionLapsed,
    SupplementLapsed,
    PromiseMissed,
    StatutoryMissed,
    RenewalExpired,
    DeliveryLate,
    ProcedureLate,

    /// <summary>What is to be decided on the spot was left undecided at the end of its day.</summary>
    SpotUndecided,

    /// <summary>The last working day before a licence in force ends.</summary>
    RenewalNear,

    /// <summary>The applicant had to come more often than the guide says, and nobody said why.</summary>
    VisitsExceeded,

    HearingLate,

    /// <summary>A promise was not looked at by its day.</summary>
    CheckLate,

    /// <summary>Silence would have accepted it, but its item was cancelled or suspended then: staff answer.</summary>
    ItemClosed,

    /// <summary>What had been visible from the start was asked for in a second notice, by a supervisor's decision.</summary>
    ToldAgain,

    /// <summary>A line system told later than it should have.</summary>
    NewsLate,

    /// <summary>The limit ran out and no result had come back from the line system: what it did by then we do not know.</summary>
    ResultMissing,

    /// <summary>A co-operating unit did not answer by its day.</summary>
    OpinionLate,

    /// <summary>会审: a department did not say in time what its part lacks.</summary>
    ExaminationLate,
}

/// <summary>How somebody of the office spoke with the applicant. It tells nothing in law: only a voucher does.</summary>
internal enum ContactKind
{
    Visit,
    Phone,
    Message,
}

/// <summary>补正文书的形式. Told by mouth alone has no effect (重庆办法 第十八条, 鄠邑细则 第十三条).</summary>
internal enum VoucherForm
{
    Electronic,
    Written,
    Oral,
}

/// <summary>Why a case ends of itself.</summary>
internal enum TerminationGround
{
    Death,
    Dissolution,

    /// <summary>不再需要办理: the item was cancelled (重庆办法 第十三条).</summary>
    NoLongerRequired,

    /// <summary>前置事项没有获得批准: this part is not decided (重庆办法 第二十四条).</summary>
    PreconditionLost,
}

internal enum TimerKind
{
    AcceptanceLimit,
    AcceptanceLapse,
    CorrectionDue,
    SupplementDue,
    PromiseDue,
    StatutoryDue,
    RenewalExpiry,
    DeliveryLimit,
    ProcedureTime,
    ProcedureLimit,
    SpotDue,
    RenewalWarning,
    CommitmentCheck,
    HearingLimit,
    ClaimLapse,
    ItemChange,
    OpinionDue,
    ExaminationDue,
}

/// <summary>The one thing that time will do next to this case.</summary>
internal sealed record CaseTimer(TimerKind Kind, Instant At);
