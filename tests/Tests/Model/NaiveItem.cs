using OneWindow.Cases;
using OneWindow.Contracts;

namespace OneWindow.Tests.Model;

/// <summary>事项取消、停止执行、下放 (T26, T27; 重庆办法 第十三条): nothing is accepted from its day; what runs waits until somebody says what becomes of it, by which text.</summary>
internal sealed partial class NaiveCase
{
    /// <summary>What becomes of the item, in its order.</summary>
    public ItemTimeline Item { get; init; } = ItemTimeline.Untouched;

    /// <summary>Who handles it now.</summary>
    public string Organisation { get; private set; } = guide.Organisation;

    private ItemChange? change;
    private DateOnly changedOn;
    private bool settled;
    private CaseStatus? heldFrom;
    private DateOnly heldOn;

    /// <summary>Nobody has said yet what becomes of this case.</summary>
    public bool Unsettled => change is not null and not { Step: ItemStep.Resumed } && !settled;

    private bool ItemIsClosed => ClosedOn(Today);

    private bool ClosedOn(DateOnly day) =>
        Item.Changes.LastOrDefault(c => c.From.Date <= day) is { Step: not ItemStep.Resumed } last && !(last.Until is { } end && end.Date <= day);

    /// <summary>Each change reaches an open case on its day, and so does the end of a suspension.</summary>
    private void ItemMoves()
    {
        while (Status is { } now && now.BeforeDecision())
        {
            var seen = change is null ? AcceptedOn ?? Received : changedOn;
            var next = Item.Changes.FirstOrDefault(c => c.From.Date > seen);
            var end = change is { Step: ItemStep.Suspended, Until: { } until } ? until.Date : (DateOnly?)null;
            var ends = end is not null && (next is null || end < next.From.Date);
            var day = ends ? end : next?.From.Date;
            if (day is null || day > Today) return;
            (change, changedOn, Slip) = (ends ? new ItemChange(ItemStep.Resumed, default, null, "") : next, day.Value, null);
            settled = Status == CaseStatus.OnHold && change!.Step == ItemStep.Suspended;
            if (change!.Step == ItemStep.Resumed && Status == CaseStatus.OnHold) GoOn(day.Value);
        }
    }

    /// <summary>From where it stood; the days between were nobody's.</summary>
    private void GoOn(DateOnly day)
    {
        // A licence that ended with the last day on hold ended on hold.
        if (expires < day) Alerts.Add(Alert.RenewalExpired);
        (Status, heldFrom) = (heldFrom, null);
        if (Owed.Count > 0) OwedUntil = OwedUntil.AddDays(day.DayNumber - heldOn.DayNumber);
    }

    /// <summary>Neither reviewed nor decided before that.</summary>
    private void MayGoOn(CaseAct act, List<string> against)
    {
        if (!Unsettled || !Open) return;
        Unless(
            act is not (BeginReview or RecordReview or BeginProcedure or TellHearingRight or ExtendLimit or Approve or ApproveOutOfOrder or Refuse or DecideByRules or AskOpinion or WaiveOpinion
                or SendBack or ProposeVisit or RecordVisit or RecordMinutes or EnterOutsideResult),
            "change-unsettled", against);
    }

    private Action WhenItemChangeIsSettled(Actor by, SettleItemChange act, List<string> against)
    {
        From(against, CaseStatus.Accepted, CaseStatus.UnderReview, CaseStatus.RefusalDue, CaseStatus.OnHold);
        Unless(Reviewers(by), "not-yours", against);
        Unless(Unsettled, "no-item-change", against);
        var fits = change?.Step switch
        {
            ItemStep.Cancelled => act.Outcome is ChangeOutcome.Ended or ChangeOutcome.Finished,
            ItemStep.Moved => act.Outcome is ChangeOutcome.HandedOver or ChangeOutcome.Finished,
            _ => act.Outcome is ChangeOutcome.Held or ChangeOutcome.Finished,
        };
        Unless(fits, "outcome-not-fitting", against);
        Unless(!string.IsNullOrWhiteSpace(act.Rule), "citation-missing", against);
        Unless(act.Paper is not null, "reasons-missing", against);
        return () =>
        {
            settled = true;
            if (act.Outcome == ChangeOutcome.Held)
            {
                (heldFrom, heldOn, Status) = (Status, Today, CaseStatus.OnHold);
                StandStillToday();
                return;
            }

            if (act.Outcome == ChangeOutcome.HandedOver) (Organisation, Holder) = (change!.To!.Organisation, null);
            if (act.Outcome == ChangeOutcome.Ended) Status = CaseStatus.Terminated;
            else if (Status == CaseStatus.OnHold) GoOn(Today);
        };
    }

    private void StandStillToday()
    {
        Promise?.StandStill(Today, Today);
        Statute?.StandStill(Today, Today);
    }
}
