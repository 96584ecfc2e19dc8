using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>An event that was decided, with the articles it rests on.</summary>
/// <param name="By">Null: whoever acts. Time's own events are the clockwork's, also when somebody's act finds them due.</param>
internal readonly record struct Decided(CaseEvent Event, IReadOnlyList<Citation> Basis, CaseTimer? Timer, Actor? By = null);

/// <summary>
/// Decide(state, act, context) → events, or a refusal with its article. Pure: it reads nothing, awaits nothing, and its answer depends on its
/// arguments alone.
/// </summary>
internal static class CaseDecider
{
    public static Outcome<IReadOnlyList<Decided>> Decide(CaseState? state, ActRequest request)
    {
        if (request.Act is Submit submit) return Begin(state, submit, request);
        if (request.Act is OpenPart part) return Open(state, part, request);
        if (state is null) return Unknown;
        if (request.SeenVersion is { } seen && seen != state.Version) return ChangedMeanwhile(state);
        if (request.Act is LetTimePass or Reproject) return Act(state, request);
        // What fell due before this act was there first, even where the sweep comes later: nobody outruns a lapse, and no lateness goes unrecorded.
        var (now, due) = TimePassed(state, request);
        return due.Count == 0 ? Act(now, request) : Act(now, request).Then<IReadOnlyList<Decided>>(done => due.Concat(done).ToList());
    }

    private static Outcome<IReadOnlyList<Decided>> Act(CaseState state, ActRequest request)
    {
        var act = request.Act.GetType().Name;
        var by = new ActorInCase(request.By, state);
        if (CaseLifecycle.Find(state.Status, act) is not { } step) return CaseLifecycle.NotFromHere(state, act, request.Context.Rules);
        if (!by.Is(step.Role)) return VenueRules.Beyond(step, state, by, request.Context) ?? ActorInCase.Stranger(step.Role);
        if (CaseLifecycle.Bars(step, state, request.Act, by, request.Context, request.At) is { } refusal) return refusal;
        if (request.Act is LetTimePass) return TimePassed(state, request).Due;
        if (request.Act is HearPart hear) return Heard(state, hear, request, step);
        return request.Act.Outside is { } mark
            ? Heard(state, request, mark, BasisOf(state, step, request))
            : One(state, request, Do(state, request), BasisOf(state, step, request));
    }

    /// <summary>What happened elsewhere is decided by its instant there; that it was told late stands beside it, by ours.</summary>
    private static Outcome<IReadOnlyList<Decided>> Heard(CaseState before, ActRequest request, OutsideMark mark, Citation basis)
    {
        var there = request with { At = mark.At };
        var happened = Do(before, there) with { Paper = request.Act.Paper };
        var state = Evolve(before, happened, there);
        List<Decided> decided = [new(happened, [basis], CaseTimers.Next(state, request.Context))];
        foreach (var (late, why) in LineRules.Lateness(before, happened, mark, request.Context, request.At))
        {
            state = Evolve(state, late, request);
            decided.Add(new(late, [why], CaseTimers.Next(state, request.Context), Actor.Clockwork));
        }

        return decided;
    }

    private static Citation BasisOf(CaseState state, Step step, ActRequest request) => request.Act switch
    {
        RefuseAcceptance { Ground: ClosureRules.NoLongerRequired } => ClosureRules.Basis(request.Context.Rules),
        RefuseAcceptance when request.Context.Rules.Find(step.Switch) is null => CaseClocks.BasisOf(request.Context.Rules, "refusalToAccept.whenSilent"),
        ProposeRevocation a => RevocationRules.BasisOf(request.Context.Rules, a.Ground),
        Reopen a => ReopeningRules.BasisOf(request.Context.Rules, a.Source),
        DecideOnRevocation => RevocationRules.BasisOf(request.Context.Rules, state.Mends!.Revocation!.Ground),
        Refuse { ForQuota: true } => QuotaRules.BasisOf(request.Context.Rules),
        _ => step.Basis(request.Context.Rules),
    };

    public static Refusal Unknown { get; } = new("cases.unknown", "没有找到这个办件，请核对办件编号。", PlatformRules.Permission);

    public static Refusal ChangedMeanwhile(CaseState state) => new(
        "cases.changed-meanwhile",
        $"您打开页面之后，本件已有新的办理（现为“{state.Status.Words()}”）。请刷新查看后再办，您填写的内容已为您保留。",
        PlatformRules.NoSilentOverwrite);

    private static Outcome<IReadOnlyList<Decided>> Begin(CaseState? state, Submit act, ActRequest request)
    {
        if (state is not null) return new Refusal("cases.filed-already", "这份申请已经提交过了。", PlatformRules.NoSilentOverwrite);
        if (SubmissionRules.MaySubmit(act, request) is { } refusal) return refusal;
        if (CombinationRules.MayFile(request.Context.Guide, act.Facts, act.Combination) is { } unfit) return unfit;
        if (SigningParties.Lacking(request.Context.Guide, act.Facts, act.Signatures) is { } unsigned) return unsigned;
        var venue = VenueRules.Venue(act, request);
        var filed = Filed(act, act.SignedAt < request.At ? act.SignedAt.Value : request.At, request.Context) with { Combination = act.Combination, Signatures = act.Signatures, Batch = act.Batch, Crossing = venue is null ? CrossRegionRules.Crossing(act, request) : null, Venue = venue };
        return One(null, request, filed, CaseClocks.BasisOf(request.Context.Rules, "process.stages"));
    }

