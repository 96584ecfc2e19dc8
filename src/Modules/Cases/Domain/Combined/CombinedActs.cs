using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>What of a combination is filed: the chosen parts with the numbers reserved for them.</summary>
internal sealed record FiledCombination(CombinationKind Kind, IReadOnlyList<MasterPart> Parts);

/// <summary>A part of an accepted filing becomes a case: by the platform, with what the applicant filed and the window accepted for the whole.</summary>
/// <param name="Filed">As the part's own Submit would have it.</param>
/// <param name="Filer">Who filed the whole, <paramref name="Acceptor"/> who accepted it.</param>
/// <param name="AcceptedFrom">The instant from which its clocks count: the same for every part.</param>
internal sealed record OpenPart(
    Submit Filed, PartOf Whole, Actor Filer, Actor Acceptor, Instant ReceivedAt, AcceptanceMode Mode, Instant AcceptedFrom, SupplementDemand? Supplement) : CaseAct;

/// <summary>会审: what a department finds lacking for its part, or that nothing is.</summary>
internal sealed record ExaminePart(string Part, IReadOnlyList<Defect> Defects) : CaseAct;

/// <summary>部门意见不一致; what about stands in the paper.</summary>
internal sealed record RaiseConflict(IReadOnlyList<string> Parts) : CaseAct;

/// <summary>裁定; the ruling and its reasons stand in the paper.</summary>
internal sealed record SettleConflict(int Conflict) : CaseAct;

/// <summary>A part's case moved.</summary>
/// <param name="Version">Its version then.</param>
internal sealed record HearPart(string Part, PartOutcome? Outcome, bool Over, int Version) : CaseAct;

/// <summary>What concerns this part happened to the whole or to another part.</summary>
/// <param name="Part">The part it is about; null: a conflict.</param>
internal sealed record HearMaster(MasterNews News, string? Part, int? Conflict) : CaseAct;

internal enum MasterNews
{
    PreconditionGranted,
    PreconditionLost,
    ConflictRaised,
    ConflictSettled,
}
