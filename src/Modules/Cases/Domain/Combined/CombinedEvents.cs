namespace OneWindow.Cases;

[EventName("case.part-examined/1")]
internal sealed record PartExamined(string Part, IReadOnlyList<Defect> Defects) : CaseEvent;

/// <summary>The time to say what is lacking is over. <paramref name="Silent"/>: the parts whose departments said nothing.</summary>
/// <param name="Lapsed">They may not ask any more; false: until the notice or the acceptance they may.</param>
[EventName("case.examination-over/1")]
internal sealed record ExaminationOver(IReadOnlyList<string> Silent, bool Lapsed) : CaseEvent;

[EventName("case.conflict-raised/1")]
internal sealed record ConflictRaised(IReadOnlyList<string> Parts) : CaseEvent;

[EventName("case.conflict-settled/1")]
internal sealed record ConflictSettled(int Conflict, IReadOnlyList<string> Parts) : CaseEvent;

[EventName("case.part-heard/1")]
internal sealed record PartHeard(string Part, PartOutcome? Outcome, bool Over, int Version) : CaseEvent;

/// <summary>办结: every part has ended and what was decided is delivered.</summary>
[EventName("case.combination-ended/1")]
internal sealed record CombinationEnded(CombinationOutcome Outcome) : CaseEvent;

/// <summary>前置已获批准. Clocks: begun, where nothing is waited for any more.</summary>
[EventName("case.precondition-met/1")]
internal sealed record PreconditionMet(string Part, CaseClock? Promised, CaseClock? Statutory) : CaseEvent;

[EventName("case.ruling-awaited/1")]
internal sealed record RulingAwaited(int Conflict) : CaseEvent;

[EventName("case.ruling-given/1")]
internal sealed record RulingGiven(int Conflict) : CaseEvent;
