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
    ];

    private static IEnumerable<Step> Claims(CaseStatus[] from, Who desk) => from.SelectMany(status => (Step[])
    [
        new("–", status, nameof(Claim), [status], desk, ClaimRules.MayClaim, "review.claimLapse"),
        new("–", status, nameof(Release), [status], Who.HandlersOrSupervisors, ClaimRules.MayRelease, "review.claimLapse"),
    ]);
}