    private static CaseSubmitted Filed(Submit act, Instant receivedAt, CaseContext context) => new(
        context.Guide.Item, context.Guide.Version, context.Guide.Hash, context.Rules.Hash, context.Guide.Organisation, context.Guide.Place, act.Subject, act.Channel,
        receivedAt, WithPromised(act), act.Files, act.Facts, act.Delivery, act.Expires) { Commitment = act.Commitment, Person = act.Person ? true : null };

    private static Outcome<IReadOnlyList<Decided>> Open(CaseState? state, OpenPart act, ActRequest request)
    {
        if (request.By.Role != Role.System) return ActorInCase.Stranger(Who.Platform);
        return state is not null
            ? new Refusal("cases.filed-already", "这个事项已经立件。", PlatformRules.NoSilentOverwrite)
            : PartRules.Begin(act, Filed(act.Filed, act.ReceivedAt, request.Context) with { Whole = act.Whole, Paper = act.Paper }, request).ToList();
    }

    /// <summary>With the last part that ends the whole ends too.</summary>
    private static Outcome<IReadOnlyList<Decided>> Heard(CaseState before, HearPart act, ActRequest request, Step step)
    {
        var heard = new PartHeard(act.Part, act.Outcome, act.Over, act.Version);
        var state = Evolve(before, heard, request);
        var basis = step.Basis(request.Context.Rules);
        List<Decided> decided = [new(heard, [basis], CaseTimers.Next(state, request.Context))];
        if (CombinationRules.Ends(state.Master!) is not { } outcome) return decided;
        var ended = new CombinationEnded(outcome);
        decided.Add(new(ended, [basis], CaseTimers.Next(Evolve(state, ended, request), request.Context)));
        return decided;
    }

    /// <summary>A promise stands for its materials.</summary>
    private static IReadOnlyList<string> WithPromised(Submit act) =>
        act.Commitment is { } signed ? [.. act.Present.Union(signed.Materials).Order(StringComparer.Ordinal)] : act.Present;

