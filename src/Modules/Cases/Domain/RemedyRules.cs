using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 救济期限: 60 days to ask for a review from the day of knowing (行政复议法 第二十条), six months to sue (行政诉讼法 第四十六条). A clock of the applicant's own,
/// beside the office's; it runs from the proof of delivery, where there is one. Silence counts from the day on which the limit ran out.
/// </summary>
internal static class RemedyRules
{
    public static Remedy? Of(CaseState state, IReadOnlyList<(int Sequence, CaseEvent Event, Instant At)> log, CaseContext context)
    {
        // No administrative act: complaint and contract, not review and suit against an administration.
        if (context.Guide.ByOperator == true) return null;
        if (Contested(state, log) is not var (against, sequence, since, proven)) return null;
        return Last("remedy.reconsiderationLimit") is { } review && Last("remedy.litigationLimit") is { } suit
            ? new Remedy(against, sequence, since, proven, review, suit)
            : null;

        LastDay? Last(string key) => context.Rules.Find(key) is { } rule
            ? new LastDay(
                rule.Limit, Deadlines.After(CaseTimers.StartOf(since), rule.Limit, context.Calendar),
                Deadlines.Explain(CaseTimers.StartOf(since), rule.Limit, context.Calendar, [], rule.Basis))
            : null;
    }

    private static (Contested, int, DateOnly, bool)? Contested(CaseState state, IReadOnlyList<(int Sequence, CaseEvent Event, Instant At)> log)
    {
        if (state.Status.BeforeDecision())
        {
            return state.Has(Alert.StatutoryMissed) && log.LastOrDefault(e => e.Event is CaseAlerted { What: Alert.StatutoryMissed }) is { Event: CaseAlerted missed } late
                ? (Contracts.Contested.Silence, late.Sequence, state.Statutory is { } clock && clock.Due.Day < missed.Since ? clock.Due.Day : missed.Since, true)
                : null;
        }

        for (var i = log.Count - 1; i >= 0; i--)
        {
            var (sequence, happened, at) = log[i];
            switch (happened)
            {
                case AcceptanceRefused: return (Contracts.Contested.NotAccepted, sequence, at.Date, false);
                case CaseRevoked: return (Contracts.Contested.Revoked, sequence, at.Date, false);
                case CaseRefused:
                    var handed = log.Skip(i).FirstOrDefault(e => e.Event is CaseDelivered);
                    return (Contracts.Contested.Refused, sequence, handed.Event is null ? at.Date : handed.At.Date, handed.Event is not null);
                case CaseApproved or CaseDeemedRenewed or CaseWithdrawn or CaseDeemedWithdrawn or CaseTerminated: return null;
            }
        }

        return null;
    }
}
