using static OneWindow.Cases.CaseStatus;

namespace OneWindow.Cases;

/// <summary>The rows of the lifecycle table that organise the work of review; none of them leads to another state or moves a clock.</summary>
internal static class ReviewWorkSteps
{
    public static IEnumerable<Step> All =>
    [
        .. Claims([Submitted, CorrectionRequired], Who.Window),
        .. Claims([Accepted, UnderReview, RefusalDue], Who.Reviewers),
        .. Claims([Approved, Refused, DeemedRenewed, Delivering], Who.WindowOrReviewers),
        .. new[] { UnderReview, RefusalDue }.SelectMany(from => (Step[])
        [
            new("T10", from, nameof(AskOpinion), [from], Who.Reviewers, OpinionRules.MayAsk, "org.handlingUnit"),
            new("T10", from, nameof(GiveOpinion), [from], Who.Advisers, OpinionRules.MayGive, "org.handlingUnit"),
            new("T10", from, nameof(WaiveOpinion), [from], Who.Reviewers, OpinionRules.MayWaive, "org.handlingUnit"),
        ]),
        .. Enum.GetValues<CaseStatus>().Where(s => s.BeforeDecision()).SelectMany(from => (Step[])
        [
            new("–", from, nameof(DeclareRecusal), [from], Who.WindowOrReviewers, RecusalRules.MayDeclare, "recusal.grounds"),
            new("–", from, nameof(RequestRecusal), [from], Who.Filer, RecusalRules.MayRequest, "recusal.decidedBy"),
            new("–", from, nameof(FindRecusal), [from], Who.Platform, RecusalRules.MayFind, "recusal.grounds"),
            new("–", from, nameof(DecideRecusal), [from], Who.Supervisors, RecusalRules.MayDecide, "recusal.decidedBy"),
        ]),
        new("T11", UnderReview, nameof(ProposeVisit), [UnderReview], Who.Reviewers, VisitRules.MayPropose, "verification.officers"),
        new("T11", UnderReview, nameof(AnswerVisit), [UnderReview], Who.Filer, VisitRules.MayAnswer, "verification.officers"),
        new("T12", UnderReview, nameof(RecordVisit), [UnderReview], Who.Reviewers, VisitRules.MayRecord, "verification.officers"),
        new("T15", UnderReview, nameof(RecordMinutes), [UnderReview], Who.Reviewers, CollectiveRules.MayRecord, "chiefRep.scope"),
        new("T15", RefusalDue, nameof(RecordMinutes), [RefusalDue], Who.Reviewers, CollectiveRules.MayRecord, "chiefRep.scope"),
        new("T10", UnderReview, nameof(SendBack), [UnderReview], Who.Reviewers, OpinionRules.MaySendBack, "process.separation"),
    ];

    private static IEnumerable<Step> Claims(CaseStatus[] from, Who desk) => from.SelectMany(status => (Step[])
    [
        new("–", status, nameof(Claim), [status], desk, ClaimRules.MayClaim, "review.claimLapse"),
        new("–", status, nameof(Release), [status], Who.HandlersOrSupervisors, ClaimRules.MayRelease, "review.claimLapse"),
        new("–", status, nameof(HandOn), [status], Who.Platform, ClaimRules.MayHandOn, "review.claimLapse"),
    ]);
}
