using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// What time does by law and place. Nothing ever refuses by itself: a lapse that should end in refusal becomes a task with a draft;
/// where all rules are silent staff decide and an alert stands.
/// </summary>
internal static class TimeRules
{
    public static Refusal? MayPass(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at) =>
        CaseTimers.All(state, context).Any(t => t.At <= at)
            ? null
            : new Refusal("cases.nothing-due", "本件现在没有到期的事项。", PlatformRules.Order);

    /// <summary>A clock moves, or what time does next: also a filing that waits for acceptance is due on another day.</summary>
    public static Refusal? MayReproject(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at) =>
        Reproject(state, context.Calendar, at) is { Promised: null, Statutory: null, Procedures: null } && CaseTimers.Next(state, context) == state.Timer
            ? new Refusal("cases.nothing-moved", "新的日历没有改变本件的期限。", PlatformRules.Order)
            : null;

    /// <summary>After the decision the clocks are history; days that were told as days (补正、容缺、听证) stay as they were told.</summary>
    public static CaseReprojected Reproject(CaseState state, WorkCalendar calendar, Instant at)
    {
        var open = state.Status.BeforeDecision();
        var own = state.Procedures.Select(p => CaseClocks.UnderCalendar(p.Own, calendar, at) is { } moved ? p with { Own = moved } : p).ToList();
        return new CaseReprojected(
            open ? CaseClocks.UnderCalendar(state.Promised, calendar, at) : null, open ? CaseClocks.UnderCalendar(state.Statutory, calendar, at) : null, "法定节假日安排公布或调整")
        {
            Procedures = open && !own.SequenceEqual(state.Procedures) ? own : null,
        };
    }

    /// <summary>The event of one timer that is due, with the article it rests on.</summary>
    public static (CaseEvent Event, Citation Basis) Pass(CaseState state, CaseTimer timer, CaseContext context)
    {
        var rules = context.Rules;
        return timer.Kind switch
        {
            TimerKind.AcceptanceLimit => Alerted(Alert.AcceptanceLate, state.Channel == Channel.Counter ? "acceptance.limit.counter" : "acceptance.limit.online"),
            TimerKind.AcceptanceLapse when context.Item.ClosedAt(timer.At) is not null => Alerted(Alert.ItemClosed, "catalog.closedItems"),
            TimerKind.AcceptanceLapse => (AcceptanceRules.Deemed(state, context), rules.Find("acceptance.lapseEffect")!.Basis),
            TimerKind.CorrectionDue when rules.Says("correction.overdueEffect", "deemed-withdrawn") =>
                (new CaseDeemedWithdrawn(state.Correction!.Open, state.Correction.Due), rules.Find("correction.overdueEffect")!.Basis),
            TimerKind.CorrectionDue => Alerted(Alert.CorrectionLapsed, "correction.overdueEffect"),
            TimerKind.SupplementDue =>
                (new SupplementLapsed(rules.Find("tolerant.overdueEffect")?.Value ?? "staff-decide", state.Supplement!.Open, state.Supplement.Due),
                    CaseClocks.BasisOf(rules, "tolerant.overdueEffect")),
            TimerKind.PromiseDue when LineRules.IsElsewhere(context) => Alerted(Alert.ResultMissing, "line.newsLimit"),
            TimerKind.PromiseDue when state.Master is not null => (Late(state, timer, Alert.PromiseMissed), CombinationRules.LimitBasis(context)),
            TimerKind.StatutoryDue when state.Master is not null => (Late(state, timer, Alert.StatutoryMissed), CombinationRules.StatutoryLimit(context)?.Basis ?? PlatformRules.Order),
            TimerKind.ExaminationDue => (ExaminationRules.Over(state, context), ExaminationRules.BasisOf(rules)),
            TimerKind.PromiseDue => Alerted(Alert.PromiseMissed, "decision.promisedLimit"),
            TimerKind.StatutoryDue => Alerted(Alert.StatutoryMissed, "decision.statutoryLimit"),
            TimerKind.RenewalExpiry => Expire(state, context),
            TimerKind.ProcedureTime => (ProcedureRules.TimeOver(state, timer.At, context), CaseClocks.BasisOf(rules, "specialProcedure.writtenNotice")),
            TimerKind.ProcedureLimit => (ProcedureRules.Overdue(state, timer.At), CaseClocks.BasisOf(rules, "specialProcedure.named")),
            TimerKind.DeliveryLimit =>
                (new CaseAlerted(Alert.DeliveryLate, timer.At.Date) { FeeDue = FeeRules.Due(state, context).Count > 0 ? true : null }, DeliveryRules.Limit(rules)!.Basis),
            TimerKind.SpotDue => Alerted(Alert.SpotUndecided, "decision.formReviewOnSpot"),
            TimerKind.RenewalWarning => Alerted(Alert.RenewalNear, "renewal.lapseEffect"),
            TimerKind.HearingLimit => Alerted(Alert.HearingLate, "hearing.holdLimit"),
            TimerKind.ItemChange => (RunningCaseRules.Tell(state, timer.At, context), ClosureRules.Basis(rules)),
            TimerKind.CommitmentCheck => Alerted(Alert.CheckLate, "commitment.noticeContents"),
            TimerKind.OpinionDue => (OpinionRules.Overdue(state, timer.At), OpinionRules.BasisOf(context)),
            TimerKind.ClaimLapse => (new CaseReleased(ReleaseKind.Absence), PlatformRules.OneHandler),
            _ => throw new InvalidOperationException($"{timer.Kind} has no effect."),
        };

        (CaseEvent, Citation) Alerted(Alert what, string key) => (new CaseAlerted(what, timer.At.Date), CaseClocks.BasisOf(rules, key));
    }

