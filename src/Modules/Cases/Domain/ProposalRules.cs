using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 更正 (platform/第二十二条): one proposes with his reason, another approves. A document is corrected by a new one that names it; a clock by a
/// further entry in its ledger. Neither is ever edited.
/// </summary>
internal static class ProposalRules
{
    public static Refusal? MayProposeRectification(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at) => Pending(state) ?? Reasons(act);

    public static Refusal? MayProposeClockEntry(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (Pending(state) is { } pending) return pending;
        if (state.Promised is null && state.Statutory is null) return NoClock;
        if (act is not ProposeClockEntry entry) return null;
        return Reasons(act) ?? MayEnter(state, entry.Clock, entry.From, entry.To, context, at);
    }

    public static Refusal? MayDecide(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (state.Mends?.Proposed is not { } proposal) return new Refusal("cases.no-proposal", "没有等待批准的更正。", PlatformRules.Mending);
        if (by.Actor.Id == proposal.By || by.Actor.Id == proposal.Author)
            return new Refusal("cases.approver-is-author", "更正由另一人批准：提出更正的人和原来的办理人都不能自己批准。", PlatformRules.Mending);
        if (act is not DecideProposal decision) return null;
        if (!decision.Approved) return Reasons(act);
        return proposal is { Clock: { } clock, From: { } from } ? MayEnter(state, clock, from, proposal.To, context, at) : null;
    }

    public static CaseEvent Decide(CaseState state, DecideProposal act, CaseContext context, Instant at) => (act.Approved, state.Mends!.Proposed!) switch
    {
        (false, _) => new ProposalDeclined(),
        (_, { Clock: { } kind, From: { } from } entry) => new ClockCorrected(kind, Corrected(state, kind, from, entry.To, context, at), from, entry.To),
        (_, var document) => new DocumentRectified(document.Document),
    };

    private static Refusal NoClock { get; } = new("cases.no-clock", "本件没有正在计算的期限。", PlatformRules.Mending);

    private static Refusal? MayEnter(CaseState state, ClockKind kind, DateOnly from, DateOnly? to, CaseContext context, Instant at)
    {
        // On hold every clock stands still: it is set right when the case goes on.
        if (!state.Status.BeforeDecision() || state.Status == CaseStatus.OnHold || ClockOf(state, kind) is not { } clock) return NoClock;
        if (to < from || from < state.ReceivedAt.Date || (to ?? from) > at.Date.AddYears(1) || (to is null && from > at.Date))
            return new Refusal("cases.entry-out-of-range", "起止日期应在收件以后、前后相符；重新起算的日期不能在今天以后。", PlatformRules.Mending);
        if (to is null && ProcedureRules.Told(state).Any())
            return new Refusal("cases.procedure-open", "特别程序正在进行、期限暂停，请在程序结束后再更正起算日。", PlatformRules.Mending);
        // What was promised is not taken back by calling it a mistake (重庆办法 第二十五条).
        return kind == ClockKind.Promised && Corrected(state, kind, from, to, context, at).Due.Day > clock.Due.Day && !context.Rules.Says("decision.extension.promised", "allowed")
            ? new Refusal("cases.promise-stays", "对外承诺的日期不能因更正而推迟，只能提前。", CaseClocks.BasisOf(context.Rules, "decision.promisedLimit"))
            : null;
    }

    private static CaseClock Corrected(CaseState state, ClockKind kind, DateOnly from, DateOnly? to, CaseContext context, Instant at)
    {
        var clock = ClockOf(state, kind)!.Clock;
        var entered = to is { } last
            ? clock.Exclude(at, CaseTimers.StartOf(from), CaseTimers.EndOf(last), StandstillCause.Other, PlatformRules.Mending, "更正")
            : StartedOn(clock, from);
        return ProcedureRules.Expected(entered, [.. ProcedureRules.Told(state)], context.Calendar);
    }

    /// <summary>
    /// Another first day, and what was entered since the old one entered again: a wrong first day takes away neither an extension nor the time of
    /// a procedure (行政许可法 第四十二条、第四十五条).
    /// </summary>
    private static LegalClock StartedOn(LegalClock clock, DateOnly from)
    {
        var since = clock.Ledger.Reverse().TakeWhile(e => e is not ClockEntry.Started).Reverse().Where(e => e is not (ClockEntry.Stopped or ClockEntry.Reprojected));
        var anew = clock.Start(CaseTimers.StartOf(from));
        return anew with { Ledger = [.. anew.Ledger, .. since] };
    }

    private static CaseClock? ClockOf(CaseState state, ClockKind kind) => kind == ClockKind.Promised ? state.Promised : state.Statutory;

    private static Refusal? Pending(CaseState state) => state.Mends?.Proposed is null
        ? null
        : new Refusal("cases.proposal-pending", "已经有一项更正等待批准，批准或者退回以后才能再提。", PlatformRules.Mending);

    private static Refusal? Reasons(CaseAct? act) => act is { Paper: null } ? new Refusal("cases.reasons-missing", "请写明理由。", PlatformRules.Mending) : null;
}
