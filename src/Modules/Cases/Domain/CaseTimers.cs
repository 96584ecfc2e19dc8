using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>What time will do to a case, and when: everything that is set, the nearest of which the case carries as its one timer.</summary>
internal static class CaseTimers
{
    public static CaseTimer? Next(CaseState state, CaseContext context) => All(state, context).MinBy(t => t.At.Microseconds);

    public static IEnumerable<CaseTimer> All(CaseState state, CaseContext context) =>
        // Of two at one instant the first: an opinion that did not come is noted before the day's end decides.
        state.Work is null ? OfTheCase(state, context) : OpinionRules.Timers(state).Concat(OfTheCase(state, context)).Concat(ClaimRules.Timers(state, context));

    private static IEnumerable<CaseTimer> OfTheCase(CaseState state, CaseContext context)
    {
        switch (state.Status)
        {
            case CaseStatus.Submitted:
                return Examination(state, context).Concat(Acceptance(state, context)).Concat(Renewal(state, context)).Concat(RunningCaseRules.Timers(state, context));
            case CaseStatus.CorrectionRequired:
                return Correction(state).Concat(Renewal(state, context)).Concat(RunningCaseRules.Timers(state, context));
            case CaseStatus.Accepted or CaseStatus.UnderReview or CaseStatus.RefusalDue:
                return Handling(state, context).Concat(Renewal(state, context)).Concat(RunningCaseRules.Timers(state, context));
            case CaseStatus.Combined:
                return CombinationRules.Timers(state);
            case CaseStatus.OnHold:
                return Renewal(state, context).Concat(RunningCaseRules.Timers(state, context));
            case CaseStatus.Approved or CaseStatus.DeemedRenewed or CaseStatus.Delivering or CaseStatus.Closed:
                return Delivery(state, context).Concat(CommitmentRules.Timers(state));
            default:
                return [];
        }
    }

    private static IEnumerable<CaseTimer> Examination(CaseState state, CaseContext context) =>
        state.Master is null ? [] : ExaminationRules.Timers(state, context);

    private static IEnumerable<CaseTimer> Correction(CaseState state)
    {
        if (!state.Has(Alert.CorrectionLapsed)) yield return new CaseTimer(TimerKind.CorrectionDue, EndOf(state.Correction!.Due));
    }

    private static IEnumerable<CaseTimer> Delivery(CaseState state, CaseContext context)
    {
        if (state is { Status: not CaseStatus.Closed, Granted: true } && !state.Has(Alert.DeliveryLate) && DeliveryRules.Limit(context.Rules) is { } delivery
            && FeeRules.DeliveryFrom(state, context) is { } from)
        {
            yield return new CaseTimer(TimerKind.DeliveryLimit, Deadlines.After(StartOf(from), delivery.Limit, context.Calendar).Lapses);
        }
    }

    private static IEnumerable<CaseTimer> Acceptance(CaseState state, CaseContext context)
    {
        if (TimeRules.SpotDay(state, context) is { } spot) yield return new CaseTimer(TimerKind.SpotDue, EndOf(spot));
        // After a full correction the same limit runs again, from the day it arrived; the lapse belongs to the first filing alone.
        var channel = ChannelKey(state);
        if (!state.Has(Alert.AcceptanceLate) && (state.Mends?.Reopened?.Within ?? AcceptanceRules.Limit(context.Rules, channel)) is { } limit)
        {
            yield return new CaseTimer(TimerKind.AcceptanceLimit, Deadlines.After(AcceptanceFrom(state), limit, context.Calendar).Lapses);
        }

        if (!state.Has(Alert.ItemClosed) && AcceptanceRules.LapseLimit(context.Rules, channel) is { } lapse && AcceptanceRules.SilenceAccepts(state, context))
        {
            yield return new CaseTimer(TimerKind.AcceptanceLapse, Deadlines.After(ReopeningRules.WaitsSince(state), lapse, context.Calendar).Lapses);
        }
    }

    /// <summary>The end of the rules' keys that differ by channel.</summary>
    public static string ChannelKey(CaseState state) => state.Channel == Channel.Counter ? "counter" : "online";

    /// <summary>From when the limit for accepting runs: from receipt, or from the day the whole correction arrived.</summary>
    public static Instant AcceptanceFrom(CaseState state)
    {
        var since = ReopeningRules.WaitsSince(state);
        return state.Correction?.MendedAt is { } mended && mended > since ? mended : since;
    }

    private static IEnumerable<CaseTimer> Handling(CaseState state, CaseContext context)
    {
        if (TimeRules.SpotDay(state, context) is { } spot) yield return new CaseTimer(TimerKind.SpotDue, EndOf(spot));
        if (state.Supplement is { Cleared: false } supplement && !state.Has(Alert.SupplementLapsed))
        {
            yield return new CaseTimer(TimerKind.SupplementDue, EndOf(supplement.Due));
        }

        foreach (var timer in ProcedureRules.Timers(state).Concat(HearingRules.Timers(state))) yield return timer;
        if (LineRules.IsElsewhere(context))
        {
            // What the other system did by then we do not know: ours is that its result is missing.
            if (LineRules.ResultTimer(state) is { } missing) yield return missing;
            yield break;
        }

        if (state.Promised is { } promised && !state.Has(Alert.PromiseMissed)) yield return new CaseTimer(TimerKind.PromiseDue, promised.Due.Lapses);
        if (state.Statutory is { } statutory && !state.Has(Alert.StatutoryMissed)) yield return new CaseTimer(TimerKind.StatutoryDue, statutory.Due.Lapses);
    }

    /// <summary>A licence in force ends on its day, wherever its renewal stands (行政许可法 第五十条).</summary>
    private static IEnumerable<CaseTimer> Renewal(CaseState state, CaseContext context)
    {
        if (!context.Guide.Renewal || state.Expires is not { } expires) yield break;
        var expired = state.Has(Alert.RenewalExpired);
        if (!expired && !state.Has(Alert.RenewalNear)) yield return new CaseTimer(TimerKind.RenewalWarning, StartOf(context.Calendar.PreviousWorkingDay(expires)));
        // Accepted since, as of a day before: what expired unseen is renewed after all.
        if (!expired || TimeRules.Renews(state, context)) yield return new CaseTimer(TimerKind.RenewalExpiry, EndOf(expires));
    }

    /// <summary>The first instant after a day: when its limit has passed.</summary>
    public static Instant EndOf(DateOnly day) => StartOf(day.AddDays(1));

    public static Instant StartOf(DateOnly day) => Instant.At(day, TimeOnly.MinValue);
}
