using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>What an event makes of a case: pure, total, and asking nobody, so that the log alone rebuilds every case.</summary>
internal static class CaseEvolution
{
    /// <param name="stamp">Carries the next timer: computed when deciding, never here.</param>
    public static CaseState Evolve(CaseState? before, CaseEvent happened, Stamp stamp)
    {
        if (happened is CaseSubmitted filed) return Begin(filed, stamp);
        var state = before ?? throw new InvalidOperationException($"{stamp.Region}/{stamp.Id} begins with {happened.GetType().Name}.");
        var next = Next(state, happened, stamp) with { Version = stamp.Sequence, Timer = stamp.Timer };
        if (stamp.Outside is { } mark) next = next with { Line = LineRules.Told(next.Line, mark, stamp.HeardAt) };
        if (next.Work is not null) next = ReviewWorkEvolution.Held(state, next, stamp);
        next = UndoRules.Remember(state, next, happened, stamp);
        return state.Status.BeforeDecision() && !next.Status.BeforeDecision() && next.Master is null ? Stopped(next, stamp.At) : next;
    }

    /// <summary>Both clocks stop with the decision, or with whatever ends the case before it.</summary>
    public static CaseState Stopped(CaseState state, Instant at) => state with
    {
        Promised = state.Promised is { } p ? p with { Clock = p.Clock.Stop(at) } : null,
        Statutory = state.Statutory is { } s ? s with { Clock = s.Clock.Stop(at) } : null,
    };

    private static CaseState Begin(CaseSubmitted filed, Stamp stamp) => new()
    {
        Region = stamp.Region,
        Id = stamp.Id,
        Version = stamp.Sequence,
        Status = CaseStatus.Submitted,
        Item = filed.Item,
        GuideVersion = filed.GuideVersion,
        RulesHash = filed.RulesHash,
        Organisation = filed.Organisation,
        Place = filed.Place,
        Subject = filed.Subject,
        FiledBy = stamp.By,
        Channel = filed.Channel,
        ReceivedAt = filed.ReceivedAt,
        Present = filed.Present,
        Facts = filed.Facts,
        Delivery = filed.Delivery,
        Expires = filed.Expires,
        Visits = filed.Channel == Channel.Counter ? 1 : 0,
        Commitment = filed.Commitment,
        Master = filed.Combination is { } c ? new Master(c.Kind, c.Parts) : null,
        Whole = filed.Whole,
        Automatic = filed.Person == true ? new AutomaticStanding(null, PersonAsked: true) : null,
        Timer = stamp.Timer,
        Crossing = CrossRegionRules.Begun(filed),
        Venue = filed.Venue,
        Signed = SignatureRules.Filed(filed),
        Signature = SignatureRules.OwnOf(filed)?.Paper,
    };

