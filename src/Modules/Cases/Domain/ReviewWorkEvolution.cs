using OneWindow.Contracts;

namespace OneWindow.Cases;

/// <summary>What an event makes of the work on a case, beside the case itself.</summary>
internal static class ReviewWorkEvolution
{
    /// <summary>Null: the event is none of these.</summary>
    public static CaseState? Next(CaseState state, CaseEvent happened, Stamp stamp)
    {
        var work = state.Work ?? ReviewWork.None;
        return happened switch
        {
            CaseClaimed e => state.With(work with { Held = new Holding(stamp.By, e.Role, e.Organisation, stamp.At, stamp.At) }),
            CaseReleased => state.With(work with { Held = null }),
            CaseHandedOn { To: { } to } => state.With(work with { Held = work.Held! with { By = to, Since = stamp.At, Last = stamp.At } }),
            CaseHandedOn => state.With(work with { Held = null }),
            OpinionAsked e => state.With(work with { Opinions = [.. work.Opinions ?? [], e.Asked] }),
            OpinionGiven e => state.With(work.Each(e.Id, o => o with { Answer = e.Answer })),
            OpinionOverdue e => state.With(work.Each(e.Id, o => o with { Late = true })) with { Alerts = [.. state.Alerts, Alert.OpinionLate] },
            OpinionWaived e => state.With(work.Each(e.Id, o => o with { Waived = true })),
            CaseSentBack { Opinion: { } id } e => state.With(work.Each(id, o => o with { Answer = null, Due = e.Due!.Value, Late = false })),
            CaseSentBack => (state with { Reviewed = false, ReviewedOn = null }).With(work with { Minutes = null }),
            RecusalRaised e => state.With(work with
            {
                Recusals = [.. (work.Recusals ?? []).Where(r => r.Officer != e.Officer), new Recusal(e.Officer, e.How, e.Ground, stamp.At.Date)],
                Held = e.How != RecusalHow.Requested && work.Held?.By == e.Officer ? null : work.Held,
            }),
            RecusalDecided e => Decided(state, work, e, stamp),
            VisitProposed e => state.With(work with { Visit = VisitRules.Arranged(work.Visit, e) }),
            VisitAnswered { On: { } on, From: { } from } => state.With(work with { Visit = work.Visit! with { On = on, From = from, Standing = VisitStanding.Moved } }),
            VisitAnswered => state.With(work with { Visit = work.Visit! with { Standing = VisitStanding.Agreed } }),
            // What failed on site is to be weighed: a review that came before it is done again.
            VisitRecorded e => (e.Failed.Count > 0 ? state with { Reviewed = false, ReviewedOn = null } : state)
                .With(work with { Visit = work.Visit! with { Standing = VisitStanding.Done, Failed = e.Failed } }),
            MinutesRecorded e => state.With(work with { Minutes = e.Minutes }),
            _ => null,
        };
    }

    /// <summary>Whoever holds a case lets it go when it goes on to the next desk; until then each act of his is a sign of life.</summary>
    public static CaseState Held(CaseState before, CaseState after, Stamp stamp)
    {
        if (after.Work is not { Held: { } held } work) return after;
        if (ClaimRules.DeskOf(before.Status) != ClaimRules.DeskOf(after.Status)) return after.With(work with { Held = null });
        return held.By == stamp.By ? after.With(work with { Held = held with { Last = stamp.At } }) : after;
    }

    /// <summary>The units that the item names are asked as the review begins.</summary>
    public static CaseState Begun(CaseState state, ReviewBegun happened) =>
        happened.Asked is { } asked ? state.With((state.Work ?? ReviewWork.None) with { Opinions = asked }) : state;

    /// <summary>Who stands aside leaves the case to another: what he reviewed is reviewed anew, the clocks run on.</summary>
    private static CaseState Decided(CaseState state, ReviewWork work, RecusalDecided happened, Stamp stamp)
    {
        var decided = work with { Recusals = [.. work.Recusals!.Select(r => r.Officer == happened.Officer ? r with { Granted = happened.Granted } : r)] };
        if (!happened.Granted) return state.With(decided);
        var (reviewed, held) = (state.Reviewer == happened.Officer, work.Held is null || work.Held.By == happened.Officer);
        // At the window's desk a reviewer holds nothing: he could not go on with it, and nobody else might.
        var works = ClaimRules.DeskOf(state.Status) == 1 || happened.As == Role.ChiefRepresentative;
        var next = happened.Successor is { } successor && held && works ? new Holding(successor, happened.As!.Value, state.Organisation, stamp.At, stamp.At) : held ? null : work.Held;
        var moved = reviewed ? state with { Reviewer = happened.Successor, Reviewed = false, ReviewedOn = null } : state;
        return moved.With(decided with
        {
            Held = next,
            Minutes = reviewed ? null : work.Minutes,
            Opinions = work.Opinions is null ? null : [.. work.Opinions.Select(o => o.IsOpen && o.Person == happened.Officer ? o with { Waived = true } : o)],
        });
    }

    private static ReviewWork Each(this ReviewWork work, string id, Func<AskedOpinion, AskedOpinion> change) =>
        work with { Opinions = [.. (work.Opinions ?? []).Select(o => o.Id == id ? change(o) : o)] };

    private static CaseState With(this CaseState state, ReviewWork work) => state with { Work = work.OrNull() };
}
