using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>No clock moves by it.</summary>
[EventName("case.claimed/1")]
internal sealed record CaseClaimed(Role Role, string? Organisation) : CaseEvent;

[EventName("case.released/1")]
internal sealed record CaseReleased(ReleaseKind How) : CaseEvent;

/// <param name="To">Null: nobody holds it now.</param>
[EventName("case.handed-on/1")]
internal sealed record CaseHandedOn(string From, string? To, AwayFor For) : CaseEvent;

[EventName("case.opinion-asked/1")]
internal sealed record OpinionAsked(AskedOpinion Asked) : CaseEvent;

[EventName("case.opinion-given/1")]
internal sealed record OpinionGiven(string Id, OpinionAnswer Answer) : CaseEvent;

[EventName("case.opinion-overdue/1")]
internal sealed record OpinionOverdue(string Id, DateOnly Due) : CaseEvent;

[EventName("case.opinion-waived/1")]
internal sealed record OpinionWaived(string Id) : CaseEvent;

/// <param name="Opinion">Null: the review is to be done again.</param>
/// <param name="Due">By when the opinion is to be given again.</param>
[EventName("case.sent-back/1")]
internal sealed record CaseSentBack(string? Opinion, Deadline? Due) : CaseEvent;

[EventName("case.recusal-raised/1")]
internal sealed record RecusalRaised(string Officer, RecusalHow How, RecusalGround Ground) : CaseEvent;

/// <param name="As">The hat of who goes on with the case.</param>
[EventName("case.recusal-decided/1")]
internal sealed record RecusalDecided(string Officer, bool Granted, string? Successor, Role? As) : CaseEvent;

[EventName("case.minutes-recorded/1")]
internal sealed record MinutesRecorded(Minutes Minutes) : CaseEvent;

[EventName("case.visit-proposed/1")]
internal sealed record VisitProposed(DateOnly On, TimeOnly From, IReadOnlyList<string> Officers) : CaseEvent;

/// <param name="On">Another day that the applicant asks for; null: agreed.</param>
[EventName("case.visit-answered/1")]
internal sealed record VisitAnswered(DateOnly? On, TimeOnly? From) : CaseEvent;

[EventName("case.visit-recorded/1")]
internal sealed record VisitRecorded(IReadOnlyList<string> Failed, IReadOnlyList<FiledFile> Files, int Officers, bool ApplicantSigned) : CaseEvent;
