using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>A case as its applicant sees it.</summary>
/// <param name="Own">Its applicant has signed in; false: somebody who holds number and query code.</param>
public sealed record CaseTrackModel(
    string Number, string Item, string Organisation, string Status, StatusKind Kind, string Lead, IReadOnlyList<AskedModel> Asked,
    IReadOnlyList<AlarmModel> Alarms, ClockBarModel? Clock, IReadOnlyList<DueDateModel> Dates, IReadOnlyList<TimelineStepModel> Steps,
    IReadOnlyList<IssuedNotice> Notices, IReadOnlyList<CaseActModel> Acts, string ConsultationPhone, string ComplaintPhone, bool Own, string? QueryCode)
{
    /// <summary>Where the applicant may rate what has come to its end; null: not yet, or not the applicant.</summary>
    public MenuLink? Rating { get; init; }

    /// <summary>The limited number and the place in its queue; null: not limited, or not waiting.</summary>
    public string? Queue { get; init; }

    /// <summary>What may be gone against, and until when; null: nothing, or not the applicant.</summary>
    public RemedyModel? Remedy { get; init; }

    /// <summary>What the published rules came to; null: not put to them, or not the applicant.</summary>
    public RuleTraceModel? Trace { get; init; }

    /// <summary>电子签名: the applicant signed electronically, and may take text and signature out again.</summary>
    public bool HasSignature { get; init; }

    /// <summary>What other modules show of this case: fees, parcels.</summary>
    public IReadOnlyList<CasePanel> Panels { get; init; } = [];
}

/// <param name="Petition">Where the ready application is made.</param>
public sealed record RemedyModel(string Words, DueDateModel Reconsideration, DueDateModel Litigation, string Petition);

/// <summary>Something that the applicant is asked to do.</summary>
public sealed record AskedModel(string Title, IReadOnlyList<string> Lines, string? Note, Citation Basis, MenuLink? Act);

/// <summary>Something that went wrong with time, on the office's side or the applicant's.</summary>
public sealed record AlarmModel(string Title, string Words, Citation Basis);

/// <summary>A date with its proof.</summary>
public sealed record DueDateModel(string Title, DateOnly Day, bool Provisional, WhyDateModel Why);

/// <param name="Path">Where the act is done; null where it is not open.</param>
public sealed record CaseActModel(string Act, string Words, string? Path, Refusal? Closed);
