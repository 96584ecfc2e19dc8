using OneWindow.Contracts;
using OneWindow.Kernel;
using static OneWindow.Cases.CaseStatus;

namespace OneWindow.Cases;

/// <summary>What staff decide for a running case whose item was changed.</summary>
internal enum ChangeOutcome
{
    /// <summary>取消: no longer required.</summary>
    Ended,

    /// <summary>A transitional rule lets it be finished as it began.</summary>
    Finished,

    /// <summary>下放、承接: the other body goes on, with the same number and clocks.</summary>
    HandedOver,

    /// <summary>停止执行: on hold until the item is resumed.</summary>
    Held,
}

/// <summary>事项变动 as it reached a case. <see cref="From"/> also marks what of the item's changes the case has seen.</summary>
/// <param name="Until">Suspensions whose end is known.</param>
internal sealed record CaseItemChange(ItemStep Step, Instant From, Instant? Until)
{
    public ItemHeir? To { get; init; }

    /// <summary>Null while it is a task.</summary>
    public ChangeOutcome? Outcome { get; init; }

    /// <summary>On hold: where it goes on.</summary>
    public CaseStatus? HeldFrom { get; init; }

    public Instant? HeldAt { get; init; }

    public bool IsOpen => Step != ItemStep.Resumed && Outcome is null;
}

/// <summary>
/// 在办件遇到事项变动 (重庆办法 第十三条 is silent; requirements-summary T26, T27, CQ-13-5): each open case is told at the instant itself and is a task until
/// somebody records what becomes of it and by which text. What is not accepted is answered as no longer required; what is accepted ends, is
/// finished, goes to the other body, or stands on hold, and goes on by itself when the item does.
/// </summary>
internal static class RunningCaseRules
{
    private static readonly CaseStatus[] Running = [Accepted, UnderReview, RefusalDue];

    /// <summary>Neither review nor decision: what was begun with others is brought to its end, and the house keeps its own order.</summary>
    private static readonly HashSet<string> Meanwhile =
    [
        nameof(SettleItemChange), nameof(EndProcedure), nameof(AnnounceHearing), nameof(HoldHearing), nameof(Claim), nameof(HandOn), nameof(FindRecusal), nameof(DecideProposal), nameof(ExplainDelay),
    ];

    public static IEnumerable<Step> Steps =>
    [
        .. Running.Select(from => new Step("T27", from, nameof(SettleItemChange), [from, OnHold, Terminated], Who.Reviewers, MaySettle, "catalog.closedItems")),
        new("T27", OnHold, nameof(SettleItemChange), [.. Running, Terminated], Who.Reviewers, MaySettle, "catalog.closedItems"),
    ];

    /// <summary>Neither review nor decision while nobody has said what becomes of the case.</summary>
    public static Refusal? Unsettled(Step step, CaseState state, CaseContext context) =>
        state.Change is { IsOpen: true } && Running.Contains(state.Status) && !Meanwhile.Contains(step.Act)
        && (step.Role is Who.Reviewers or Who.Platform || step.Act is nameof(Approve) or nameof(Refuse))
            ? new Refusal("cases.change-unsettled", "事项有变动，请先登记本件怎么处理和依据，再继续办理。", ClosureRules.Basis(context.Rules))
            : null;

    public static Refusal? MaySettle(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        var basis = ClosureRules.Basis(context.Rules);
        if (state.Change is not { IsOpen: true } change) return new Refusal("cases.no-item-change", "本件没有等待处理的事项变动。", basis);
        if (act is not SettleItemChange settle) return null;
        if (!Offered(change).Contains(settle.Outcome)) return new Refusal("cases.outcome-not-fitting", "事项的这种变动，不能这样处理本件，请重新选择。", basis);
        if (string.IsNullOrWhiteSpace(settle.Rule)) return new Refusal("cases.citation-missing", "请写明依据的文件和条款，没有依据不能登记。", basis);
        return settle.Paper is null ? new Refusal("cases.reasons-missing", "请写明这样处理的理由，理由随告知书送达申请人。", basis) : null;
    }

