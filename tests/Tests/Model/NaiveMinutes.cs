using OneWindow.Cases;
using OneWindow.Contracts;

namespace OneWindow.Tests.Model;

/// <summary>集体研究 (青岛办法 第三十九条, 鄠邑细则 第二十六条): nobody signs alone, and the decision is what the minutes say.</summary>
internal sealed partial class NaiveCase
{
    public Minutes? Minuted;

    private bool Together => guide.Review?.Collective == true;

    private Action WhenMinutesAreRecorded(Actor by, RecordMinutes act, List<string> against)
    {
        From(against, CaseStatus.UnderReview, CaseStatus.RefusalDue);
        Reviews(by, against);
        Unless(Together, "not-collective", against);
        // A lapsed supplement is refused without a review (T14a, T14b).
        Unless(reviewed || Alerts.Contains(Alert.SupplementLapsed), "review-missing", against);
        Unless(!string.IsNullOrWhiteSpace(act.Minutes.Number), "minutes-number-missing", against);
        Unless(act.Minutes.On >= AcceptedOn && act.Minutes.On <= Today, "minutes-day", against);
        Unless(act.Minutes.Attendees >= 2, "attendees-too-few", against);
        Unless(act.Paper is not null, "reasons-missing", against);
        return () => Minuted = act.Minutes;
    }

    private void MayDecideTogether(Actor by, MinutesOutcome outcome, List<string> against)
    {
        if (!Together) return;
        // T15: the department, or its representative where the item is not collective.
        Unless(by.Role != Role.ChiefRepresentative, "collective-forbidden", against);
        Unless(Minuted is not null, "minutes-missing", against);
        Unless(Minuted is null || Minuted.Outcome == outcome, "minutes-say-otherwise", against);
    }
}
