using OneWindow.Contracts;

namespace OneWindow.Cases;

/// <summary>领办.</summary>
internal sealed record Claim : CaseAct;

/// <summary>放回: by the holder, or by a supervisor whose reason stands in the paper.</summary>
internal sealed record Release : CaseAct;

/// <summary>加签: one more unit or person is asked; the question stands in the paper. Exactly one of the two.</summary>
/// <param name="Days">Working days to answer in.</param>
internal sealed record AskOpinion(string? Unit, string? Person, int Days) : CaseAct;

/// <summary>The reasons stand in the paper.</summary>
internal sealed record GiveOpinion(string Id, OpinionAnswer Answer) : CaseAct;

/// <summary>不等逾期的意见, for the reason in the paper.</summary>
internal sealed record WaiveOpinion(string Id) : CaseAct;

/// <summary>退回上一步, for the reason in the paper: to the review, or to who gave an opinion.</summary>
/// <param name="Opinion">Null: the review.</param>
internal sealed record SendBack(string? Opinion) : CaseAct;

/// <summary>申报回避, by the officer himself; why stands in the paper.</summary>
internal sealed record DeclareRecusal(RecusalGround Ground) : CaseAct;

/// <summary>申请回避, by the applicant; why stands in the paper.</summary>
internal sealed record RequestRecusal(RecusalPost Post, RecusalGround Ground) : CaseAct;

/// <summary>转交: the platform gives what somebody holds, who is not there, to his stand-in, or back to his organisation.</summary>
/// <param name="To">Null: whoever of the organisation takes it up.</param>
internal sealed record HandOn(string From, string? To, AwayFor For) : CaseAct;

/// <summary>The registers say that this officer may not act; the platform writes it down when he tries.</summary>
internal sealed record FindRecusal(string Officer, RecusalGround Ground) : CaseAct;

/// <summary>决定回避, by a supervisor; why stands in the paper.</summary>
/// <param name="Successor">Who goes on with the case; null: whoever of the others takes it up.</param>
internal sealed record DecideRecusal(string Officer, bool Granted, string? Successor) : CaseAct;

/// <summary>登记集体研究的纪要; attendees and what was said stand in the paper.</summary>
internal sealed record RecordMinutes(Minutes Minutes) : CaseAct;

/// <summary>约定现场核查: when, and which two go.</summary>
internal sealed record ProposeVisit(DateOnly On, TimeOnly From, IReadOnlyList<string> Officers) : CaseAct;

/// <param name="On">Another day; null: agreed.</param>
internal sealed record AnswerVisit(DateOnly? On, TimeOnly? From) : CaseAct;

/// <summary>现场核查记录: every point of the item's list, photographs bound by their hashes, both sides' signatures; the words stand in the paper.</summary>
/// <param name="Signed">How many officers signed.</param>
/// <param name="ApplicantSigned">False: he would not; why stands in the paper.</param>
internal sealed record RecordVisit(IReadOnlyList<string> Passed, IReadOnlyList<string> Failed, IReadOnlyList<FiledFile> Files, int Signed, bool ApplicantSigned) : CaseAct;
