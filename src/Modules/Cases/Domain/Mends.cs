using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>What can be, is being or was put right: rare, so one record that most cases do not carry.</summary>
internal sealed record Mends
{
    private static readonly Mends None = new();

    /// <summary>The last act, if it can still be taken back.</summary>
    public LastAct? Last { get; init; }

    /// <summary>A correction that waits for its approval.</summary>
    public Proposal? Proposed { get; init; }

    public Revocation? Revocation { get; init; }

    public Reopening? Reopened { get; init; }

    /// <summary>Concealed or false materials, or a result obtained by fraud; a new decision wipes it.</summary>
    public Dishonesty? Dishonesty { get; init; }

    /// <summary>When it is expected, as an officer wrote down with the reason for missing the promise.</summary>
    public DateOnly? Expected { get; init; }

    public static Mends? Of(CaseState state, Func<Mends, Mends> change) => change(state.Mends ?? None) is var now && now == None ? null : now;
}

/// <summary>What an act that nobody outside knows of has changed, so that the log alone gives it back (<see cref="UndoRules"/>).</summary>
internal sealed record LastAct(int Sequence, string Event, string By, Instant At, CaseStatus Status, int Visits, int Alerts)
{
    public string? Reviewer { get; init; }

    public DateOnly? ReviewedOn { get; init; }

    public bool? LatenessExplained { get; init; }
}

/// <param name="Document">The event whose document is to be corrected; 0: a clock.</param>
/// <param name="Author">Whose act was wrong; null: a clock's.</param>
internal sealed record Proposal(int Document, string By, string? Author)
{
    public ClockKind? Clock { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }
}

/// <param name="Items">The materials and form fields that were false; empty for a result obtained by fraud.</param>
/// <param name="BarredUntil">The last day on which the same item may not be applied for; null: no bar.</param>
internal sealed record Dishonesty(bool Fraud, IReadOnlyList<string> Items, DateOnly? BarredUntil)
{
    public bool Equals(Dishonesty? other) => other is not null && Fraud == other.Fraud && BarredUntil == other.BarredUntil && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => HashCode.Combine(Fraud, BarredUntil, Items.Count);
}

/// <summary>重新办理: since when the case is handled anew, and what had gone wrong before: kept for good, but not counted twice.</summary>
internal sealed record Reopening(Instant At, OrderSource Source, TimeLimit? Within, IReadOnlyList<Alert> Before)
{
    /// <summary>自行纠正: who reviewed it before and does not review it again; null: an order of others, or nobody had reviewed.</summary>
    public string? Former { get; init; }
}

/// <summary>Who ordered a new act.</summary>
internal enum OrderSource
{
    Review,
    Court,

    /// <summary>自行纠正.</summary>
    Body,
}

/// <summary>撤销、撤回: told, perhaps answered and heard, decided.</summary>
internal sealed record Revocation(string Ground, Deadline AnswerBy, string By)
{
    public bool Answered { get; init; }

    /// <summary>A hearing was asked for: by when.</summary>
    public Deadline? HoldBy { get; init; }

    /// <summary>Null: not announced yet.</summary>
    public HearingCall? Call { get; init; }

    public bool Heard { get; init; }

    public DateOnly? RevokedOn { get; init; }

    public bool IsOpen => RevokedOn is null;
}
