using System.Globalization;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 撤回误操作 (platform/第二十一条): the last act, by whoever took it, within a minute, and only where nothing has left the house: no document is made
/// out of it, and what is told of it is held back for as long as it can be undone. Everything else is put right by 更正 or a new act.
/// </summary>
internal static class UndoRules
{
    /// <summary>Acts of which nobody outside the house hears at once. The others issue a document or a message in the same moment.</summary>
    private static readonly IReadOnlyDictionary<string, string> Acts = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [CaseEventNames.Of<ReviewBegun>()] = nameof(BeginReview),
        [CaseEventNames.Of<CaseReviewed>()] = nameof(RecordReview),
        [CaseEventNames.Of<HearingHeld>()] = nameof(HoldHearing),
        [CaseEventNames.Of<ContactRecorded>()] = nameof(RecordContact),
        [CaseEventNames.Of<LatenessExplained>()] = nameof(ExplainLateness),
    };

    public static IEnumerable<string> Undoable => Acts.Values;

    public static string ActOf(string undone) => Acts.GetValueOrDefault(undone, nameof(UndoLast));

    /// <summary>Until when this act can be taken back: a minute, or until it is told.</summary>
    public static Instant Until(LastAct last, RuleSet rules)
    {
        var seconds = int.Parse(rules.Find("undo.seconds")?.Value ?? "0", CultureInfo.InvariantCulture);
        var told = HeldBack.For(last.Event);
        return last.At.Plus(told > TimeSpan.Zero && told.TotalSeconds < seconds ? told : TimeSpan.FromSeconds(seconds));
    }

    public static Refusal? MayUndo(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (state.Mends?.Last is not { } last)
            return new Refusal("cases.nothing-to-undo", "没有可以撤回的操作：已经出具文书、告知申请人或者又有新记录的，请用更正或者依法重新办理。", PlatformRules.Undo);
        if (by.Actor.Id != last.By) return new Refusal("cases.undo-by-author", "误操作由本人撤回；别人的操作有误的，请提出更正。", PlatformRules.Undo);
        return at >= Until(last, context.Rules)
            ? new Refusal("cases.undo-too-late", "撤回误操作的时间已经过了。请用更正，或者依法重新办理。", PlatformRules.Undo)
            : null;
    }

    public static ActUndone Undo(CaseState state) => new(state.Mends!.Last!.Sequence, state.Mends.Last.Event);

    /// <summary>Notes what the act changed; any other event is the end of undoing.</summary>
    public static CaseState Remember(CaseState before, CaseState after, CaseEvent happened, Stamp stamp)
    {
        if (happened is not (ReviewBegun or CaseReviewed or HearingHeld or ContactRecorded or LatenessExplained))
            return after.Mends?.Last is null ? after : after with { Mends = Mends.Of(after, m => m with { Last = null }) };
        var last = new LastAct(stamp.Sequence, CaseEventNames.Of(happened), stamp.By, stamp.At, before.Status, before.Visits, before.Alerts.Count)
        {
            Reviewer = before.Reviewer, ReviewedOn = before.ReviewedOn, LatenessExplained = before.LatenessExplained ? true : null,
        };
        return after with { Mends = Mends.Of(after, m => m with { Last = last }) };
    }

    public static CaseState Restore(CaseState state)
    {
        var last = state.Mends!.Last!;
        return state with
        {
            Status = last.Status,
            Reviewer = last.Reviewer,
            Reviewed = last.ReviewedOn is not null,
            ReviewedOn = last.ReviewedOn,
            Visits = last.Visits,
            LatenessExplained = last.LatenessExplained == true,
            // Whom the beginning of the review asked, nobody asks.
            Work = last.Event == CaseEventNames.Of<ReviewBegun>() && state.Work is { } work ? (work with { Opinions = null }).OrNull() : state.Work,
            Hearing = last.Event == CaseEventNames.Of<HearingHeld>() ? state.Hearing! with { Held = false } : state.Hearing,
            Alerts = last.Alerts == state.Alerts.Count ? state.Alerts : [.. state.Alerts.Take(last.Alerts)],
        };
    }
}
