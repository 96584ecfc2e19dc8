using OneWindow.Cases;
using OneWindow.Contracts;

namespace OneWindow.Tests.Model;

/// <summary>由业务系统办理: reviewed and decided there, received and delivered here; a result that did not come back is typed in, with its paper (平台规则 第十二条).</summary>
internal sealed partial class NaiveCase
{
    private bool Elsewhere => guide.HandledIn is not null;

    /// <summary>What they do there nobody does here.</summary>
    private void MayBeDoneHere(CaseAct act, List<string> against)
    {
        if (!Elsewhere || !Open) return;
        Unless(
            act is not (BeginReview or RecordReview or BeginProcedure or EndProcedure or ExtendLimit or TellHearingRight or AnnounceHearing or HoldHearing or Approve or Refuse or DecideByRules),
            "handled-elsewhere", against);
    }

    private Action WhenResultIsTypedIn(Actor by, EnterOutsideResult act, List<string> against)
    {
        From(against, CaseStatus.Accepted, CaseStatus.UnderReview, CaseStatus.RefusalDue);
        Unless(Reviewers(by), "not-yours", against);
        Unless(Elsewhere, "handled-here", against);
        Unless(act.Outside is { Number.Length: > 0 }, "outside-number-missing", against);
        Unless(act.Paper is not null, "reasons-missing", against);
        if (act.Outside is not { } mark) return () => { };
        Unless(mark.System == guide.HandledIn?.Id, "other-line", against);
        Unless(mark.Scan is not null, "scan-missing", against);
        Unless(mark.At <= Now.Plus(TimeSpan.FromMinutes(5)), "news-from-future", against);
        // A result of before it was accepted, or before it was ordered anew, is none of this case's.
        Unless(mark.At.Date >= AcceptedOn && !(reopened > mark.At.Date), "news-before-acceptance", against);
        return () =>
        {
            var there = mark.At.Date;
            if (Today > After(there, 1)) Alerts.Add(Alert.NewsLate);
            if (there > Promise?.Due()) Alerts.Add(Alert.PromiseMissed);
            if (there > Statute?.Due()) Alerts.Add(Alert.StatutoryMissed);
            Decided(act.Granted ? CaseStatus.Approved : CaseStatus.Refused);
            decided = there;
            if (act.Granted && Promised.Count > 0) LookBy = Clock(there, guide.Commitment!.Check!.Within).Due();
        };
    }

    /// <summary>What they did by then we do not know: missing is their answer.</summary>
    private void ResultLapses()
    {
        if (Open && new[] { Promise?.Due(), Statute?.Due() }.Min() is { } first && Today > first && !RenewedBefore(first)) Alerts.Add(Alert.ResultMissing);
    }
}
