using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>异地代收 of one case: received there, handled here. Null on a case: received where it is handled.</summary>
/// <param name="Organisation">The receiving window's.</param>
/// <param name="Place">Where that window sits.</param>
internal sealed record CaseCrossing(CrossRegionMode Mode, string Organisation, RegionCode Place, Instant ReceivedAt)
{
    /// <summary>When it reached the handling place: with the filing, or with its papers. Null: they are still on the way.</summary>
    public Instant? ReachedAt { get; init; }

    /// <summary>移交清单, in their order; null: none yet.</summary>
    public IReadOnlyList<HandOver>? Lists { get; init; }

    /// <summary>The last one; null: nobody ever disagreed.</summary>
    public RegionDispute? Dispute { get; init; }

    public IEnumerable<HandOver> OpenLists => (Lists ?? []).Where(l => l.IsOpen);

    /// <summary>The result lies at the receiving window, or never needed to travel on paper.</summary>
    public bool ResultIsBack => (Lists ?? []).Any(l => l is { To: HandOverTo.Receiving, IsOpen: false } && l.Brought(HandedPaper.Result));
}

/// <summary>移交清单: papers that go from one place to the other.</summary>
/// <param name="Due">By when the other side confirms it.</param>
internal sealed record HandOver(int Number, HandOverTo To, Instant SentAt, DateOnly Due, IReadOnlyList<HandedPaper> Papers)
{
    /// <summary>Null: a messenger carries them.</summary>
    public string? Waybill { get; init; }

    /// <summary>Null: not confirmed yet.</summary>
    public Instant? ReceivedAt { get; init; }

    /// <summary>What did not come whole; null: everything did, or not confirmed yet.</summary>
    public IReadOnlyList<PaperChecked>? Faults { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsOpen => ReceivedAt is null;

    public bool Brought(string material) =>
        !IsOpen && Papers.Any(p => p.Material == material) && (Faults ?? []).All(f => f.Material != material || f.Finding != PaperFinding.Missing);
}

internal enum HandOverTo
{
    /// <summary>To the place that handles.</summary>
    Handling,

    /// <summary>Back to the window that received.</summary>
    Receiving,
}

/// <param name="Material">A material of the guide, or <see cref="Result"/>.</param>
internal sealed record HandedPaper(string Material, int Originals, int Copies)
{
    public const string Result = "result";
}

/// <summary>One line of a list as the other side found it.</summary>
internal sealed record PaperChecked(string Material, PaperFinding Finding);

internal enum PaperFinding
{
    Whole,
    Missing,
    Damaged,
}

/// <summary>跨区域争议: raised by either place, settled by the common superior; the words stand in the log.</summary>
/// <param name="Lead">Null: the rules name nobody, or the directory knows none: the handling place's supervisors settle it.</param>
internal sealed record RegionDispute(Instant RaisedAt, DisputeLead? Lead)
{
    public Instant? SettledAt { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsOpen => SettledAt is null;
}

/// <summary>牵头部门, and where it sits.</summary>
internal sealed record DisputeLead(string Organisation, RegionCode Place);

/// <summary>As the filing pins it: <see cref="CaseSubmitted"/>.</summary>
internal sealed record FiledCrossing(CrossRegionMode Mode, string Organisation, RegionCode Place, Instant? ReachedAt);

/// <summary>移交: lists what goes to the other place and sends it.</summary>
/// <param name="Waybill">Null: by messenger.</param>
internal sealed record SendPapers(HandOverTo To, IReadOnlyList<HandedPaper> Papers, string? Waybill) : CaseAct;

/// <summary>签收移交清单: every line; what is wrong with one stands in the paper.</summary>
internal sealed record ConfirmPapers(int List, IReadOnlyList<PaperChecked> Lines) : CaseAct;

/// <summary>提出跨区域争议; what it is about stands in the paper.</summary>
internal sealed record RaiseDispute : CaseAct
{
    /// <summary>What the directory knows, looked up before deciding: used only where the rules say that a common superior leads.</summary>
    public DisputeLead? Superior { get; init; }
}

/// <summary>裁定跨区域争议; the ruling stands in the paper.</summary>
internal sealed record SettleDispute : CaseAct;

[EventName("case.papers-sent/1")]
internal sealed record PapersSent(int List, HandOverTo To, DateOnly Due, IReadOnlyList<HandedPaper> Papers) : CaseEvent
{
    public string? Waybill { get; init; }
}

[EventName("case.papers-received/1")]
internal sealed record PapersReceived(int List, IReadOnlyList<PaperChecked> Lines) : CaseEvent
{
    /// <summary>True: after its day; else absent.</summary>
    public bool? Late { get; init; }
}

[EventName("case.dispute-raised/1")]
internal sealed record DisputeRaised(DisputeLead? Lead) : CaseEvent;

[EventName("case.dispute-settled/1")]
internal sealed record DisputeSettled : CaseEvent;