    private static CaseEvent Do(CaseState state, ActRequest request) => request.Act switch
    {
        Accept a => AcceptanceRules.Accept(state, a, request.Context, request.At),
        RequestCorrection a => new CorrectionRequested(a.Defects, a.Due)
        {
            Overridden = a.Override && state.Correction is not null ? true : null, Again = a.Again.Count > 0 ? a.Again : null,
        },
        ExtendCorrectionPeriod a => new CorrectionPeriodExtended(a.Due),
        FileCorrection a => CorrectionRules.File(state, a),
        AcceptTolerantly a => ToleranceRules.Accept(a, request.Context, request.At),
        RefuseAcceptance a => new AcceptanceRefused(a.Ground, a.CompetentBody ?? ClosureRules.Heir(a, request.Context, request.At))
        {
            False = a.Ground == DishonestyRules.Ground ? DishonestyRules.Found(a.Finding, request.Context, request.At) : null,
        },
        FileSupplement a => ToleranceRules.FileSupplement(state, a, request.Context, request.At),
        Withdraw => new CaseWithdrawn(),
        BeginReview => OpinionRules.Begin(request.Context, request.At),
        RecordReview a => new CaseReviewed(a.Checks),
        BeginProcedure a => ProcedureRules.Begin(state, a, request.Context, request.At),
        EndProcedure a => ProcedureRules.End(state, a, request.Context, request.At),
        TellHearingRight => HearingRules.Tell(request.Context, request.At),
        RequestHearing => HearingRules.Request(request.Context, request.At),
        AnnounceHearing a => new HearingAnnounced(a.On, a.From, a.Place, a.Public),
        HoldHearing => new HearingHeld(),
        ExtendLimit a => ExtensionRules.Extend(state, a, request.Context, request.At),
        Approve => Approved(state, request),
        ApproveOutOfOrder a => Approved(state, request) with { OutOfOrder = a.Law },
        Refuse a => new CaseRefused(request.At.Date)
        {
            OverdueBy = TimeRules.OverdueBy(state, request.Context, request.At), ForQuota = a.ForQuota ? true : null,
            False = DishonestyRules.Found(a.Finding, request.Context, request.At),
        },
        DecideByRules a => AutomaticRules.Decide(state, a, request.Context, request.At),
        AskForPerson => new PersonAskedFor(),
        LookAgain a => new LookedAtAgain(a.Stands),
        Terminate a => new CaseTerminated(a.Ground),
        PassOn a => PassingRules.Pass(state, a),
        RecordHandOver a => new CaseHandedOver(a.System, a.Package, a.Hash, a.Receipt),
        EnterOutsideResult a => LineRules.Result(state, a, request.Context, request.At),
        SettleItemChange a => RunningCaseRules.Settle(state, a, request.Context, request.At),
        RecordContact a => ConductRules.Record(state, a, request.Context),
        ExplainLateness => new LatenessExplained(),
        RecordCheck a => new CommitmentChecked(a.Outcome),
        DecideRevocation a => CommitmentRules.Decide(a),
        BeginDelivery a => new DeliveryBegun(a.Mode),
        RecordDelivery a => new CaseDelivered(state.Delivery) { Waybill = a.Waybill, Proof = a.Proof },
        Claim => new CaseClaimed(request.By.Role, request.By.Organisation),
        AskOpinion a => OpinionRules.Ask(state, a, request.Context, request.At),
        GiveOpinion a => new OpinionGiven(a.Id, a.Answer),
        WaiveOpinion a => new OpinionWaived(a.Id),
        SendBack a => OpinionRules.Return(a, request.Context, request.At),
        DeclareRecusal a => new RecusalRaised(request.By.Id, RecusalHow.Declared, a.Ground),
        RequestRecusal a => RecusalRules.Request(state, a),
        FindRecusal a => new RecusalRaised(a.Officer, RecusalHow.Found, a.Ground),
        DecideRecusal a => RecusalRules.Decide(a, request.Context),
        RecordMinutes a => new MinutesRecorded(a.Minutes),
        ProposeVisit a => new VisitProposed(a.On, a.From, a.Officers),
        AnswerVisit a => new VisitAnswered(a.On, a.From),
        RecordVisit a => new VisitRecorded(a.Failed, a.Files, state.Work!.Visit!.Officers.Count, a.ApplicantSigned),
        Release => ClaimRules.Release(state, request.By),
        HandOn a => new CaseHandedOn(a.From, a.To, a.For),
        RecordParcel a => ParcelRules.Record(a),
        RecordAttempt => new DeliveryFailed(state.Delivery, "not-reached"),
        ChangeDelivery a => new DeliveryBegun(a.Mode),
        RecordFee a => FeeRules.Record(a),
        UndoLast => UndoRules.Undo(state),
        ProposeRectification a => new RectificationProposed(a.Document, a.Author),
        ProposeClockEntry a => new ClockEntryProposed(a.Clock, a.From, a.To),
        DecideProposal a => ProposalRules.Decide(state, a, request.Context, request.At),
        ProposeRevocation a => RevocationRules.Propose(a, request.Context, request.At),
        AnswerRevocation a => RevocationRules.Answer(a, request.Context, request.At),
        HoldRevocationHearing => new RevocationHeard(),
        DecideOnRevocation a => RevocationRules.Decide(state, a, request.Context, request.At),
        Reopen a => ReopeningRules.Decide(state, a, request.Context, request.At),
        ExplainDelay a => new DelayExplained(a.Expected),
        ExaminePart a => new PartExamined(a.Part, a.Defects),
        RaiseConflict a => new ConflictRaised(a.Parts),
        SettleConflict a => CombinationRules.Settle(state, a),
        HearMaster a => PartRules.Hear(state, a, request.Context, request.At),
        SendPapers a => HandOverRules.Send(state, a, request.Context, request.At),
        ConfirmPapers a => HandOverRules.Confirm(state, a, request.At),
        RaiseDispute a => DisputeRules.Raise(a, request.Context),
        SettleDispute => new DisputeSettled(),
        Reproject => TimeRules.Reproject(state, request.Context.Calendar, request.At),
        _ => throw new InvalidOperationException($"{request.Act.GetType().Name} stands in the table but does nothing."),
    };

    private static CaseApproved Approved(CaseState state, ActRequest request) => new(request.At.Date)
    {
        OverdueBy = TimeRules.OverdueBy(state, request.Context, request.At), Check = CommitmentRules.CheckAfter(state, request.Context, request.At),
    };

    private static Outcome<IReadOnlyList<Decided>> One(CaseState? state, ActRequest request, CaseEvent happened, Citation basis)
    {
        happened = happened with { Paper = request.Act.Paper };
        var after = Evolve(state, happened, request);
        return new[] { new Decided(happened, [basis], CaseTimers.Next(after, request.Context)) };
    }

    /// <summary>Everything that has fallen due since the last look, in its order: a clock that jumped loses nothing.</summary>
    private static (CaseState State, List<Decided> Due) TimePassed(CaseState state, ActRequest request)
    {
        var happened = new List<Decided>();
        while (CaseTimers.Next(state, request.Context) is { } due && due.At <= request.At)
        {
            var (next, basis) = TimeRules.Pass(state, due, request.Context);
            state = Evolve(state, next, request);
            happened.Add(new Decided(next, [basis], CaseTimers.Next(state, request.Context), Actor.Clockwork));
        }

        return (state, happened);
    }

    private static CaseState Evolve(CaseState? state, CaseEvent happened, ActRequest request) => CaseEvolution.Evolve(
        state, happened, new Stamp(request.Number.Region.Number, request.Number.Id, (state?.Version ?? 0) + 1, request.By.Id, request.At, null));
}
