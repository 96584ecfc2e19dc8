using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>审查的组织: who works on a case, and what the review rests on beside the papers. Null on a case: nothing of it yet.</summary>
internal sealed record ReviewWork
{
    public static ReviewWork None { get; } = new();

    /// <summary>领办: null: nobody holds it.</summary>
    public Holding? Held { get; init; }

    /// <summary>协办意见 and 加签; null: nobody was asked.</summary>
    public IReadOnlyList<AskedOpinion>? Opinions { get; init; }

    /// <summary>回避; null: nobody's was raised.</summary>
    public IReadOnlyList<Recusal>? Recusals { get; init; }

    /// <summary>集体研究的纪要; null: not there yet.</summary>
    public Minutes? Minutes { get; init; }

    /// <summary>现场核查; null: none was arranged.</summary>
    public SiteVisit? Visit { get; init; }

    public AskedOpinion? Opinion(string id) => Opinions?.FirstOrDefault(o => o.Id == id);

    /// <summary>Null where nothing is left in it: the stored state stays small.</summary>
    public ReviewWork? OrNull() => this == None ? null : this;
}

/// <summary>领办: who holds a case, under which hat, since when, and when he last did something to it.</summary>
internal sealed record Holding(string By, Role Role, string? Organisation, Instant Since, Instant Last);

internal enum ReleaseKind
{
    /// <summary>By the holder.</summary>
    Himself,

    /// <summary>By a supervisor, with a reason.</summary>
    Supervisor,

    /// <summary>The holder did nothing for as long as the house rule says.</summary>
    Absence,
}

/// <summary>协办意见: what a co-operating unit, or one more unit or person (加签), was asked; its words stand in the log.</summary>
/// <param name="Id">The guide's for its own units; "added-1", … for those added.</param>
/// <param name="Person">The account asked; null: a unit.</param>
internal sealed record AskedOpinion(string Id, string? Unit, string? Person, Deadline Due, bool Obligatory)
{
    /// <summary>Null: not given yet.</summary>
    public OpinionAnswer? Answer { get; init; }

    public bool Late { get; init; }

    /// <summary>It is decided without it, for the reason in the log.</summary>
    public bool Waived { get; init; }

    public bool IsOpen => Answer is null && !Waived;
}

internal enum OpinionAnswer
{
    Agrees,
    Objects,
}

/// <summary>回避 of one officer.</summary>
/// <param name="Since">When it was raised.</param>
internal sealed record Recusal(string Officer, RecusalHow How, RecusalGround Ground, DateOnly Since)
{
    /// <summary>Null: not decided yet.</summary>
    public bool? Granted { get; init; }
}

internal enum RecusalHow
{
    /// <summary>By the officer himself.</summary>
    Declared,

    /// <summary>By the applicant.</summary>
    Requested,

    /// <summary>From the registers.</summary>
    Found,
}

/// <summary>公务员法 第七十六条.</summary>
internal enum RecusalGround
{
    OwnInterest,
    Relatives,
    Other,
}

/// <summary>Whom the applicant means, who does not know names.</summary>
internal enum RecusalPost
{
    Receiver,
    Reviewer,
}

/// <summary>集体研究、联席会议的纪要: its number and day and what was resolved; who attended and what was said stand in the paper.</summary>
internal sealed record Minutes(string Number, DateOnly On, int Attendees, MinutesOutcome Outcome);

internal enum MinutesOutcome
{
    Approve,
    Refuse,
}

/// <summary>现场核查: the day, who goes, how far it has come.</summary>
/// <param name="On">The day that counts now: proposed, or moved by the applicant.</param>
internal sealed record SiteVisit(DateOnly On, TimeOnly From, IReadOnlyList<string> Officers, VisitStanding Standing)
{
    /// <summary>What did not hold, by its ids; null: not inspected yet.</summary>
    public IReadOnlyList<string>? Failed { get; init; }

    /// <summary>The first, the second, … time that somebody goes.</summary>
    public int Round { get; init; } = 1;
}

internal enum VisitStanding
{
    Proposed,

    /// <summary>The applicant asked for another day.</summary>
    Moved,
    Agreed,
    Done,
}
