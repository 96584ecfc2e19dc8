using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Model;

/// <summary>回避 (公务员法 第七十六条、第七十七条): declared, requested or found; decided by a supervisor; nobody waits a day longer for it.</summary>
internal sealed partial class NaiveCase
{
    public readonly Dictionary<string, Doubt> Doubts = [];

    /// <summary>Officers whom registers tie to the applicant.</summary>
    public IReadOnlySet<string> Tied { get; init; } = new HashSet<string>();

    /// <summary>Everybody of the organisation.</summary>
    public IReadOnlyList<StaffMember> Staff { get; init; } = [];

    /// <summary>Who reviews it; null: nobody yet.</summary>
    public string? Reviewer => reviewer;

    /// <param name="Granted">Null: not decided.</param>
    internal sealed record Doubt(RecusalHow How, RecusalGround Ground, bool? Granted)
    {
        /// <summary>Declared or found he does nothing more until it is decided; requested he only decides nothing.</summary>
        public bool StandsAside => Granted ?? How != RecusalHow.Requested;
    }

    /// <summary>Who has an interest does nothing in it; before it is filed there is nothing yet to stand aside from.</summary>
    private void MayAct(Actor by, CaseAct act, List<string> against)
    {
        if (!by.IsStaff || act is Submit) return;
        if (Doubts.GetValueOrDefault(by.Id) is not { } doubt)
        {
            if (act is not DeclareRecusal) Unless(!Tied.Contains(by.Id), "recusal-found", against);
            return;
        }

        if (doubt.StandsAside) against.Add("recused");
        else if (doubt.Granted is null) Unless(act is not (Approve or ApproveOutOfOrder or Refuse or RefuseAcceptance), "recusal-pending", against);
    }

    private void BeforeDecision(List<string> against) => Unless(Status is { } now && now.BeforeDecision(), "not-from-here", against);

    private Action WhenRecusalIsDeclared(Actor by, DeclareRecusal act, List<string> against)
    {
        BeforeDecision(against);
        Unless(Window(by) || Reviewers(by), "not-yours", against);
        Unless(Doubts.GetValueOrDefault(by.Id) is not { StandsAside: true }, "recusal-raised", against);
        Unless(act.Paper is not null, "reasons-missing", against);
        return () => Raise(by.Id, new Doubt(RecusalHow.Declared, act.Ground, null));
    }

    private Action WhenRecusalIsRequested(Actor by, RequestRecusal act, List<string> against)
    {
        BeforeDecision(against);
        Unless(Applicant(by) || AtACounter(by), "not-yours", against);
        var officer = act.Post == RecusalPost.Reviewer ? reviewer : acceptedBy is { } one && one != Actor.Clockwork.Id ? one : receiver;
        Unless(officer is not null, "nobody-in-post", against);
        // Not a second time while it is open or once he stands aside; where it was declined, for something new.
        Unless(officer is null || Doubts.GetValueOrDefault(officer) is not { } doubt || (doubt.Granted == false && doubt.Ground != act.Ground), "recusal-raised", against);
        Unless(act.Paper is not null, "reasons-missing", against);
        return () => Raise(officer!, new Doubt(RecusalHow.Requested, act.Ground, null));
    }

    private Action WhenRecusalIsFound(Actor by, FindRecusal act, List<string> against)
    {
        BeforeDecision(against);
        Unless(by.Role == Role.System, "not-yours", against);
        Unless(Tied.Contains(act.Officer) && !Doubts.ContainsKey(act.Officer), "recusal-raised", against);
        return () => Raise(act.Officer, new Doubt(RecusalHow.Found, act.Ground, null));
    }

    private void Raise(string officer, Doubt doubt)
    {
        Doubts[officer] = doubt;
        if (doubt.StandsAside && Holder == officer) Holder = null;
    }

    /// <summary>Another supervisor than he himself; whoever goes on has no interest and did not receive it.</summary>
    private Action WhenRecusalIsDecided(Actor by, DecideRecusal act, List<string> against)
    {
        BeforeDecision(against);
        Unless(Supervisor(by), "not-yours", against);
        Unless(Doubts.GetValueOrDefault(act.Officer) is { Granted: null } && by.Id != act.Officer, "no-recusal", against);
        Unless(act.Successor is not { } next || (act.Granted && MaySucceed(next, act.Officer)), "successor-unfit", against);
        Unless(act.Paper is not null, "reasons-missing", against);
        return () =>
        {
            Doubts[act.Officer] = Doubts[act.Officer] with { Granted = act.Granted };
            if (!act.Granted) return;
            // At the window a reviewer holds nothing: he could not go on with it.
            var works = Desk(Status) == 2 || Staff.FirstOrDefault(s => s.Id == act.Successor)?.Role == Role.ChiefRepresentative;
            if (Holder is null || Holder == act.Officer) Take(works ? act.Successor : null);
            foreach (var asked in Questions.Where(q => q.Open && q.Person == act.Officer)) asked.Waived = true;
            if (reviewer == act.Officer) (reviewer, reviewed, Minuted) = (act.Successor, false, null);
        };
    }

    private bool MaySucceed(string next, string aside) =>
        Staff.FirstOrDefault(s => s.Id == next) is { Role: Role.Reviewer or Role.ChiefRepresentative } && next != aside && !Tied.Contains(next)
        && Doubts.GetValueOrDefault(next) is null or { Granted: false } && next != receiver && next != acceptedBy;

    /// <summary>The management office of its own level; a county's is that of its towns, too. Whoever is above reads.</summary>
    private bool Supervisor(Actor by) =>
        (by.Role == Role.ChiefRepresentative && by.Organisation == Organisation)
        || (by.Role == Role.ManagementOfficer && (by.Place == law.Place || (by.Place.Level is not (RegionLevel.Nation or RegionLevel.Province or RegionLevel.City) && by.Place.Contains(law.Place))));
}
