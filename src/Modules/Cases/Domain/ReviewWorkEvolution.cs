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

    private static CaseState With(this CaseState state, ReviewWork work) => state with { Work = work.OrNull() };
}
