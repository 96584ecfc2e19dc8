using System.Globalization;
using OneWindow.Cases;
using OneWindow.Contracts;

namespace OneWindow.Tests.Model;

/// <summary>智能审批 (河北方案 三（五）, 平台规则 第九条): published rules approve or leave it to people; never against the applicant, who may always have a person.</summary>
internal sealed partial class NaiveCase
{
    private bool byRules;
    private bool tried;
    private bool personAsked;
    private bool? stoodUp;

    /// <summary>Nothing is to be weighed, seen, paid for, shared out or brought later.</summary>
    private bool ForRules => (guide.OnTheSpot || guide.FormReviewOnly) && !guide.ConcernsOthers && guide.SpecialProcedures.Count == 0 && guide.Fees.Count == 0
        && guide.Review is null && guide.Quota is null && Owed.Count == 0 && Promised.Count == 0 && Missing.Count == 0;

    private Action WhenRulesDecide(Actor by, DecideByRules act, List<string> against)
    {
        From(against, CaseStatus.Accepted);
        Unless(by.Role == Role.System, "not-yours", against);
        Unless(guide.Automatic is not null, "no-approval-rules", against);
        Unless(!personAsked, "person-asked-for", against);
        Unless(!tried, "automatic-once", against);
        Unless(ForRules, "not-for-rules", against);
        var age = int.TryParse(act.Values.GetValueOrDefault("applicant.age"), NumberStyles.None, CultureInfo.InvariantCulture, out var years) ? years : 0;
        return () =>
        {
            tried = true;
            if (age < 60 || act.Values.GetValueOrDefault("field.local") != "是") return;
            byRules = true;
            Decided(CaseStatus.Approved);
        };
    }

    private Action WhenPersonIsAskedFor(Actor by, List<string> against)
    {
        From(against, CaseStatus.Submitted, CaseStatus.CorrectionRequired, CaseStatus.Accepted, CaseStatus.Approved, CaseStatus.Delivering, CaseStatus.Closed);
        Unless(Applicant(by) || AtACounter(by), "not-yours", against);
        Unless(guide.Automatic is not null, "no-approval-rules", against);
        if (Status is { } now && !now.BeforeDecision())
        {
            Unless(byRules, "decided-by-person", against);
            Unless(stoodUp is null, "looked-again", against);
        }

        Unless(!personAsked, "person-asked-for", against);
        return () => personAsked = true;
    }

    private Action WhenLookedAtAgain(Actor by, LookAgain act, List<string> against)
    {
        From(against, CaseStatus.Approved, CaseStatus.Delivering, CaseStatus.Closed);
        Unless(Reviewers(by), "not-yours", against);
        Unless(byRules && personAsked && stoodUp is null, "no-look-asked", against);
        Unless(act.Paper is not null, "report-missing", against);
        return () => stoodUp = act.Stands;
    }
}
