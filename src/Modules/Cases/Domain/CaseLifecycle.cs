using System.Collections.Frozen;
using OneWindow.Contracts;
using OneWindow.Kernel;
using static OneWindow.Cases.CaseStatus;

namespace OneWindow.Cases;

/// <summary>
/// The lifecycle as one table (requirements-summary §5): from where, by which act, by whom, to where, on what basis. Buttons, API, audit and
/// the printed diagram read it; nobody re-checks a state by hand. The guards are in the rules that the act's row names.
/// </summary>
internal static class CaseLifecycle
{
    public static IReadOnlyList<Step> Steps { get; } =
    [
        new("T3", Submitted, nameof(Accept), [Accepted], Who.Window, AcceptanceRules.MayAccept, "acceptance.limit"),
        new("T4", Submitted, nameof(RequestCorrection), [CorrectionRequired], Who.Window, CorrectionRules.MayRequest, "correction.times"),
        new("T5", Submitted, nameof(AcceptTolerantly), [Accepted], Who.Window, ToleranceRules.MayAccept, "tolerant.mode"),
        new("T6", Submitted, nameof(RefuseAcceptance), [NotAccepted], Who.Window, AcceptanceRules.MayRefuse, "refusalToAccept.grounds"),
        new("T8", CorrectionRequired, nameof(FileCorrection), [Submitted, CorrectionRequired], Who.ApplicantOrWindow, CorrectionRules.MayFile, "correction.times"),
        new("T9b", CorrectionRequired, nameof(ExtendCorrectionPeriod), [CorrectionRequired], Who.Window, CorrectionRules.MayExtend, "correction.overdueEffect"),
        new("T6", CorrectionRequired, nameof(RefuseAcceptance), [NotAccepted], Who.Window, AcceptanceRules.MayRefuse, "refusalToAccept.grounds"),
        new("T10", Accepted, nameof(BeginReview), [UnderReview], Who.Reviewers, ReviewRules.MayBegin, "process.separation"),
        new("T17", Accepted, nameof(Approve), [Approved], Who.WindowOrReviewers, DecisionRules.MayApproveOnTheSpot, "decision.formReviewOnSpot"),
        new("T17", Accepted, nameof(Refuse), [Refused], Who.WindowOrReviewers, DecisionRules.MayRefuseOnTheSpot, "decision.formReviewOnSpot"),
        new("T13", Accepted, nameof(FileSupplement), [Accepted], Who.ApplicantOrWindow, ToleranceRules.MayFileSupplement, "tolerant.mode"),
        new("T13", UnderReview, nameof(FileSupplement), [UnderReview], Who.ApplicantOrWindow, ToleranceRules.MayFileSupplement, "tolerant.mode"),
        new("T10", UnderReview, nameof(RecordReview), [UnderReview], Who.Reviewers, ReviewRules.MayRecord, "process.separation"),
        new("T11", UnderReview, nameof(BeginProcedure), [UnderReview], Who.Reviewers, ProcedureRules.MayBegin, "specialProcedure.kinds"),
        new("T12", UnderReview, nameof(EndProcedure), [UnderReview], Who.Reviewers, ProcedureRules.MayEnd, "specialProcedure.kinds"),
        new("T11", UnderReview, nameof(TellHearingRight), [UnderReview], Who.Reviewers, HearingRules.MayTell, "hearing.requestLimit"),
        new("T11", UnderReview, nameof(RequestHearing), [UnderReview], Who.Filer, HearingRules.MayRequest, "hearing.requestLimit"),
        new("T11", UnderReview, nameof(AnnounceHearing), [UnderReview], Who.Reviewers, HearingRules.MayAnnounce, "hearing.noticeAhead"),
        new("T12", UnderReview, nameof(HoldHearing), [UnderReview], Who.Reviewers, HearingRules.MayHold, "hearing.noticeAhead"),
        new("T18b", UnderReview, nameof(ExtendLimit), [UnderReview], Who.Reviewers, ExtensionRules.MayExtend, "decision.extension"),
        new("T15", UnderReview, nameof(Approve), [Approved], Who.Reviewers, DecisionRules.MayApprove, "decision.promisedLimit"),
        new("T16", UnderReview, nameof(Refuse), [Refused], Who.Reviewers, DecisionRules.MayRefuse, "decision.refusalContents"),
        new("T14a", RefusalDue, nameof(Refuse), [Refused], Who.Reviewers, DecisionRules.MayRefuse, "tolerant.overdueEffect"),
        new("T12", RefusalDue, nameof(EndProcedure), [RefusalDue], Who.Reviewers, ProcedureRules.MayEnd, "specialProcedure.kinds"),
        new("T11", RefusalDue, nameof(TellHearingRight), [RefusalDue], Who.Reviewers, HearingRules.MayTell, "hearing.requestLimit"),
        new("T11", RefusalDue, nameof(RequestHearing), [RefusalDue], Who.Filer, HearingRules.MayRequest, "hearing.requestLimit"),
        new("T11", RefusalDue, nameof(AnnounceHearing), [RefusalDue], Who.Reviewers, HearingRules.MayAnnounce, "hearing.noticeAhead"),
        new("T12", RefusalDue, nameof(HoldHearing), [RefusalDue], Who.Reviewers, HearingRules.MayHold, "hearing.noticeAhead"),
        new("T20", Approved, nameof(BeginDelivery), [Delivering], Who.WindowOrReviewers, DeliveryRules.MayBegin, "delivery.modes"),
        new("T20", Refused, nameof(BeginDelivery), [Delivering], Who.WindowOrReviewers, DeliveryRules.MayBegin, "delivery.modes"),
        new("T20", DeemedRenewed, nameof(BeginDelivery), [Delivering], Who.WindowOrReviewers, DeliveryRules.MayBegin, "delivery.modes"),
        new("T21", Delivering, nameof(RecordDelivery), [Closed], Who.ApplicantOrStaff, DeliveryRules.MayRecord, "delivery.modes"),
        .. Enum.GetValues<CaseStatus>().Where(EndsAlone)
            .Select(from => new Step("T24", from, nameof(Withdraw), [Withdrawn], Who.Filer, DeliveryRules.MayWithdraw, "application.withdrawal")),
        .. Enum.GetValues<CaseStatus>().Where(EndsAlone)
            .Select(from => new Step("T25", from, nameof(Terminate), [Terminated], Who.WindowOrReviewers, ConductRules.MayTerminate, "application.withdrawal")),
        .. Enum.GetValues<CaseStatus>().Where(s => !s.IsEnd())
            .Select(from => new Step("–", from, nameof(RecordContact), [from], Who.WindowOrReviewers, ConductRules.MayRecordContact, "visits.list")),
        .. Enum.GetValues<CaseStatus>().Where(s => !s.IsEnd() && s is not (Submitted or CorrectionRequired))
            .Select(from => new Step("–", from, nameof(ExplainLateness), [from], Who.Window, ConductRules.MayExplainLateness, "acceptance.limit.latenessReason")),
        .. AfterDecision.SelectMany(from => (Step[])
        [
            new("T23", from, nameof(RecordCheck), [from], Who.Reviewers, CommitmentRules.MayRecordCheck, "commitment.noticeContents"),
            new("T23", from, nameof(DecideRevocation), [from], Who.Reviewers, CommitmentRules.MayDecideRevocation, "commitment.noticeContents"),
        ]),
        new("T15", UnderReview, nameof(ApproveOutOfOrder), [Approved], Who.Reviewers, QuotaRules.MayApproveOutOfOrder, "quota.order"),
        new("T17", Accepted, nameof(DecideByRules), [Approved, Accepted], Who.Platform, AutomaticRules.MayDecide, "decision.automatic"),
        .. ((CaseStatus[])[Submitted, CorrectionRequired, Accepted, .. AfterDecision])
            .Select(from => new Step("–", from, nameof(AskForPerson), [from], Who.Filer, AutomaticRules.MayAskForPerson, "decision.automatic")),
        .. AfterDecision.Select(from => new Step("–", from, nameof(LookAgain), [from], Who.Reviewers, AutomaticRules.MayLookAgain, "decision.automatic")),
        .. RunningCaseRules.Steps,
        .. LineRules.Steps,
        .. ExaminationRules.Steps,
        .. CombinationRules.Steps,
        .. PartRules.Steps,
        .. PassingRules.Steps,
        .. TimeSteps(),
        .. ReviewWorkSteps.All,
        new("T21", Delivering, nameof(RecordParcel), [Delivering, Closed], Who.Time, ParcelRules.MayRecordParcel, "delivery.modes"),
        new("T21b", Delivering, nameof(RecordAttempt), [Delivering], Who.WindowOrReviewers, ParcelRules.MayRecordAttempt, "delivery.modes"),
        new("T21b", Delivering, nameof(ChangeDelivery), [Delivering], Who.WindowOrReviewers, ParcelRules.MayChange, "delivery.modes"),
        .. Enum.GetValues<CaseStatus>().Select(from => new Step("T20", from, nameof(RecordFee), [from], Who.Time, FeeRules.MayRecord, "fee.basis")),
        .. MendingSteps(),
        .. HandOverRules.Steps,
        .. DisputeRules.Steps,
    ];