    private static CaseState Next(CaseState state, CaseEvent happened, Stamp stamp) => happened switch
    {
        CorrectionRequested e => state with
        {
            Status = CaseStatus.CorrectionRequired,
            Correction = new CorrectionNotice(e.Defects, e.Defects, e.Due, stamp.Sequence) { Second = state.Correction is null ? null : true },
            Alerts = e.Overridden == true ? [.. state.Alerts, Alert.ToldAgain] : state.Alerts,
        },
        CorrectionPeriodExtended e => state with { Correction = state.Correction! with { Due = e.Due } },
        CorrectionFiled e => state with
        {
            // Mended in full it waits for acceptance again; in part it is told what of the same notice is still open.
            Status = e.Open.Count == 0 ? CaseStatus.Submitted : CaseStatus.CorrectionRequired,
            Present = e.Present,
            Facts = e.Facts,
            Signed = SignatureRules.Refiled(state.Signed, e.Files),
            Correction = state.Correction! with
            {
                Open = e.Open,
                MendedAt = e.Open.Count == 0 ? stamp.At : null,
                Refiled = [.. state.Correction.Refiled.Union(e.Files.Select(f => f.Material)).Order(StringComparer.Ordinal)],
            },
        },
        CaseAccepted e => state with
        {
            Status = state.Master is null ? CaseStatus.Accepted : CaseStatus.Combined,
            Mode = e.Mode,
            AcceptedOn = e.AcceptedOn,
            AcceptedBy = stamp.By,
            Promised = e.Promised,
            Statutory = e.Statutory,
            Supplement = e.Supplement is { } demand ? new Supplement(demand.Materials, demand.Materials, demand.Due) { Promised = demand.Promised } : null,
        },
        AcceptanceRefused e => Found(state, e.False) with { Status = CaseStatus.NotAccepted },
        CaseDeemedWithdrawn => state with { Status = CaseStatus.DeemedWithdrawn, Alerts = [.. state.Alerts, Alert.CorrectionLapsed] },
        CaseWithdrawn => state with { Status = CaseStatus.Withdrawn },
        CaseTerminated e => state with
        {
            Status = CaseStatus.Terminated, Change = RunningCaseRules.Ended(state, e), Whole = e.Part is { } lost ? state.Whole! with { Lost = lost } : state.Whole,
        },
        CasePassedOn e => PassingRules.Passed(state, e),
        CaseHandedOver e => state with { Line = LineRules.HandedOver(state.Line, e, stamp.At) },
        ItemChanged e => RunningCaseRules.Told(state, e),
        ItemChangeSettled e => RunningCaseRules.Settled(state, e, stamp.At),
        ContactRecorded e => state with
        {
            Visits = state.Visits + (e.Kind == ContactKind.Visit ? 1 : 0),
            Alerts = e.Unexplained == true ? [.. state.Alerts, Alert.VisitsExceeded] : state.Alerts,
        },
        LatenessExplained => state with { LatenessExplained = true },
        SupplementFiled e => state with
        {
            Present = [.. state.Present.Union(e.Files.Select(f => f.Material)).Order(StringComparer.Ordinal)],
            Signed = SignatureRules.Refiled(state.Signed, e.Files),
            Supplement = state.Supplement! with { Open = e.Open },
            Promised = e.Promised ?? state.Promised,
        },
        SupplementLapsed e => state with
        {
            Status = e.Effect == "refusal-task" ? CaseStatus.RefusalDue : state.Status,
            Alerts = [.. state.Alerts, Alert.SupplementLapsed],
        },
        ReviewBegun e => ReviewWorkEvolution.Begun(state with { Status = CaseStatus.UnderReview, Reviewer = stamp.By }, e),
        ProcedureBegun e => state with
        {
            Procedures = [.. state.Procedures, new CaseProcedure(e.Procedure, e.Until, e.Own, e.Promised is not null, e.Statutory is not null)],
            Promised = e.Promised ?? state.Promised,
            Statutory = e.Statutory ?? state.Statutory,
        },
        ProcedureEnded e => state with
        {
            Procedures = [.. state.Procedures.Where(p => p.Id != e.Procedure)],
            Promised = e.Promised ?? state.Promised,
            Statutory = e.Statutory ?? state.Statutory,
        },
        ProcedureTimeOver e => state with
        {
            Procedures = Each(state, e.Procedure, p => p with { StopsPromised = false, StopsStatutory = false }),
            Promised = e.Promised ?? state.Promised,
            Statutory = e.Statutory ?? state.Statutory,
        },
        ProcedureOverdue e => state with
        {
            Procedures = Each(state, e.Procedure, p => p with { Late = true }),
            Alerts = [.. state.Alerts, Alert.ProcedureLate],
        },
        HearingRightTold e => state with { Hearing = new CaseHearing(e.RequestBy, null, Held: false) },
        HearingRequested e => state with { Hearing = state.Hearing! with { HoldBy = e.HoldBy } },
        HearingAnnounced e => HearingRules.Announced(state, new HearingCall(e.On, e.From, e.Place)),
        HearingHeld => state with { Hearing = state.Hearing! with { Held = true } },
        LimitExtended { Clock: ClockKind.Statutory } e => state with { Statutory = e.Extended, Extended = true },
        LimitExtended e => state with { Promised = e.Extended, Extended = true },
        CaseReviewed => state with { Reviewed = true, ReviewedOn = stamp.At.Date, Reviewer = state.Reviewer ?? stamp.By },
        CaseApproved e => state with
        {
            Status = CaseStatus.Approved,
            DecidedOn = e.DecidedOn,
            Granted = true,
            OverdueBy = e.OverdueBy,
            Check = e.Check is { } due ? new PostCheck(due) : null,
            Automatic = e.Rules is { } rules ? new AutomaticStanding(rules.Version, PersonAsked: false) : state.Automatic,
        },
        LeftToPeople => state with { Automatic = new AutomaticStanding(null, PersonAsked: false) },
        PersonAskedFor => state with { Automatic = new AutomaticStanding(state.Automatic?.Version, PersonAsked: true) },
        LookedAtAgain e => state with { Automatic = state.Automatic! with { LookedAgain = e.Stands } },
        CaseRefused e => Found(state, e.False) with { Status = CaseStatus.Refused, DecidedOn = e.DecidedOn, OverdueBy = e.OverdueBy },
        CaseDeemedRenewed e => state with { Status = CaseStatus.DeemedRenewed, DecidedOn = e.RenewedFrom, Granted = true },
        CommitmentChecked e => state with { Check = state.Check! with { Outcome = e.Outcome } },
        RevocationDecided { Again: { } again } => state with { Check = new PostCheck(again) },
        RevocationDecided => state with { Check = state.Check! with { Revoked = true } },
        CaseAlerted { What: Alert.CheckLate } e => state with { Alerts = [.. state.Alerts, e.What], Check = state.Check! with { Late = true } },
        DeliveryBegun e => state with
        {
            Status = CaseStatus.Delivering,
            Delivery = e.Mode,
            SentAt = stamp.Sequence,
            Sending = state.Sending is { } before ? before with { Waybill = null, Open = false } : null,
        },
        ParcelSent or DeliveryFailed => ParcelRules.After(state, happened),
        CaseDelivered e => state with { Status = CaseStatus.Closed, Delivery = e.Mode },
        CaseAlerted e => state with { Alerts = [.. state.Alerts, e.What] },
        CaseReprojected e => state with { Promised = e.Promised ?? state.Promised, Statutory = e.Statutory ?? state.Statutory, Procedures = e.Procedures ?? state.Procedures },
        FeeCharged or FeePaid or FeeWaived or FeeRefunded => state with { Fees = FeeRules.After(state, happened, stamp.At.Date) },
        ActUndone => UndoRules.Restore(state),
        RectificationProposed e => state with { Mends = Mends.Of(state, m => m with { Proposed = new Proposal(e.Document, stamp.By, e.Author) }) },
        ClockEntryProposed e => state with
        {
            Mends = Mends.Of(state, m => m with { Proposed = new Proposal(0, stamp.By, null) { Clock = e.Clock, From = e.From, To = e.To } }),
        },
        ProposalDeclined or DocumentRectified => state with { Mends = Mends.Of(state, m => m with { Proposed = null }) },
        ClockCorrected e => state with
        {
            Promised = e.Clock == ClockKind.Promised ? e.Corrected : state.Promised,
            Statutory = e.Clock == ClockKind.Statutory ? e.Corrected : state.Statutory,
            Mends = Mends.Of(state, m => m with { Proposed = null }),
        },
        RevocationProposed e => state with { Mends = Mends.Of(state, m => m with { Revocation = new Revocation(e.Ground, e.AnswerBy, stamp.By) }) },
        RevocationAnswered e => state with { Mends = Mends.Of(state, m => m with { Revocation = m.Revocation! with { Answered = true, HoldBy = e.HoldBy } }) },
        RevocationHeard => state with { Mends = Mends.Of(state, m => m with { Revocation = m.Revocation! with { Heard = true } }) },
        RevocationDropped => state with { Mends = Mends.Of(state, m => m with { Revocation = null }) },
        CaseRevoked e => RevocationRules.Revoked(state, e),
        CaseReopened e => ReopeningRules.Reopened(state, e, stamp.At),
        DelayExplained e => state with { Mends = Mends.Of(state, m => m with { Expected = e.Expected }) },
        _ => CombinedEvolution.Next(state, happened, stamp) ?? ReviewWorkEvolution.Next(state, happened, stamp) ?? CrossRegionRules.Next(state, happened, stamp) ?? throw new InvalidOperationException($"{happened.GetType().Name} has no effect yet."),
    };

    private static CaseState Found(CaseState state, Dishonesty? found) =>
        found is null ? state : state with { Mends = Mends.Of(state, m => m with { Dishonesty = found }) };

    private static CaseProcedure[] Each(CaseState state, string id, Func<CaseProcedure, CaseProcedure> change) =>
        [.. state.Procedures.Select(p => p.Id == id ? change(p) : p)];
}

/// <summary>What stands around an event in its envelope.</summary>
/// <param name="At">When it happened: of what happened elsewhere, the instant there.</param>
internal readonly record struct Stamp(long Region, long Id, int Sequence, string By, Instant At, CaseTimer? Timer)
{
    public OutsideMark? Outside { get; init; }

    /// <summary>Of what happened elsewhere: when we heard.</summary>
    public Instant HeardAt { get; init; }
}
