using OneWindow.Cases;
using OneWindow.Contracts;

namespace OneWindow.Tests.Model;

/// <summary>现场核查 (行政许可法 第三十四条): a day that both know, two who go, every point answered; what failed is weighed in the review.</summary>
internal sealed partial class NaiveCase
{
    public Going? Visit;

    /// <summary>What did not hold when somebody last went.</summary>
    public IReadOnlyList<string> Failed = [];

    internal sealed record Going(DateOnly On, TimeOnly From, IReadOnlyList<string> Officers, VisitStanding Standing);

    private SitePlan? Site => guide.Review?.Site;

    private bool VisitIsOpen => Visit is { Standing: not VisitStanding.Done };

    private Action WhenVisitIsProposed(Actor by, ProposeVisit act, List<string> against)
    {
        From(against, CaseStatus.UnderReview);
        Reviews(by, against);
        Unless(Site is not null, "no-site", against);
        if (Site is null) return () => { };
        Unless(Procedures.ContainsKey(Site.Procedure), "procedure-not-begun", against);
        Unless(act.On >= Today, "visit-day", against);
        Unless(InTime(act.On), "visit-too-late", against);
        Unless(act.Officers.Distinct().Count() >= 2, "officers-too-few", against);
        Unless(act.Officers.All(id => Staff.Any(s => s.Id == id) && !Tied.Contains(id) && Doubts.GetValueOrDefault(id) is null or { Granted: false }), "inspector-unfit", against);
        // Who proposes the day that the applicant asked for has agreed.
        var his = Visit is { Standing: VisitStanding.Moved } moved && moved.On == act.On && moved.From == act.From;
        return () => Visit = new Going(act.On, act.From, act.Officers, his ? VisitStanding.Agreed : VisitStanding.Proposed);
    }

    /// <summary>Within the time of the procedure that it is.</summary>
    private bool InTime(DateOnly day) => !(Site is { } site && Procedures.GetValueOrDefault(site.Procedure)?.Own is { } own && day > own.Due());

    private Action WhenVisitIsAnswered(Actor by, AnswerVisit act, List<string> against)
    {
        From(against, CaseStatus.UnderReview);
        Unless(Applicant(by) || AtACounter(by), "not-yours", against);
        Unless(Visit is { Standing: VisitStanding.Proposed }, "no-visit", against);
        if (act.On is { } other)
        {
            Unless(other > Today && act.From is not null, "visit-day", against);
            Unless(InTime(other), "visit-too-late", against);
            Unless(act.Paper is not null, "reasons-missing", against);
        }

        return () => Visit = act.On is { } on ? Visit! with { On = on, From = act.From!.Value, Standing = VisitStanding.Moved } : Visit! with { Standing = VisitStanding.Agreed };
    }

    private Action WhenVisitIsRecorded(Actor by, RecordVisit act, List<string> against)
    {
        From(against, CaseStatus.UnderReview);
        Unless(Reviewers(by), "not-yours", against);
        Unless(Visit is not null, "no-visit", against);
        if (Visit is not { } visit) return () => { };
        Unless(visit.Standing != VisitStanding.Done, "visit-done", against);
        // Silence until the day itself is no no.
        Unless(visit.Standing is VisitStanding.Agreed or VisitStanding.Done || (visit.Standing == VisitStanding.Proposed && Today >= visit.On), "visit-not-agreed", against);
        Unless(visit.Officers.Contains(by.Id), "not-inspector", against);
        Unless(Today >= visit.On, "visit-day", against);
        Unless(Site!.Points.All(p => act.Passed.Contains(p.Id) != act.Failed.Contains(p.Id)), "points-open", against);
        Unless(act.Signed >= visit.Officers.Distinct().Count(), "officers-too-few", against);
        Unless(act.Paper is not null, "report-missing", against);
        return () =>
        {
            (Visit, Failed) = (visit with { Standing = VisitStanding.Done }, act.Failed);
            // A review that came before it did not know of it.
            if (act.Failed.Count > 0) reviewed = false;
        };
    }
}
