using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Model;

/// <summary>T29: handled anew on an order, or because the body corrects itself (行政复议法 第六十四条, 行政诉讼法 第七十条, 平台规则 第二十三条).</summary>
internal sealed partial class NaiveCase
{
    private DateOnly? reopened;

    /// <summary>How long the order leaves for accepting.</summary>
    private TimeLimit? orderedWithin;

    /// <summary>自行纠正 is another's: who reviewed before does not review again.</summary>
    private string? former;

    private Action WhenReopened(Actor by, Reopen act, List<string> against)
    {
        From(against, CaseStatus.NotAccepted, CaseStatus.Refused, CaseStatus.Closed);
        Unless(Reviewers(by), "not-yours", against);
        Unless(act.Source != OrderSource.Body || by.Id != reviewer, "approver-is-author", against);
        Unless(!string.IsNullOrWhiteSpace(act.OrderNumber) && !string.IsNullOrWhiteSpace(act.Body), "order-missing", against);
        Unless(act.OrderedOn >= Received && act.OrderedOn <= Today, "order-out-of-range", against);
        Unless(act.Within is not { } limit || limit.Amount is >= 1 and <= 180, "order-limit", against);
        Unless(act.Scan.Count > 0, "order-scan-missing", against);
        Unless(act.Paper is not null, "reasons-missing", against);
        return () =>
        {
            former = act.Source == OrderSource.Body ? reviewer : null;
            orderedWithin = act.Within;
            Anew();
            if (Status == CaseStatus.NotAccepted)
            {
                Status = CaseStatus.Submitted;
                return;
            }

            Status = CaseStatus.UnderReview;
            // The order's own limit is the only one; without it the ordinary ones begin again.
            Promise = act.Within is null ? Clock(Today, guide.PromisedLimit) : null;
            Statute = act.Within is { } within ? Clock(Today, within) : StatuteFrom(Today);
        };
    }

    /// <summary>What was decided, marked and told before belongs to the old act; what was handed in stays.</summary>
    private void Anew()
    {
        (reopened, mended) = (Today, null);
        // A tolerance that lapsed has lapsed; what a further lapse would mark again is marked again.
        Alerts.RemoveWhere(a => a != Alert.SupplementLapsed);
        Procedures.Clear();
        // What rules had approved people decide now; a person once asked for stays asked for.
        if (byRules) (byRules, personAsked, stoodUp) = (false, false, null);
        (Pending, Expected, Minuted) = (null, null, null);
        (reviewed, reviewer, extended, decided, granted) = (false, null, false, null, false);
        (LookBy, BrokenWord, TakenAway) = (null, false, null);
        (hearingAskableUntil, hearingBy, hearingOn, heard) = (null, null, null, false);
    }
}
