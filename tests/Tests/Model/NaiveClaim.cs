using OneWindow.Cases;
using OneWindow.Contracts;

namespace OneWindow.Tests.Model;

/// <summary>领办 (平台规则 第十条): one at a time; it holds up neither the applicant nor a clock, and is over when he does nothing for two working days.</summary>
internal sealed partial class NaiveCase
{
    /// <summary>Null: nobody, whoever comes may go on.</summary>
    public string? Holder;
    private DateOnly lastSign;

    private void Take(string? officer) => (Holder, lastSign) = (officer, Today);

    private Action WhenClaimed(Actor by, List<string> against)
    {
        Unless(Desk(Status) switch { 1 => Window(by), 2 => Reviewers(by), _ => Window(by) || Reviewers(by) }, "not-yours", against);
        Unless(Desk(Status) > 0 && Status != CaseStatus.OnHold, "not-from-here", against);
        Unless(Holder != by.Id, "claimed-already", against);
        return () => Take(by.Id);
    }

    /// <summary>Put back by himself, or taken back by a supervisor with a reason.</summary>
    private Action WhenReleased(Actor by, Release act, List<string> against)
    {
        Unless(Desk(Status) > 0 && Status != CaseStatus.OnHold, "not-from-here", against);
        Unless(Window(by) || Reviewers(by) || Supervisor(by), "not-yours", against);
        Unless(Holder is not null, "not-claimed", against);
        Unless(Holder == by.Id || act.Paper is not null, "reasons-missing", against);
        return () => Holder = null;
    }

    /// <summary>待受理, 待决定, 待送达: on the way to the next desk it is let go.</summary>
    private static int Desk(CaseStatus? status) => status switch
    {
        CaseStatus.Submitted or CaseStatus.CorrectionRequired => 1,
        CaseStatus.Accepted or CaseStatus.UnderReview or CaseStatus.RefusalDue or CaseStatus.OnHold => 2,
        CaseStatus.Approved or CaseStatus.Refused or CaseStatus.DeemedRenewed or CaseStatus.Delivering => 3,
        _ => 0,
    };

    /// <summary>
    /// What somebody else holds is closed; what the applicant brings, what is only written down, what another hand must do (hearing, extension, opinion,
    /// what is looked at afterwards) and what puts right is not.
    /// </summary>
    private void MayTouch(Actor by, CaseAct act, List<string> against)
    {
        if (Holder is null || Holder == by.Id || !by.IsStaff) return;
        if (act is Release && Supervisor(by)) return;
        var free = act is FileCorrection or FileSupplement or Withdraw or RequestHearing or RequestRecusal or RecordContact or ExplainLateness
            or HoldHearing or ExtendLimit or RecordDelivery or RecordCheck or DecideRevocation or AnswerVisit or RecordVisit or AskForPerson
            or UndoLast or ProposeRectification or ProposeClockEntry or DecideProposal or Reopen or ExplainDelay or DeclareRecusal or DecideRecusal or GiveOpinion
            or SendPapers or ConfirmPapers or RaiseDispute or SettleDispute;
        Unless(free, "claimed", against);
    }

    /// <summary>After an act: a sign of life of the holder's; another desk is another hand.</summary>
    private void Held(Actor by, CaseStatus? before)
    {
        if (Desk(before) != Desk(Status)) Holder = null;
        else if (Holder == by.Id) lastSign = Today;
    }

    private void ClaimLapses()
    {
        if (Holder is not null && Today > After(lastSign, 2)) Holder = null;
    }
}
