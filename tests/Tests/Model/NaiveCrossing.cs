using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Model;

/// <summary>
/// 跨域通办 (青岛办法 第三十三条、第三十六条; 平台规则 第二十七条): a window elsewhere takes in and hands over what the applicant brings and fetches; papers travel by list;
/// who leads settles a dispute.
/// </summary>
internal sealed partial class NaiveCase
{
    /// <summary>A list: to whom, what, by when, and what did not come; null: not confirmed yet.</summary>
    internal sealed record Sent(bool ToUs, IReadOnlyList<string> What, DateOnly By, IReadOnlyList<string>? Lacking);

    public readonly List<Sent> Lists = [];

    /// <summary>Where it was taken in, if not here.</summary>
    public RegionCode? TakenInAt { get; private set; }

    public bool Reached { get; private set; }

    /// <summary>A dispute waits for its ruling; who leads, where somebody does.</summary>
    public bool Disputed { get; private set; }

    public DisputeLead? Leader { get; private set; }

    private static readonly RegionCode Qingdao = RegionCode.Parse("370200");
    private bool raised;

    private bool Far(Actor by) => by.Role == Role.Clerk && TakenInAt is { } there && by.Place.Contains(there);

    private bool AtACounter(Actor by) => Window(by) || Far(by);

    private bool EitherSide(Actor by) => AtACounter(by) || Reviewers(by);

    private bool MayTakeIn(Actor by) => guide.CrossRegion is not null && by.Role == Role.Clerk && !by.Place.Contains(law.Place);

    private void TakenIn(Actor by, Submit act)
    {
        if (!by.IsStaff || by.Place.Contains(law.Place)) return;
        TakenInAt = by.Place;
        Reached = guide.CrossRegion!.Mode != CrossRegionMode.ReceiveAndForward || !act.Present.Any(id => guide.Material(id)!.Originals > 0);
    }

    /// <summary>A result on paper is handed over where it lies.</summary>
    private void ResultIsThere(Actor by, List<string> against)
    {
        if (TakenInAt is null || sentBy != DeliveryMode.Counter || Applicant(by)) return;
        var results = Lists.Where(l => !l.ToUs && l.What.Contains("result")).ToList();
        var back = results.Any(l => l.Lacking is { } lacking && !lacking.Contains("result"));
        Unless(results.All(l => l.Lacking is not null), "result-on-its-way", against);
        if (Far(by) && !Window(by)) Unless(back || guide.CrossRegion!.Mode != CrossRegionMode.ReceiveAndForward, "result-not-back", against);
        else Unless(!back, "result-elsewhere", against);
    }

    private Action WhenPapersAreSent(Actor by, SendPapers act, List<string> against)
    {
        var toUs = act.To == HandOverTo.Handling;
        Unless(EitherSide(by), "not-yours", against);
        Unless(TakenInAt is not null, "not-crossing", against);
        Unless(toUs ? Far(by) : Window(by) || Reviewers(by), "wrong-side", against);
        if (toUs)
        {
            Unless(guide.CrossRegion?.Mode != CrossRegionMode.FullOnline, "nothing-to-carry", against);
            Unless(Status is { } now && now.BeforeDecision(), "decided-already", against);
        }

        Unless(act.Papers.Count > 0, "list-empty", against);
        // Something is there to send back when somebody has said yes or no.
        var result = !toUs && Status is CaseStatus.Approved or CaseStatus.Refused or CaseStatus.DeemedRenewed or CaseStatus.Delivering or CaseStatus.NotAccepted or CaseStatus.Closed;
        Unless(act.Papers.All(p => p.Material == "result" ? result && !toUs : guide.Material(p.Material) is not null), "not-on-list", against);
        Unless(act.Papers.All(p => p.Originals + p.Copies is > 0 and < 100), "paper-count", against);
        Unless(!act.Papers.Any(p => Lists.Any(l => l.ToUs == toUs && l.Lacking is null && l.What.Contains(p.Material))), "already-on-its-way", against);
        return () => Lists.Add(new Sent(toUs, [.. act.Papers.Select(p => p.Material)], After(Today, 3), null));
    }

    private Action WhenPapersArrive(Actor by, ConfirmPapers act, List<string> against)
    {
        Unless(EitherSide(by), "not-yours", against);
        var list = act.List >= 1 && act.List <= Lists.Count ? Lists[act.List - 1] : null;
        Unless(list is { Lacking: null } && (list.ToUs ? Window(by) || Reviewers(by) : Far(by)), "no-list", against);
        Unless(list is null || list.What.Order().SequenceEqual(act.Lines.Select(l => l.Material).Order()), "line-unconfirmed", against);
        var faults = act.Lines.Where(l => l.Finding != PaperFinding.Whole).ToList();
        Unless(faults.Count == 0 || act.Paper is not null, "reasons-missing", against);
        return () =>
        {
            Lists[act.List - 1] = list! with { Lacking = [.. faults.Where(f => f.Finding == PaperFinding.Missing).Select(f => f.Material)] };
            Reached |= list.ToUs;
        };
    }

    /// <summary>In Qingdao the common superior leads, if there is one; elsewhere the handling place's own decide.</summary>
    private Action WhenThePlacesDisagree(Actor by, RaiseDispute act, List<string> against)
    {
        Unless(EitherSide(by), "not-yours", against);
        Unless(TakenInAt is not null, "not-crossing", against);
        Unless(!Disputed, "dispute-open", against);
        Unless(act.Paper is not null, "reasons-missing", against);
        return () => (raised, Disputed, Leader) = (true, true, Qingdao.Contains(law.Place) ? act.Superior : null);
    }

    private Action WhenTheDisputeIsSettled(Actor by, SettleDispute act, List<string> against)
    {
        Unless(Disputed, "no-dispute", against);
        var leads = Leader is { } lead
            ? by.Role == Role.ChiefRepresentative ? by.Organisation == lead.Organisation : by.Role == Role.ManagementOfficer && by.Place == lead.Place
            : raised && Supervisor(by);
        Unless(leads, "not-yours", against);
        Unless(act.Paper is not null, "reasons-missing", against);
        return () => Disputed = false;
    }
}