    /// <summary>Why a step is not open: what holds for a whole stretch of a case's life comes before the step's own guard. Null: it is open.</summary>
    public static Refusal? Bars(Step step, CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at) =>
        // What another system did is news; what is typed in for it is somebody's act here.
        (act?.Outside is null or { ByHand: true } ? RecusalRules.Closed(state, step.Act, by, context) ?? ClaimRules.Closed(state, step.Act, by, context) : null)
        ?? (by.Actor.Role == Role.Applicant ? AgentRules.Bars(by.Actor, step.Act, state.Item, context.Rules, at) : null)
        ?? VenueRules.Bars(step, state, by, context, at)
        ?? RunningCaseRules.Unsettled(step, state, context) ?? LineRules.Bars(step, state, act, context, at) ?? ExaminationRules.Bars(step, state, act, context, at) ?? PartRules.Bars(step, state, context)
        ?? step.Guard(state, act, by, context, act?.Outside?.At ?? at);

    /// <summary>What was done wrong is put right (issue 3): by whom, from where. <see cref="Undoing"/> says which way each act has.</summary>
    private static IEnumerable<Step> MendingSteps()
    {
        foreach (var from in Enum.GetValues<CaseStatus>())
        {
            if (!from.IsEnd()) yield return new Step("–", from, nameof(UndoLast), from == UnderReview ? [UnderReview, Accepted] : [from], Who.WindowOrReviewers, UndoRules.MayUndo, "undo.seconds");
            yield return new Step("–", from, nameof(ProposeRectification), [from], Who.WindowOrReviewers, ProposalRules.MayProposeRectification, "revocation.answerLimit");
            if (from is Accepted or UnderReview or RefusalDue) yield return new Step("–", from, nameof(ProposeClockEntry), [from], Who.WindowOrReviewers, ProposalRules.MayProposeClockEntry, "revocation.answerLimit");
            yield return new Step("–", from, nameof(DecideProposal), [from], Who.Reviewers, ProposalRules.MayDecide, "revocation.answerLimit");
        }

        yield return new Step("T29", NotAccepted, nameof(Reopen), [Submitted], Who.Reviewers, ReopeningRules.MayReopen, "reopening.byReview");
        yield return new Step("T29", Refused, nameof(Reopen), [UnderReview], Who.Reviewers, ReopeningRules.MayReopen, "reopening.byReview");
        yield return new Step("T29", Closed, nameof(Reopen), [UnderReview], Who.Reviewers, ReopeningRules.MayReopen, "reopening.byReview");
        foreach (var from in (CaseStatus[])[Accepted, UnderReview, RefusalDue])
        {
            yield return new Step("–", from, nameof(ExplainDelay), [from], Who.Reviewers, DelayRules.MayExplain, "delay.answerLimit");
        }

        yield return new Step("–", Closed, nameof(ProposeRevocation), [Closed], Who.Reviewers, RevocationRules.MayPropose, "revocation.grounds");
        yield return new Step("–", Closed, nameof(AnswerRevocation), [Closed], Who.Filer, RevocationRules.MayAnswer, "revocation.grounds");
        yield return new Step("–", Closed, nameof(AnnounceHearing), [Closed], Who.Reviewers, RevocationRules.MayAnnounce, "hearing.noticeAhead");
        yield return new Step("–", Closed, nameof(HoldRevocationHearing), [Closed], Who.Reviewers, RevocationRules.MayHold, "revocation.grounds");
        yield return new Step("–", Closed, nameof(DecideOnRevocation), [Closed], Who.Reviewers, RevocationRules.MayDecide, "revocation.grounds");
    }

