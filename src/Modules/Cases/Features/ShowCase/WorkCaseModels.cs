using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>The page of one case.</summary>
/// <param name="Next">What is to be done now.</param>
/// <param name="Back">The list in which the case lies.</param>
/// <param name="Done">What has just been done; null unless the reader comes from an act.</param>
/// <param name="Handles">The reader acts on this case; otherwise he reads it, with what is personal masked.</param>
public sealed record WorkCaseModel(
    string Number, IReadOnlyList<string> Groups, string Item, string Status, StatusKind Kind, string Next, MenuLink Back, string? Done, bool Handles,
    IReadOnlyList<string> Alerts, IReadOnlyList<SummaryRowModel> Facts, IReadOnlyList<SummaryRowModel> Applicant, CaseTimesModel Times,
    IReadOnlyList<HeldMaterialModel> Materials, IReadOnlyList<AnswersModel> Answers, IReadOnlyList<LogLineModel> Log, IReadOnlyList<IssuedNotice> Notices,
    IReadOnlyList<ActModel> Acts, ActChoicesModel Choices)
{
    /// <summary>Null: nothing is masked, or the reader may not have it unmasked.</summary>
    public RevealModel? Reveal { get; init; }

    /// <summary>电子签名: the applicant signed all of it electronically.</summary>
    public bool HasSignature { get; init; }

    /// <summary>The reader has given a reason: until when the values stand in full.</summary>
    public string? InFullFor { get; init; }

    /// <summary>What the published rules came to; null: not put to them.</summary>
    public RuleTraceModel? Trace { get; init; }

    /// <summary>What other modules show of this case: fees, parcels.</summary>
    public IReadOnlyList<CasePanel> Panels { get; init; } = [];

    public IReadOnlyList<OpinionModel> Opinions { get; init; } = [];

    /// <summary>Null: no visit was arranged.</summary>
    public SiteVisitModel? Visit { get; init; }
}

/// <summary>协办意见 of one unit or person.</summary>
public sealed record OpinionModel(string Who, string Due, StatusKind Kind, string Standing, string? Written);

/// <param name="Lamp">The light of what is to be done next, with its words.</param>
/// <param name="Bar">Both clocks on one bar; null where not both run.</param>
public sealed record CaseTimesModel(Lamp Lamp, string Left, DateOnly? Due, ClockBarModel? Bar, IReadOnlyList<ClockModel> Clocks);

/// <summary>One clock with its proof.</summary>
public sealed record ClockModel(string Name, string Limit, DateOnly Due, WhyDateModel Why);

/// <summary>A material of the guide, and what of it is there.</summary>
public sealed record HeldMaterialModel(string Name, IReadOnlyList<string> Marks, string? Standard, StatusKind Kind, string Standing, IReadOnlyList<HeldFileModel> Files);

/// <param name="Path">Null for who may not open files.</param>
public sealed record HeldFileModel(string Name, string? Path, string Size)
{
    /// <summary>电子签名 in it; null: none.</summary>
    public SignatureStanding? Signature { get; init; }
}

public sealed record AnswersModel(string Title, IReadOnlyList<SummaryRowModel> Rows);

/// <param name="Written">What was written in words beside the event, as far as it was not erased.</param>
public sealed record LogLineModel(int Sequence, Instant At, string Words, string Who, string? Detail, string? Written, IReadOnlyList<Citation> Basis)
{
    /// <summary>补录: the scanned result's file.</summary>
    public string? Scan { get; init; }
}

/// <summary>One act at the foot of a case's page.</summary>
/// <param name="Closed">Why it is not open now, with its article.</param>
/// <param name="Unfolded">Its form stands open: what is to be done first, and what was sent and refused.</param>
public sealed record ActModel(string Act, string Words, string Address, int Version, string Key, Citation Basis, Refusal? Closed, FormState Form, bool Unfolded)
{
    /// <summary>Done on a page of its own, to which this leads.</summary>
    public bool Elsewhere { get; init; }
}

/// <summary>What the forms of the open acts offer; empty where the act is closed.</summary>
public sealed record ActChoicesModel(
    CorrectionChoicesModel? Correction = null, ToleranceChoicesModel? Tolerance = null, IReadOnlyList<ChoiceModel>? Grounds = null,
    IReadOnlyList<ChoiceModel>? Checks = null, IReadOnlyList<ChoiceModel>? Modes = null, bool ByPost = false,
    IReadOnlyList<ChoiceModel>? Procedures = null, IReadOnlyList<ChoiceModel>? Running = null, bool MayOmitNotice = false)
{
    /// <summary>Why the limited number is no reason to wait: it is used up. Null: not limited, or places left.</summary>
    public string? Quota { get; init; }

    /// <summary>What may become of a running case whose item was changed.</summary>
    public IReadOnlyList<ChoiceModel>? Outcomes { get; init; }

    /// <summary>To whom the case may be passed on.</summary>
    public IReadOnlyList<ChoiceModel>? Units { get; init; }

    /// <summary>The first day of a hearing that is announced today.</summary>
    public DateOnly? EarliestHearing { get; init; }

    public IReadOnlyList<ChoiceModel>? Whom { get; init; }

    public ExaminationChoicesModel? Examination { get; init; }

    /// <summary>Parts about which departments may disagree.</summary>
    public IReadOnlyList<ChoiceModel>? Disputable { get; init; }

    /// <summary>Disagreements that wait for a ruling.</summary>
    public IReadOnlyList<ChoiceModel>? Disputes { get; init; }

    public IReadOnlyList<ChoiceModel>? LateOpinions { get; init; }

    public IReadOnlyList<ChoiceModel>? Returnable { get; init; }

    public IReadOnlyList<ChoiceModel>? Inspectors { get; init; }

    public IReadOnlyList<ChoiceModel>? Recusals { get; init; }

    public IReadOnlyList<ChoiceModel>? Successors { get; init; }
    /// <summary>Which act would be undone, in words.</summary>
    public string Undone { get; init; } = "";

    /// <summary>What can be found false.</summary>
    public IReadOnlyList<ChoiceModel> Findable { get; init; } = [];

    /// <summary>Documents that can be corrected.</summary>
    public IReadOnlyList<ChoiceModel>? Documents { get; init; }

    /// <summary>The correction that waits for approval, in words.</summary>
    public string? Proposed { get; init; }

    public IReadOnlyList<ChoiceModel>? RevocationGrounds { get; init; }

    /// <summary>What may go to the other place, and whereto.</summary>
    public HandOverFormModel? HandOver { get; init; }

    /// <summary>The list that waits for this reader's confirmation.</summary>
    public HandOverCheckModel? HandedOver { get; init; }
}

/// <summary>现场核查 as the case's page shows it.</summary>
/// <param name="Record">Where it is recorded; null: not open to this reader now.</param>
public sealed record SiteVisitModel(string When, string Standing, StatusKind Kind, string Officers, IReadOnlyList<string> Failed, IReadOnlyList<HeldFileModel> Photos, string? Record);
