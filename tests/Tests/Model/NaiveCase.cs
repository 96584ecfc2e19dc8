using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Model;

/// <summary>
/// The life of a case once more, from requirements-summary.md §5–§6 and the articles, without the engine: one mutable heap of facts; an act
/// first collects everything that speaks against it (codes without "cases."), and happens if nothing does. Time passes at each midnight.
/// </summary>
/// <param name="checks">How many materials and conditions a review goes through.</param>
internal sealed partial class NaiveCase(LocalLaw law, Guide guide, int checks)
{
    public CaseStatus? Status;
    public DateOnly Today;

    /// <summary>The moment of the act; time by itself is looked at in whole days.</summary>
    public Instant Now;
    public DateOnly Received;
    public DateOnly? AcceptedOn;
    public NaiveClock? Promise;
    public NaiveClock? Statute;
    public readonly HashSet<Alert> Alerts = [];
    public readonly HashSet<string> Present = [];
    public readonly List<Defect> Unmended = [];
    public readonly List<string> Owed = [];
    public readonly Dictionary<string, Running> Procedures = [];
    public DateOnly NoticeDue;
    public DateOnly OwedUntil;
    public bool Told;
    private readonly HashSet<string> anew = [];
    private bool toldAgain;
    private DateOnly? mended;
    private DateOnly? expires;
    private Channel channel;
    private string? receiver;
    private string? acceptedBy;
    private string? reviewer;
    private bool extended;
    private bool reviewed;
    private DateOnly? decided;
    private DeliveryMode sentBy;
    private bool granted;

    /// <summary>Which days are worked, as far as it is announced.</summary>
    public required WorkCalendar Calendar { get; set; }

    private NaiveClock Clock(DateOnly from, TimeLimit limit) => new(from, limit, day => Calendar.IsWorkingDay(day));

    private DateOnly After(DateOnly start, int workingDays) => Clock(start, TimeLimit.WorkingDays(workingDays)).Due();

    /// <summary>A procedure that is going on.</summary>
    internal sealed class Running
    {
        public required DateOnly Begun { get; init; }

        public DateOnly? Told { get; init; }

        public NaiveClock? Own { get; init; }

        /// <summary>行政许可法 第四十五条: one of the eight kinds, told in writing, for a licence.</summary>
        public bool StopsStatute { get; init; }
    }

    public bool Licence => guide.Type == ItemType.Licence;

    /// <summary>While a told procedure goes on there is no last day yet (legal-clock.md S8).</summary>
    public bool StatuteStands => Procedures.Values.Any(p => p.StopsStatute && Today <= p.Told);

    public List<string> Missing =>
        [.. guide.Materials.Where(m => m.Required && m.Source != MaterialSource.Shared && !Present.Contains(m.Id)).Select(m => m.Id)];

    /// <summary>容缺 fits: something lacks, nothing of it is a main material, all of it may follow.</summary>
    public bool TolerancesFit => Missing.Count > 0 && Missing.All(MayFollow);

    private bool MayFollow(string id) => guide.Material(id) is { Main: false, Tolerable: true };

    private static void Unless(bool holds, string code, List<string> against)
    {
        if (!holds) against.Add(code);
    }

    private void From(List<string> against, params CaseStatus[] statuses) =>
        Unless(Status is { } now && statuses.Contains(now), "not-from-here", against);

    /// <summary>窗口: a clerk of the place, or the organisation's chief representative.</summary>
    private bool Window(Actor by) => (by.Role == Role.Clerk || (by.Role == Role.ChiefRepresentative && by.Organisation == Organisation)) && by.Place.Contains(law.Place);

    /// <summary>Receiving and reviewing are two people's (青岛办法 第三十八条, 重庆办法 第十五条, 鄠邑细则 第二十五条), but for what is decided on the spot.</summary>
    private bool ReceivedBy(Actor by) => !guide.OnTheSpot && (by.Id == receiver || by.Id == acceptedBy);

    private bool Reviewers(Actor by) =>
        by.Role is Role.Reviewer or Role.ChiefRepresentative && by.Organisation == Organisation && by.Place.Contains(law.Place);

