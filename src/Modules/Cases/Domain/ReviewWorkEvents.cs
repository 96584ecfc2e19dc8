using OneWindow.Contracts;

namespace OneWindow.Cases;

/// <summary>No clock moves by it.</summary>
[EventName("case.claimed/1")]
internal sealed record CaseClaimed(Role Role, string? Organisation) : CaseEvent;

[EventName("case.released/1")]
internal sealed record CaseReleased(ReleaseKind How) : CaseEvent;