    /// <summary>What each kind of change leaves to choose.</summary>
    public static IReadOnlyList<ChangeOutcome> Offered(CaseItemChange change) => change.Step switch
    {
        ItemStep.Cancelled => [ChangeOutcome.Ended, ChangeOutcome.Finished],
        ItemStep.Moved when change.To is not null => [ChangeOutcome.HandedOver, ChangeOutcome.Finished],
        ItemStep.Moved => [ChangeOutcome.Finished],
        _ => [ChangeOutcome.Held, ChangeOutcome.Finished],
    };

    public static CaseEvent Settle(CaseState state, SettleItemChange act, CaseContext context, Instant at)
    {
        var rule = act.Rule.Trim();
        var change = state.Change!;
        return act.Outcome switch
        {
            ChangeOutcome.Ended => new CaseTerminated(TerminationGround.NoLongerRequired) { Rule = rule },
            ChangeOutcome.Held => new ItemChangeSettled(act.Outcome, rule, null)
            {
                Promised = Stood(state.Promised, "promised", state, change, context, at, rule), Statutory = Stood(state.Statutory, "statutory", state, change, context, at, rule),
            },
            _ => new ItemChangeSettled(act.Outcome, rule, act.Outcome == ChangeOutcome.HandedOver ? change.To : null)
            {
                Promised = GoesOn(state.Promised, state, context, at), Statutory = GoesOn(state.Statutory, state, context, at), SupplementDue = Moved(state, at),
            },
        };
    }

    /// <summary>The next change of the item that this case has not seen, or the known end of the suspension that it has.</summary>
    public static IEnumerable<CaseTimer> Timers(CaseState state, CaseContext context)
    {
        if (state.Change is { Step: ItemStep.Suspended, Until: { } until }) yield return new CaseTimer(TimerKind.ItemChange, until);
        if (context.Item.Changes.Count == 0) yield break;
        var seen = Seen(state);
        if (context.Item.Changes.FirstOrDefault(c => c.From > seen) is { } next) yield return new CaseTimer(TimerKind.ItemChange, next.From);
    }

    /// <summary>The event of that timer: what was set for that instant, or that the suspension is over.</summary>
    public static ItemChanged Tell(CaseState state, Instant at, CaseContext context)
    {
        if (context.Item.Changes.LastOrDefault(c => c.From == at && at > Seen(state)) is not { } change) return Resumed(state, at, "暂停办理的期间已满。", context);
        if (change.Step == ItemStep.Resumed) return Resumed(state, at, change.Reason, context);
        var held = state.Status == OnHold && change.Step == ItemStep.Suspended;
        return new ItemChanged(change.Step, at, change.Until, change.Reason, change.To)
        {
            // Suspended anew while on hold: only the expected day moves.
            Promised = held ? Expected(state.Promised, state, change.Until, context) : null, Statutory = held ? Expected(state.Statutory, state, change.Until, context) : null,
        };
    }

    private static ItemChanged Resumed(CaseState state, Instant at, string reason, CaseContext context) => new(ItemStep.Resumed, at, null, reason, null)
    {
        Promised = GoesOn(state.Promised, state, context, at), Statutory = GoesOn(state.Statutory, state, context, at), SupplementDue = Moved(state, at),
    };

    public static CaseState Told(CaseState state, ItemChanged e)
    {
        var held = state is { Status: OnHold, Change: not null };
        var goesOn = held && e.Step == ItemStep.Resumed;
        return Clocked(state, e.Promised, e.Statutory, e.SupplementDue) with
        {
            Status = goesOn ? state.Change!.HeldFrom!.Value : state.Status,
            Change = new CaseItemChange(e.Step, e.From, e.Until)
            {
                To = e.To,
                Outcome = held && e.Step == ItemStep.Suspended ? ChangeOutcome.Held : null,
                HeldFrom = held && !goesOn ? state.Change!.HeldFrom : null,
                HeldAt = held && !goesOn ? state.Change!.HeldAt : null,
            },
        };
    }

