using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Model;

/// <summary>撤回误操作, 更正, 说明延误: our own mistakes while the case runs (平台规则 第二十一条, 第二十二条, 第二十四条).</summary>
internal sealed partial class NaiveCase
{
    /// <summary>The last act, while nobody was told of it and nothing came after it.</summary>
    public SlipOfTheHand? Slip;

    /// <summary>A correction that waits for another hand.</summary>
    public WrongWord? Pending;

    /// <summary>When it will be, in the words of who explained the delay.</summary>
    public DateOnly? Expected;

    internal sealed record SlipOfTheHand(Actor By, Instant Until, Action Back);

    /// <param name="Author">Whose document it is; null: it is a clock.</param>
    internal sealed record WrongWord(string By, string? Author, ProposeClockEntry? Clock);

    /// <summary>How it would be taken back; null: somebody was told, so it cannot be.</summary>
    private Action? Back(CaseAct act)
    {
        var (was, whose, came, gone) = (reviewed, reviewer, visits, Alerts.Contains(Alert.VisitsExceeded));
        return act switch
        {
            BeginReview => () =>
            {
                (Status, reviewer) = (CaseStatus.Accepted, null);
                Questions.Clear();
            },
            RecordReview => () => (reviewed, reviewer) = (was, whose),
            HoldHearing => () => heard = false,
            ExplainLateness => () => explained = false,
            RecordContact => () =>
            {
                visits = came;
                if (!gone) Alerts.Remove(Alert.VisitsExceeded);
            },
            _ => null,
        };
    }

    /// <summary>That it is looked at now, and that a hearing was held, is told after half a minute; of the other slips nobody is told.</summary>
    private static int SecondsToRegret(CaseAct slip) => slip is BeginReview or HoldHearing ? 30 : 60;

    /// <summary>第二十一条: within the minute, by whoever did it, while nothing has left and nothing followed.</summary>
    private Action WhenTakenBackAtOnce(Actor by, List<string> against)
    {
        Unless(Window(by) || Reviewers(by), "not-yours", against);
        Unless(Slip is not null, "nothing-to-undo", against);
        if (Slip is not { } slip) return () => { };
        Unless(by.Id == slip.By.Id, "undo-by-author", against);
        // A minute later it does not matter what came after it.
        if (Now >= slip.Until) against.AddRange(["undo-too-late", "nothing-to-undo"]);
        return slip.Back;
    }

    /// <summary>第二十二条: with its reason; one at a time; also when the case has ended.</summary>
    private Action WhenADocumentIsSaidToBeWrong(Actor by, ProposeRectification act, List<string> against)
    {
        MayProposeCorrection(by, act, against);
        return () => Pending = new WrongWord(by.Id, act.Author, null);
    }

    private Action WhenAClockIsSaidToBeWrong(Actor by, ProposeClockEntry act, List<string> against)
    {
        From(against, CaseStatus.Accepted, CaseStatus.UnderReview, CaseStatus.RefusalDue);
        MayProposeCorrection(by, act, against);
        MayBeEntered(act, against);
        return () => Pending = new WrongWord(by.Id, null, act);
    }

    private void MayProposeCorrection(Actor by, CaseAct act, List<string> against)
    {
        Unless(Window(by) || Reviewers(by), "not-yours", against);
        Unless(Pending is null, "proposal-pending", against);
        Unless(act.Paper is not null, "reasons-missing", against);
    }

    /// <summary>Days that shall not count, or another day from which to count; what was promised outside does not come later for our mistakes.</summary>
    private void MayBeEntered(ProposeClockEntry act, List<string> against)
    {
        var clock = act.Clock == ClockKind.Promised ? Promise : Statute;
        Unless(Open && clock is not null, "no-clock", against);
        Unless(act.From >= Received && (act.To is { } last ? last >= act.From : act.From <= Today), "entry-out-of-range", against);
        Unless(act.To is not null || !StatuteStands, "procedure-open", against);
        Unless(act.Clock != ClockKind.Promised || clock is null || clock.Corrected(act.From, act.To).Due() <= clock.Due(), "promise-stays", against);
    }

    /// <summary>Neither by who proposed it nor by whose document it is; declined only with a reason.</summary>
    private Action WhenACorrectionIsDecided(Actor by, DecideProposal act, List<string> against)
    {
        Unless(Reviewers(by), "not-yours", against);
        Unless(Pending is not null, "no-proposal", against);
        if (Pending is not { } wrong) return () => { };
        Unless(by.Id != wrong.By && by.Id != wrong.Author, "approver-is-author", against);
        Unless(act.Approved || act.Paper is not null, "reasons-missing", against);
        if (act.Approved && wrong.Clock is { } entry) MayBeEntered(entry, against);
        return () =>
        {
            Pending = null;
            if (!act.Approved || wrong.Clock is not { } now) return;
            if (now.Clock == ClockKind.Promised) Promise = Promise!.Corrected(now.From, now.To);
            else Statute = Statute!.Corrected(now.From, now.To);
        };
    }

    /// <summary>第二十四条: another day than the promised one, with the cause; not beyond the law's while that is still to come.</summary>
    private Action WhenDelayIsExplained(Actor by, ExplainDelay act, List<string> against)
    {
        From(against, CaseStatus.Accepted, CaseStatus.UnderReview, CaseStatus.RefusalDue);
        Unless(Reviewers(by), "not-yours", against);
        Unless(Promise is not null, "nothing-promised", against);
        Unless(act.Expected >= Today && (Promise is null || act.Expected > Promise.Due()), "due-out-of-range", against);
        Unless(LawsDay is not { } law || Today > law || act.Expected <= law, "beyond-statutory", against);
        Unless(act.Paper is not null, "reasons-missing", against);
        return () => Expected = act.Expected;
    }

    /// <summary>The law's last day, if every procedure takes as long as it was told.</summary>
    private DateOnly? LawsDay =>
        Procedures.Values.Where(p => p.StopsStatute && Today <= p.Told).Aggregate(Statute, (clock, p) => clock?.Corrected(Today, p.Told!.Value))?.Due();
}