    /// <summary>分别实施: after acceptance a whole ends by its parts, of which each is withdrawn or terminated by itself.</summary>
    private static bool EndsAlone(CaseStatus status) => status.BeforeDecision() && status != Combined;

    private static CaseStatus[] AfterDecision => [Approved, Delivering, Closed];

    private static IEnumerable<Step> TimeSteps()
    {
        (string T, CaseStatus From, CaseStatus To, string Switch)[] moves =
        [
            ("T7", Submitted, Accepted, "acceptance.lapseEffect"),
            ("T9", CorrectionRequired, DeemedWithdrawn, "correction.overdueEffect"),
            ("T14", Accepted, RefusalDue, "tolerant.overdueEffect"),
            ("T14", UnderReview, RefusalDue, "tolerant.overdueEffect"),
            ("T19", Accepted, DeemedRenewed, "renewal.lapseEffect"),
            ("T19", UnderReview, DeemedRenewed, "renewal.lapseEffect"),
            ("T27", OnHold, Accepted, "catalog.closedItems"),
            ("T27", OnHold, UnderReview, "catalog.closedItems"),
            ("T27", OnHold, RefusalDue, "catalog.closedItems"),
        ];
        foreach (var (t, from, to, key) in moves) yield return new Step(t, from, nameof(LetTimePass), [to], Who.Time, TimeRules.MayPass, key);
        yield return new Step("T23", Closed, nameof(LetTimePass), [Closed], Who.Time, TimeRules.MayPass, "commitment.noticeContents");
        foreach (var from in Enum.GetValues<CaseStatus>().Where(s => !s.IsEnd()))
        {
            yield return new Step("T18", from, nameof(LetTimePass), [from], Who.Time, TimeRules.MayPass, "decision.promisedLimit");
            // No clock runs against anybody after a refusal; who holds it then may still be away for too long.
            if (from != Refused) yield return new Step("T18", from, nameof(Reproject), [from], Who.Time, TimeRules.MayReproject, "decision.promisedLimit");
        }
    }

