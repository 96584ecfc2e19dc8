using OneWindow.Cases;
using OneWindow.Contracts;

namespace OneWindow.Tests.Model;

/// <summary>听证, 告知承诺, 终止, 登记: what goes on beside the main road.</summary>
internal sealed partial class NaiveCase
{
    public readonly HashSet<string> Promised = [];
    private DateOnly? hearingAskableUntil;
    private DateOnly? hearingBy;
    private DateOnly? hearingOn;
    private bool heard;
    private bool explained;
    private int visits;

    /// <summary>The day by which a kept word is looked at; null: none was given, or it is settled.</summary>
    public DateOnly? LookBy;
    public bool BrokenWord;

    /// <summary>行政许可法 第四十七条: licences that directly concern others' important interests; other types have no such right by these texts.</summary>
    public bool MayBeHeard => guide.ConcernsOthers && Licence;

    private bool WordIsOpen => LookBy is not null;

    /// <summary>第四十七条: within five working days of being told.</summary>
    private Action WhenHearingIsOffered(Actor by, List<string> against)
    {
        From(against, CaseStatus.UnderReview, CaseStatus.RefusalDue);
        Unless(Reviewers(by), "not-yours", against);
        Unless(MayBeHeard, "no-hearing", against);
        Unless(hearingAskableUntil is null, "hearing-told", against);
        return () => hearingAskableUntil = After(Today, 5);
    }

    private Action WhenHearingIsAskedFor(Actor by, List<string> against)
    {
        From(against, CaseStatus.UnderReview, CaseStatus.RefusalDue);
        Unless(Applicant(by) || AtACounter(by), "not-yours", against);
        Unless(MayBeHeard, "no-hearing", against);
        Unless(hearingAskableUntil is not null, "hearing-not-told", against);
        Unless(hearingBy is null, "hearing-requested", against);
        Unless(Today <= (hearingAskableUntil ?? Today), "hearing-too-late", against);
        return () => hearingBy = After(Today, 20);
    }

    /// <summary>第四十八条(一): seven working days ahead, those concerned told or the public; within the twenty days where that can still be.</summary>
    private Action WhenHearingIsCalled(Actor by, AnnounceHearing act, List<string> against)
    {
        if (Status is { } now && now.IsEnd() && now != CaseStatus.Closed) against.AddRange(["ended", "not-from-here"]);
        else From(against, CaseStatus.UnderReview, CaseStatus.RefusalDue, CaseStatus.Closed);
        Unless(Reviewers(by), "not-yours", against);
        // Of what is given, and of what is taken away (第四十七条).
        var taking = Status == CaseStatus.Closed;
        Unless(taking || MayBeHeard, "no-hearing", against);
        var last = taking ? OpenTaking is { Heard: false } told ? told.HoldBy : null : heard ? null : hearingBy;
        Unless(last is not null, "no-hearing-requested", against);
        var first = After(Today, 7);
        Unless(act.On >= first, "hearing-too-soon", against);
        Unless(last is null || act.On <= last || last < first, "hearing-too-far", against);
        Unless(act.Public || act.Paper is not null, "others-not-told", against);
        return () =>
        {
            if (taking) TakenAway!.On = act.On;
            else hearingOn = act.On;
        };
    }

    public AnnounceHearing Called(Random random) =>
        new(After(Today, random.Next(4) == 0 ? 6 : random.Next(10) == 0 ? 40 : 7), TimeOnly.MinValue, "三楼", random.Next(3) == 0) { Paper = random.Next(6) == 0 ? null : "p" };

    /// <summary>What the law would have come next.</summary>
    public CaseAct NextOfHearing(Random random) => (hearingAskableUntil, hearingBy, hearingOn) switch
    {
        (null, _, _) => new TellHearingRight(),
        (_, null, _) => new RequestHearing(),
        (_, _, { } on) when Today >= on => new HoldHearing { Paper = random.Next(8) == 0 ? null : "p" },
        (_, _, not null) when random.Next(3) > 0 => new HoldHearing { Paper = "p" },
        _ => Called(random),
    };

    /// <summary>第四十八条(三)(五): another person than the reviewer, with a record.</summary>
    private Action WhenHeard(Actor by, HoldHearing act, List<string> against)
    {
        From(against, CaseStatus.UnderReview, CaseStatus.RefusalDue);
        Unless(Reviewers(by), "not-yours", against);
        Unless(MayBeHeard, "no-hearing", against);
        Unless(hearingBy is not null && !heard, "no-hearing-requested", against);
        Unless(hearingOn is not null, "hearing-not-announced", against);
        Unless(hearingOn is null || Today >= hearingOn, "hearing-day", against);
        Unless(by.Id != reviewer, "chair-is-reviewer", against);
        Unless(act.Paper is not null, "report-missing", against);
        return () => heard = true;
    }