    public static CaseState Settled(CaseState state, ItemChangeSettled e, Instant at)
    {
        var change = state.Change!;
        var holds = e.Outcome == ChangeOutcome.Held;
        return Clocked(state, e.Promised, e.Statutory, e.SupplementDue) with
        {
            Status = holds ? OnHold : change.HeldFrom ?? state.Status,
            Organisation = e.To?.Organisation ?? state.Organisation,
            Units = e.To is { } heir ? new CaseUnits(heir.Place, [.. state.Units?.Former ?? [], new FormerUnit(state.Organisation, PassingRules.PlaceOf(state))]) : state.Units,
            Work = e.To is not null && state.Work is { Held: not null } work ? (work with { Held = null }).OrNull() : state.Work,
            Change = change with { Outcome = e.Outcome, HeldFrom = holds ? change.HeldFrom ?? state.Status : null, HeldAt = holds ? change.HeldAt ?? at : null },
        };
    }

    public static CaseItemChange? Ended(CaseState state, CaseTerminated e) =>
        e.Ground == TerminationGround.NoLongerRequired ? state.Change! with { Outcome = ChangeOutcome.Ended } : state.Change;

    private static CaseState Clocked(CaseState state, CaseClock? promised, CaseClock? statutory, DateOnly? supplement) => state with
    {
        Promised = promised ?? state.Promised,
        Statutory = statutory ?? state.Statutory,
        Supplement = supplement is { } due ? state.Supplement! with { Due = due } : state.Supplement,
    };

    /// <summary>Which clocks stand still is the place's parameter; each standstill names the article and the text that staff wrote down.</summary>
    private static CaseClock? Stood(CaseClock? clock, string which, CaseState state, CaseItemChange change, CaseContext context, Instant at, string rule) =>
        clock is not null && context.Rules.Find("catalog.heldClocks") is { } held && held.Lists(which)
            ? Expected(clock with { Clock = clock.Clock.Suspend(at, StandstillCause.OnHold, held.Basis, rule) }, state, change.Until, context)
            : null;

    /// <summary>The last day as far as it can be known: with no end in sight it stays what it was, and no timer asks for it.</summary>
    private static CaseClock? Expected(CaseClock? clock, CaseState state, Instant? until, CaseContext context)
    {
        if (clock is null) return null;
        if (until is not { } end) return clock;
        var ended = ProcedureRules.Expected(clock.Clock.Resume(end, StandstillCause.OnHold), [.. ProcedureRules.Told(state)], context.Calendar);
        return clock with { Due = ended.Due };
    }

    /// <summary>The clock counts again; null: it never stood.</summary>
    private static CaseClock? GoesOn(CaseClock? clock, CaseState state, CaseContext context, Instant at) =>
        clock is not null && state.Status == OnHold && clock.Clock.Ledger.LastOrDefault(e => e is ClockEntry.Suspended { Cause: StandstillCause.OnHold } or ClockEntry.Resumed { Cause: StandstillCause.OnHold }) is ClockEntry.Suspended
            ? ProcedureRules.Expected(clock.Clock.Resume(at, StandstillCause.OnHold), [.. ProcedureRules.Told(state)], context.Calendar)
            : null;

    /// <summary>容缺: the days on hold are not the applicant's.</summary>
    private static DateOnly? Moved(CaseState state, Instant at) =>
        state is { Status: OnHold, Change.HeldAt: { } held, Supplement: { Cleared: false } supplement } ? supplement.Due.AddDays(at.Date.DayNumber - held.Date.DayNumber) : null;

    private static Instant Seen(CaseState state) => state.Change?.From ?? (state.AcceptedOn is { } accepted ? CaseTimers.StartOf(accepted) : state.ReceivedAt);
}