    private static bool Applicant(Actor by) => by.Role == Role.Applicant && by.Subject == Modules.Cases.Story.Subject;

    private Action WhenSubmitted(Actor by, Submit act, List<string> against)
    {
        Unless(!ItemIsClosed, "item-closed", against);
        Unless(by.Role == Role.Applicant ? by.Subject == act.Subject && act.Channel != Channel.Counter : act.Channel == Channel.Counter && (Window(by) || MayTakeIn(by)), "not-the-applicant", against);
        Unless(guide.Channels.Contains(act.Channel), "channel-not-offered", against);
        Unless(!guide.InPerson || act.Channel == Channel.Counter, "in-person-only", against);
        Unless(!guide.Renewal || act.Expires is not null, "expiry-missing", against);
        Unless(guide.Deliveries.Contains(act.Delivery), "mode-not-offered", against);
        Unless(act.Present.Count > 0 || act.Commitment is not null, "no-materials", against);
        MayPromise(act, against);
        return () =>
        {
            (Status, Received, channel, expires) = (CaseStatus.Submitted, Today, act.Channel, act.Expires);
            receiver = by.IsStaff ? by.Id : null;
            Present.UnionWith(act.Present);
            Promised.UnionWith(act.Commitment?.Materials ?? []);
            Present.UnionWith(Promised);
            visits = channel == Channel.Counter ? 1 : 0;
            TakenIn(by, act);
        };
    }

    private Action WhenAccepted(Actor by, List<string> against)
    {
        From(against, CaseStatus.Submitted);
        Unless(!ItemIsClosed, "item-closed", against);
        Unless(Window(by), "not-yours", against);
        if (Missing.Count > 0) against.AddRange(["incomplete", "tolerate-instead"]);
        // T8: after a correction the day the complete correction arrived.
        return () => Accepted(mended ?? Today, by.Id);
    }

    private void Accepted(DateOnly on, string by)
    {
        (Status, AcceptedOn) = (CaseStatus.Accepted, on);
        acceptedBy = by;
        Promise = Owed.Count > 0 && law.PromiseCountsFromSupplement ? null : Clock(on, guide.PromisedLimit);
        Statute = StatuteFrom(on);
    }

    /// <summary>行政许可法 第四十二条: twenty working days where no other law says otherwise; for other types only what the guide states.</summary>
    private NaiveClock? StatuteFrom(DateOnly day) =>
        (guide.StatutoryLimit ?? (Licence ? TimeLimit.WorkingDays(20) : (TimeLimit?)null)) is { } limit ? Clock(day, limit) : null;

    private Action WhenTolerated(Actor by, AcceptTolerantly act, List<string> against)
    {
        From(against, CaseStatus.Submitted);
        Unless(!ItemIsClosed, "item-closed", against);
        Unless(Window(by), "not-yours", against);
        Unless(guide.Materials.Any(m => m is { Tolerable: true, Main: false }), "item-not-listed", against);
        Unless(act.Materials.Count > 0, "nothing-tolerated", against);
        Unless(act.Materials.Concat(Missing).All(MayFollow), "not-tolerable", against);
        Unless(Missing.All(act.Materials.Contains), "defect-not-told", against);
        Unless(!law.ToleratesWithPromiseOnly || act.Committed, "commitment-missing", against);
        Unless(act.Due > Today, "due-out-of-range", against);
        return () =>
        {
            Owed.AddRange(act.Materials);
            OwedUntil = act.Due;
            Accepted(Today, by.Id);
        };
    }

    /// <summary>T24: the applicant takes it back; a window writes down the word of one who filed in person, and the word must be there.</summary>
    private Action WhenTakenBack(Actor by, Withdraw act, List<string> against)
    {
        BeforeDecision(against);
        if (!Applicant(by) && !(channel == Channel.Counter && AtACounter(by))) against.AddRange(["withdrawal-by-applicant", "not-yours"]);
        Unless(Applicant(by) || act.Paper is not null, "request-missing", against);
        return () => Status = CaseStatus.Withdrawn;
    }
}