    /// <summary>Nothing is decided over the heads of those who may still be heard, whatever the decision.</summary>
    private void HearingIsOver(List<string> against)
    {
        if (!MayBeHeard) return;
        Unless(hearingAskableUntil is not null, "hearing-not-told", against);
        Unless(hearingBy is null || heard, "hearing-not-held", against);
        Unless(hearingBy is not null || Today > (hearingAskableUntil ?? Today), "hearing-period", against);
    }

    private void MayPromise(Submit act, List<string> against)
    {
        if (act.Commitment is not { } word) return;
        var offer = guide.Commitment is { } there && !there.Concerns.Intersect(law.NeverByWord).Any() ? there : null;
        Unless(offer is not null, "commitment-not-offered", against);
        Unless(offer is null || word.Told == offer.Told, "commitment-not-told", against);
        Unless(offer is null || (word.Materials.Count > 0 && word.Materials.All(offer.Replaces.Contains)), "commitment-beyond-offer", against);
    }

    private Action WhenPromiseIsLookedAt(Actor by, RecordCheck act, List<string> against)
    {
        From(against, CaseStatus.Approved, CaseStatus.Delivering, CaseStatus.Closed);
        Unless(Reviewers(by), "not-yours", against);
        Unless(WordIsOpen, "nothing-to-check", against);
        Unless(act.Paper is not null, "report-missing", against);
        return () => (LookBy, BrokenWord) = (null, act.Outcome == CheckOutcome.Broken);
    }

    /// <summary>行政许可法 第六十九条: broken, it is decided by people: mended by a day and looked at again, or revoked, which these lives do not live to see, because the
    /// holder is told and heard first (行政许可法 第七条).</summary>
    private Action WhenBrokenPromiseIsDecided(Actor by, DecideRevocation act, List<string> against)
    {
        From(against, CaseStatus.Approved, CaseStatus.Delivering, CaseStatus.Closed);
        Unless(Reviewers(by), "not-yours", against);
        Unless(BrokenWord, "nothing-to-revoke", against);
        Unless(act.CorrectBy is not null, "tell-first", against);
        // The holder who was told that it will be taken away is not at the same time told to mend it.
        Unless(OpenTaking is null, "revocation-begun", against);
        Unless(act.Paper is not null, "reasons-missing", against);
        Unless(act.CorrectBy is null || act.CorrectBy > Today, "due-out-of-range", against);
        return () => (LookBy, BrokenWord) = (act.CorrectBy, false);
    }

    /// <summary>T25: on evidence, until it is decided.</summary>
    private Action WhenTheApplicantIsNoMore(Actor by, Terminate act, List<string> against)
    {
        BeforeDecision(against);
        Unless(Window(by) || Reviewers(by), "not-yours", against);
        Unless(act.Paper is not null, "evidence-missing", against);
        return () => Status = CaseStatus.Terminated;
    }

    /// <summary>最多跑一次: one visit more than the guide says needs its reason, or it is kept.</summary>
    private Action WhenTheySpoke(Actor by, RecordContact act, List<string> against)
    {
        Unless(Window(by) || Reviewers(by), "not-yours", against);
        Unless(act.Kind == ContactKind.Visit || act.Paper is not null, "contact-empty", against);
        return () =>
        {
            if (act.Kind == ContactKind.Visit && ++visits > guide.Visits && act.Paper is null) Alerts.Add(Alert.VisitsExceeded);
        };
    }

    /// <summary>鄠邑细则 第十三条: 原则上 one working day; later needs its reason, afterwards.</summary>
    private Action WhenLatenessIsExplained(Actor by, ExplainLateness act, List<string> against)
    {
        Unless(Window(by), "not-yours", against);
        Unless(law.LatenessWantsReason && !explained && AcceptedOn is not null && Alerts.Contains(Alert.AcceptanceLate), "nothing-to-explain", against);
        Unless(act.Paper is not null, "reasons-missing", against);
        return () => explained = true;
    }

    private void WordLapses()
    {
        if (LookBy is { } look && Today > look && Status is CaseStatus.Approved or CaseStatus.Delivering or CaseStatus.Closed) Alerts.Add(Alert.CheckLate);
    }
}