    /// <summary>Of a whole: with the parts that it still waits for (河北方案 三（一）, 重庆办法 第二十四条).</summary>
    private static CaseAlerted Late(CaseState state, CaseTimer timer, Alert what) =>
        new(what, timer.At.Date) { Late = [.. CombinationRules.Undecided(state).Select(p => p.Id)] };

    /// <summary>
    /// 当场决定 (重庆办法 第二十五条; 行政许可法 第三十四条、第五十六条): the day at whose end a case undecided is a breach. 即办件: the day on which it
    /// was complete; where only the form is examined: the day on which it passed. Null: nothing of that kind, or recorded already.
    /// </summary>
    public static DateOnly? SpotDay(CaseState state, CaseContext context)
    {
        if (state.Has(Alert.SpotUndecided) || !context.Rules.Says("decision.formReviewOnSpot", "mandatory")) return null;
        var since = context.Guide switch
        {
            { OnTheSpot: true } when Filing.Missing(context.Guide, state).Count == 0 => CaseTimers.AcceptanceFrom(state).Date,
            { FormReviewOnly: true } => state.ReviewedOn,
            _ => null,
        };
        return since is { } day ? context.Calendar.WorkingDayOnOrAfter(day) : null;
    }

    /// <summary>Working days by which a decision at this instant is late; null: in time, or nothing was promised.</summary>
    public static int? OverdueBy(CaseState state, CaseContext context, Instant at) =>
        state.Promised is { } promised && at >= promised.Due.Lapses
            ? Math.Max(1, context.Calendar.WorkingDaysBetween(promised.Due.Day, at.Date))
            : null;

    /// <summary>
    /// By when it must be decided: the promise, and for a renewal never after the day on which the licence ends, which no holiday moves
    /// (鄠邑细则 第十四条第四项, 行政许可法 第五十条).
    /// </summary>
    public static DateOnly? DecideBy(CaseState state)
    {
        var due = state.Promised?.Due.Day ?? state.Statutory?.Due.Day;
        return state.Expires is { } expires && (due is null || expires < due) ? expires : due;
    }

    /// <summary>
    /// 延续: accepted, filed in time and undecided when the licence ends: deemed renewed (行政许可法 第五十条, 鄠邑细则 第十四条第四项).
    /// Filed later: no effect by itself, staff decide.
    /// </summary>
    private static (CaseEvent, Citation) Expire(CaseState state, CaseContext context)
    {
        var (expires, basis) = (state.Expires!.Value, CaseClocks.BasisOf(context.Rules, "renewal.lapseEffect"));
        return Renews(state, context)
            ? (new CaseDeemedRenewed(expires, expires.AddDays(1)), basis)
            : (new CaseAlerted(Alert.RenewalExpired, expires), basis);
    }

    /// <summary>Whether the end of the licence in force renews it: accepted by then, and filed in time.</summary>
    public static bool Renews(CaseState state, CaseContext context)
    {
        if (!context.Rules.Says("renewal.lapseEffect", "deemed-renewed") || state.Expires is not { } expires || ReopeningRules.WaitsSince(state).Date > expires) return false;
        var window = context.Rules.Find("renewal.filingWindow");
        var inTime = window is null || state.ReceivedAt.Date <= Deadlines.Before(expires, window.Limit, context.Calendar).Day;
        return inTime && state.Status is (CaseStatus.Accepted or CaseStatus.UnderReview) && state.AcceptedOn <= expires;
    }
}
