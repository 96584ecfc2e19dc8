using OneWindow.Cases;
using OneWindow.Contracts;

namespace OneWindow.Tests.Model;

/// <summary>协办意见, 加签, 退回 (重庆办法 第二十一条): asked when the review begins or later; the decision waits for what it must wait for.</summary>
internal sealed partial class NaiveCase
{
    public readonly List<Question> Questions = [];
    private int added;

    internal sealed class Question
    {
        public required string Id { get; init; }

        public string? Unit { get; init; }

        public string? Person { get; init; }

        public required int Days { get; init; }

        public required bool Obligatory { get; init; }

        public DateOnly Due { get; set; }

        public OpinionAnswer? Answer { get; set; }

        public bool Late { get; set; }

        public bool Waived { get; set; }

        public bool Open => Answer is null && !Waived;

        public override string ToString() => $"{Id} by {Due:yyyy-MM-dd} {Answer}{(Late ? " late" : "")}{(Waived ? " waived" : "")}";
    }

    private void AskTheUnits() => Questions.AddRange((guide.Review?.Units ?? []).Select(unit => new Question
    {
        Id = unit.Id, Unit = unit.Unit, Days = unit.Within.Amount, Obligatory = unit.Obligatory, Due = After(Today, unit.Within.Amount),
    }));

    private Action WhenOneMoreIsAsked(Actor by, AskOpinion act, List<string> against)
    {
        From(against, CaseStatus.UnderReview, CaseStatus.RefusalDue);
        Reviews(by, against);
        var known = (act.Unit is null) != (act.Person is null) && Staff.Any(s => act.Unit is not null ? s.Unit == act.Unit : s.Id == act.Person && s.Role is Role.Reviewer or Role.ChiefRepresentative && s.Id != by.Id);
        Unless(known, "signer-unknown", against);
        Unless(act.Days is >= 1 and <= 30, "due-out-of-range", against);
        Unless(!Questions.Any(q => q.Open && q.Unit == act.Unit && q.Person == act.Person), "asked-already", against);
        Unless(act.Paper is not null, "question-missing", against);
        return () => Questions.Add(new Question { Id = $"added-{++added}", Unit = act.Unit, Person = act.Person, Days = act.Days, Obligatory = true, Due = After(Today, act.Days) });
    }

    private Action WhenOpinionIsGiven(Actor by, GiveOpinion act, List<string> against)
    {
        From(against, CaseStatus.UnderReview, CaseStatus.RefusalDue);
        Unless(Reviewers(by) || (by.Role == Role.UnitOfficer && by.Organisation == Organisation), "not-yours", against);
        var asked = Questions.FirstOrDefault(q => q.Id == act.Id && (q.Person is { } person ? person == by.Id : q.Unit == by.Unit));
        Unless(asked is not null, "not-asked", against);
        Unless(asked is null || asked.Open, "opinion-given", against);
        Unless(act.Paper is not null, "reasons-missing", against);
        return () => asked!.Answer = act.Answer;
    }

    private Action WhenOpinionIsWaived(Actor by, WaiveOpinion act, List<string> against)
    {
        From(against, CaseStatus.UnderReview, CaseStatus.RefusalDue);
        Reviews(by, against);
        var asked = Questions.FirstOrDefault(q => q.Id == act.Id);
        Unless(asked is { Open: true } && Today > asked.Due, "opinion-not-overdue", against);
        Unless(act.Paper is not null, "reasons-missing", against);
        return () => asked!.Waived = true;
    }

    /// <summary>One step back, for a reason: the review, or an opinion with as much time as at first.</summary>
    private Action WhenSentBack(Actor by, SendBack act, List<string> against)
    {
        From(against, CaseStatus.UnderReview);
        Reviews(by, against);
        var asked = act.Opinion is null ? null : Questions.FirstOrDefault(q => q.Id == act.Opinion);
        Unless(act.Opinion is null ? reviewed : asked is { Answer: not null }, "nothing-to-send-back", against);
        Unless(act.Paper is not null, "reasons-missing", against);
        return () =>
        {
            if (asked is null) (reviewed, Minuted) = (false, null);
            else (asked.Answer, asked.Late, asked.Due) = (null, false, After(Today, asked.Days));
        };
    }

    private void OpinionsLapse()
    {
        foreach (var late in Questions.Where(q => Open && q.Open && !q.Late && Today > q.Due))
        {
            late.Late = true;
            Alerts.Add(Alert.OpinionLate);
        }
    }

    private void OpinionsAreThere(List<string> against) => Unless(!Questions.Any(q => q is { Obligatory: true, Open: true }), "opinion-outstanding", against);
}
