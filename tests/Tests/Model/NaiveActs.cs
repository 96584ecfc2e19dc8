using OneWindow.Cases;
using OneWindow.Contracts;

namespace OneWindow.Tests.Model;

/// <summary>Which act is which rule.</summary>
internal sealed partial class NaiveCase
{
    /// <summary>What speaks against it. Empty: it has happened.</summary>
    public IReadOnlyList<string> Do(Actor by, CaseAct act)
    {
        var against = new List<string>();
        if (Status is null != act is Submit) against.Add("not-from-here");
        if (Status is { } status && status.IsEnd() && !AfterTheEnd(act)) against.Add("ended");
        MayAct(by, act, against);
        MayTouch(by, act, against);
        MayGoOn(act, against);
        MayBeDoneHere(act, against);
        var happen = act switch
        {
            Submit a => WhenSubmitted(by, a, against),
            Accept => WhenAccepted(by, against),
            AcceptTolerantly a => WhenTolerated(by, a, against),
            RequestCorrection a => WhenTold(by, a, against),
            ExtendCorrectionPeriod a => WhenGivenTime(by, a, against),
            FileCorrection a => WhenMended(by, a, against),
            RefuseAcceptance a => WhenTurnedAway(by, a, against),
            FileSupplement a => WhenSupplied(by, a, against),
            Withdraw a => WhenTakenBack(by, a, against),
            BeginReview => WhenTakenUp(by, against),
            RecordReview a => WhenReviewed(by, a, against),
            BeginProcedure a => WhenProcedureBegins(by, a, against),
            EndProcedure a => WhenProcedureEnds(by, a, against),
            ExtendLimit a => WhenExtended(by, a, against),
            Approve => WhenApproved(by, against),
            Refuse a => WhenRefused(by, a, against),
            BeginDelivery a => WhenSent(by, a, against),
            RecordDelivery a => WhenDelivered(by, a, against),
            TellHearingRight => WhenHearingIsOffered(by, against),
            RequestHearing => WhenHearingIsAskedFor(by, against),
            AnnounceHearing a => WhenHearingIsCalled(by, a, against),
            HoldHearing a => WhenHeard(by, a, against),
            RecordCheck a => WhenPromiseIsLookedAt(by, a, against),
            DecideRevocation a => WhenBrokenPromiseIsDecided(by, a, against),
            Terminate a => WhenTheApplicantIsNoMore(by, a, against),
            RecordContact a => WhenTheySpoke(by, a, against),
            ExplainLateness a => WhenLatenessIsExplained(by, a, against),
            UndoLast => WhenTakenBackAtOnce(by, against),
            ProposeRectification a => WhenADocumentIsSaidToBeWrong(by, a, against),
            ProposeClockEntry a => WhenAClockIsSaidToBeWrong(by, a, against),
            DecideProposal a => WhenACorrectionIsDecided(by, a, against),
            ExplainDelay a => WhenDelayIsExplained(by, a, against),
            Reopen a => WhenReopened(by, a, against),
            ProposeRevocation a => WhenRevocationIsProposed(by, a, against),
            AnswerRevocation a => WhenRevocationIsAnswered(by, a, against),
            HoldRevocationHearing a => WhenRevocationIsHeard(by, a, against),
            DecideOnRevocation a => WhenRevocationIsDecided(by, a, against),
            Claim => WhenClaimed(by, against),
            Release a => WhenReleased(by, a, against),
            DeclareRecusal a => WhenRecusalIsDeclared(by, a, against),
            RequestRecusal a => WhenRecusalIsRequested(by, a, against),
            FindRecusal a => WhenRecusalIsFound(by, a, against),
            DecideRecusal a => WhenRecusalIsDecided(by, a, against),
            AskOpinion a => WhenOneMoreIsAsked(by, a, against),
            GiveOpinion a => WhenOpinionIsGiven(by, a, against),
            WaiveOpinion a => WhenOpinionIsWaived(by, a, against),
            SendBack a => WhenSentBack(by, a, against),
            RecordMinutes a => WhenMinutesAreRecorded(by, a, against),
            ProposeVisit a => WhenVisitIsProposed(by, a, against),
            AnswerVisit a => WhenVisitIsAnswered(by, a, against),
            RecordVisit a => WhenVisitIsRecorded(by, a, against),
            RecordParcel a => WhenTheCourierTells(by, a, against),
            RecordAttempt a => WhenItDidNotArrive(by, a, against),
            ChangeDelivery a => WhenSentAnotherWay(by, a, against),
            RecordFee a => WhenFeesMove(by, a, against),
            DecideByRules a => WhenRulesDecide(by, a, against),
            AskForPerson => WhenPersonIsAskedFor(by, against),
            LookAgain a => WhenLookedAtAgain(by, a, against),
            ApproveOutOfOrder a => WhenApprovedOutOfTurn(by, a, against),
            SettleItemChange a => WhenItemChangeIsSettled(by, a, against),
            EnterOutsideResult a => WhenResultIsTypedIn(by, a, against),
            SendPapers a => WhenPapersAreSent(by, a, against),
            ConfirmPapers a => WhenPapersArrive(by, a, against),
            RaiseDispute a => WhenThePlacesDisagree(by, a, against),
            SettleDispute a => WhenTheDisputeIsSettled(by, a, against),
            _ => throw new InvalidOperationException($"The model does not know {act.GetType().Name}."),
        };
        if (against.Count > 0) return against;
        var (back, before) = (Back(act), Status);
        happen();
        Held(by, before);
        Slip = back is null ? null : new SlipOfTheHand(by, Now.Plus(TimeSpan.FromSeconds(SecondsToRegret(act))), back);
        return against;
    }

    /// <summary>What may still be done when a case has ended.</summary>
    private static bool AfterTheEnd(CaseAct act) => act is RecordCheck or DecideRevocation or ProposeRectification or DecideProposal
        or Reopen or ProposeRevocation or AnswerRevocation or HoldRevocationHearing or DecideOnRevocation or AnnounceHearing or RecordFee or AskForPerson or LookAgain
        or SendPapers or ConfirmPapers or RaiseDispute or SettleDispute;
}