    /// <summary>The table by its key: every act of every case asks it.</summary>
    private static readonly FrozenDictionary<(CaseStatus From, string Act), Step> ByKey =
        Steps.GroupBy(s => (s.From, s.Act)).ToFrozenDictionary(g => g.Key, g => g.First());

    public static Step? Find(CaseStatus from, string act) => ByKey.GetValueOrDefault((from, act));

    /// <summary>The refusal for an act that no row allows from here: which stages are missing, or that the case has ended.</summary>
    public static Refusal NotFromHere(CaseState state, string act, RuleSet rules)
    {
        var basis = rules.Find("process.stages")?.Basis ?? PlatformRules.Order;
        if (state.Status.IsEnd()) return new Refusal("cases.ended", $"本件已经结束（{state.Status.Words()}），不能再{ActWords.Of(act)}。", basis);
        var target = Steps.Where(s => s.Act == act && s.Role != Who.Time).Select(s => s.From.Stage()).DefaultIfEmpty(Stage.Application).Min();
        var between = Enum.GetValues<Stage>().Where(s => s > state.Status.Stage() && s <= target).Select(s => s.Words()).ToList();
        return between.Count > 0
            ? new Refusal("cases.stage-missing", $"本件现为“{state.Status.Words()}”，还未经过{string.Join("、", between)}环节，不能{ActWords.Of(act)}。", basis)
            : new Refusal("cases.not-from-here", $"本件现为“{state.Status.Words()}”，不能{ActWords.Of(act)}。", basis);
    }
}

/// <param name="T">The row's number in requirements-summary §5.</param>
/// <param name="Switch">The rulebook parameter that the row rests on: its article is the act's basis.</param>
internal sealed record Step(string T, CaseStatus From, string Act, CaseStatus[] To, Who Role, Guard Guard, string Switch)
{
    public Citation Basis(RuleSet rules) => Rule(rules)?.Basis ?? PlatformRules.Order;

    /// <summary>Switches that differ by channel have their channel's key; either gives the article.</summary>
    private Rule? Rule(RuleSet rules) => rules.Find(Switch) ?? rules.Find(Switch + ".counter") ?? rules.Find(Switch + ".online");
}

/// <summary>Null: the way is open. The act is null where only the button asks.</summary>
internal delegate Refusal? Guard(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at);

/// <summary>Who may take a step.</summary>
internal enum Who
{
    Window,
    Reviewers,
    WindowOrReviewers,
    ApplicantOrWindow,
    ApplicantOrStaff,

    /// <summary>The applicant, or the window for one who came in person.</summary>
    Filer,
    Time,

    /// <summary>The platform by published rules.</summary>
    Platform,
    /// <summary>首席事务代表 of the organisation, or the management office of the place.</summary>
    Supervisors,
    HandlersOrSupervisors,

    /// <summary>会审: the departments of a combination's parts.</summary>
    Branches,

    /// <summary>协办: of a co-operating unit of the organisation, or a colleague who is asked.</summary>
    Advisers,

    /// <summary>异地代收: whoever handles it, or the window that received it.</summary>
    EitherPlace,

    /// <summary>牵头 of a dispute between places.</summary>
    Lead,
}
