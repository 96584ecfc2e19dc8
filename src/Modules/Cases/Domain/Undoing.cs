namespace OneWindow.Cases;

/// <summary>How what an act did wrong is put right.</summary>
internal enum Way
{
    /// <summary>撤回误操作: within a minute, by whoever did it.</summary>
    Undo,

    /// <summary>更正文书: a new document that names the wrong one, approved by another hand.</summary>
    Rectify,

    /// <summary>更正期限: a further entry in the clock's ledger, approved by another hand.</summary>
    EnterClock,

    /// <summary>撤销、撤回办理结果, after the holder was heard.</summary>
    Revoke,

    /// <summary>重新办理: by the body itself, a review body or a court.</summary>
    Reopen,

    /// <summary>The same or the opposite act once more.</summary>
    ActAgain,

    /// <summary>It was the applicant's own: he withdraws, files again, or asks for something else.</summary>
    Applicant,
}

/// <summary>
/// 怎样纠正: beside the lifecycle table, for each of its acts the ways in which a mistake in it is put right, and a note. Printed with the
/// table; a test holds the two together.
/// </summary>
internal static class Undoing
{
    private static readonly Dictionary<string, (Way[] Ways, string Note)> Table = new(StringComparer.Ordinal)
    {
        [nameof(Submit)] = ([Way.Applicant], "撤回后可以重新申请；漏交的在补正或者容缺中补。"),
        [nameof(Accept)] = ([Way.Rectify, Way.EnterClock], "文书当时就发出，不能撤回；受理本身有误的，在决定时依法处理。"),
        [nameof(RequestCorrection)] = ([Way.Rectify], "文书当时就发出；期限可以延长，已补的照收。"),
        [nameof(ExtendCorrectionPeriod)] = ([Way.ActAgain], "只能再延长，不能缩短。"),
        [nameof(FileCorrection)] = ([Way.Applicant], "期限内可以再补。"),
        [nameof(AcceptTolerantly)] = ([Way.Rectify, Way.EnterClock], "文书当时就发出。"),
        [nameof(RefuseAcceptance)] = ([Way.Rectify, Way.Reopen], "文字有误的更正；实质有误的由本机关自行纠正或者按复议、判决重新办理。"),
        [nameof(FileSupplement)] = ([Way.Applicant], "期限内可以再补。"),
        [nameof(Withdraw)] = ([Way.Applicant], "随时可以重新申请。"),
        [nameof(Terminate)] = ([Way.Rectify], "依法可以由承继人办理的，另行申请。"),
        [nameof(RecordContact)] = ([Way.Undo, Way.ActAgain], "一分钟后再补记一条说明。"),
        [nameof(ExplainLateness)] = ([Way.Undo], "没有告知任何人。"),
        [nameof(BeginReview)] = ([Way.Undo], "告知申请人以前可以撤回。"),
        [nameof(RecordReview)] = ([Way.Undo, Way.ActAgain], "决定以前可以重新登记。"),
        [nameof(BeginProcedure)] = ([Way.ActAgain, Way.Rectify, Way.EnterClock], "结束该程序，多停的期限另加一条更正。"),
        [nameof(EndProcedure)] = ([Way.ActAgain, Way.EnterClock], "重新启动，少停的期限另加一条更正。"),
        [nameof(TellHearingRight)] = ([Way.Rectify], "告知了的权利不能收回。"),
        [nameof(RequestHearing)] = ([Way.Applicant], "申请人可以不参加。"),
        [nameof(AnnounceHearing)] = ([Way.ActAgain], "改期、改地点的重新通知，再提前七个工作日。"),
        [nameof(HoldHearing)] = ([Way.Undo], "告知申请人以前可以撤回。"),
        [nameof(ExtendLimit)] = ([Way.Rectify, Way.EnterClock], "延长只有一次，不因更正而多一次。"),
        [nameof(Approve)] = ([Way.Rectify, Way.Revoke, Way.Reopen], "文字有误的更正；实质有误的，告知并听取意见后撤销。"),
        [nameof(Refuse)] = ([Way.Rectify, Way.Reopen], "文字有误的更正；实质有误的由本机关自行纠正或者按复议、判决重新办理。"),
        [nameof(RecordCheck)] = ([Way.ActAgain], "认定不实的，在撤销以前听取陈述申辩。"),
        [nameof(DecideRevocation)] = ([Way.ActAgain], "到期再次核查。"),
        [nameof(BeginDelivery)] = ([Way.ActAgain], "送达不成的改用别的方式。"),
        [nameof(RecordDelivery)] = ([Way.Rectify], "更正送达回证。"),
        [nameof(ExaminePart)] = ([Way.ActAgain], "告知以前可以重新提出，以后一次为准。"),
        [nameof(RaiseConflict)] = ([Way.ActAgain], "由裁定了结。"),
        [nameof(SettleConflict)] = ([Way.ActAgain], "情况有变的，再提出、再裁定。"),
        [nameof(HearPart)] = ([Way.ActAgain], "该事项再有进展时重新记下。"),
        [nameof(HearMaster)] = ([Way.Reopen], "前置事项重新办理的，本件可以另行申请。"),
        [nameof(LetTimePass)] = ([Way.EnterClock], "依法发生，不能撤回；期限算错的加一条更正，提醒记录保留。"),
        [nameof(Reproject)] = ([Way.EnterClock], "日历再次公布时再次计算。"),
        [nameof(ApproveOutOfOrder)] = ([Way.Rectify, Way.Revoke, Way.Reopen], "与批准相同。"),
        [nameof(EnterOutsideResult)] = ([Way.Rectify, Way.Reopen], "对方补报的，两个时间都记，不一致的单独列出。"),
        [nameof(RecordHandOver)] = ([Way.ActAgain], "对方已经收件，另发一包。"),
        [nameof(PassOn)] = ([Way.ActAgain], "转回原来的单位，期限不变。"),
        [nameof(RecordParcel)] = ([Way.ActAgain], "寄递企业再报一次。"),
        [nameof(RecordAttempt)] = ([Way.ActAgain], "再送一次，或者改用别的方式。"),
        [nameof(ChangeDelivery)] = ([Way.ActAgain], "再改一次。"),
        [nameof(RecordFee)] = ([Way.ActAgain], "多缴的按原路退回。"),
        [nameof(SettleItemChange)] = ([Way.Rectify, Way.EnterClock], "文字有误的更正文书；暂停的天数记错的更正期限。"),
        [nameof(AskForPerson)] = ([Way.Applicant], "人工看过就不再自动审批。"),
        [nameof(DecideByRules)] = ([Way.Rectify, Way.Revoke], "只批准，不作不利决定；申请人可以请人工复核。"),
        [nameof(LookAgain)] = ([Way.Rectify, Way.Revoke], "发现批准有误的，告知并听取意见后撤销。"),
        [nameof(Claim)] = ([Way.ActAgain], "放回。"),
        [nameof(Release)] = ([Way.ActAgain], "再领办。"),
        [nameof(HandOn)] = ([Way.ActAgain], "接办的人放回，再由别人领办。"),
        [nameof(Reopen)] = ([Way.Rectify], "文号、机关写错的更正；重新作出的决定另有救济。"),
        [nameof(ExplainDelay)] = ([Way.ActAgain], "可以再说明一次，以后一次为准。"),
        [nameof(UndoLast)] = ([Way.ActAgain], "把原来的操作再办一次。"),
        [nameof(ProposeRectification)] = ([Way.ActAgain], "批准以前可以退回。"),
        [nameof(ProposeClockEntry)] = ([Way.ActAgain], "批准以前可以退回。"),
        [nameof(DecideProposal)] = ([Way.Rectify, Way.EnterClock], "更正有误的，再更正一次。"),
        [nameof(ProposeRevocation)] = ([Way.Rectify, Way.ActAgain], "决定不撤销，就此结束。"),
        [nameof(AnswerRevocation)] = ([Way.Applicant], "听证时可以补充。"),
        [nameof(HoldRevocationHearing)] = ([Way.Rectify], "笔录的更正附后。"),
        [nameof(AskOpinion)] = ([Way.ActAgain], "问错了单位的，另问一家；逾期的意见写明理由可以不等。"),
        [nameof(GiveOpinion)] = ([Way.ActAgain], "决定以前由审查人退回，再提一次。"),
        [nameof(WaiveOpinion)] = ([Way.ActAgain], "决定以前意见到了，仍然照收。"),
        [nameof(SendBack)] = ([Way.ActAgain], "重新登记审查，或者再提意见。"),
        [nameof(DeclareRecusal)] = ([Way.ActAgain], "是否回避由主管决定。"),
        [nameof(RequestRecusal)] = ([Way.Applicant], "不成立的，可以凭新的事由再申请。"),
        [nameof(FindRecusal)] = ([Way.ActAgain], "登记有误的，改正登记，再由主管决定。"),
        [nameof(DecideRecusal)] = ([Way.ActAgain], "有新的事由时重新决定；已办的步骤仍然有效。"),
        [nameof(RecordMinutes)] = ([Way.ActAgain], "决定以前以后一次登记的纪要为准。"),
        [nameof(ProposeVisit)] = ([Way.ActAgain], "改约一次。"),
        [nameof(AnswerVisit)] = ([Way.ActAgain], "改约一次。"),
        [nameof(RecordVisit)] = ([Way.ActAgain], "决定以前再约一次核查，原来的记录保留。"),
        [nameof(DecideOnRevocation)] = ([Way.Rectify, Way.Reopen], "实质有误的，自行纠正或者按复议、判决重新办理。"),
        [nameof(SendPapers)] = ([Way.ActAgain], "对方签收时记下缺失，再移交一次。"),
        [nameof(ConfirmPapers)] = ([Way.ActAgain], "签收有误的，由对方另列清单移交。"),
        [nameof(RaiseDispute)] = ([Way.ActAgain], "由牵头部门裁定。"),
        [nameof(SettleDispute)] = ([Way.ActAgain], "有新的情况可以再提，再裁定。"),
    };

    public static IReadOnlyCollection<string> Acts => Table.Keys;

    public static IReadOnlyList<Way> Of(string act) => Table[act].Ways;

    public static string NoteOf(string act) => Table[act].Note;

    public static string Words(this Way way) => way switch
    {
        Way.Undo => "撤回误操作",
        Way.Rectify => "更正文书",
        Way.EnterClock => "更正期限",
        Way.Revoke => "撤销或者撤回",
        Way.Reopen => "重新办理",
        Way.ActAgain => "再办一次",
        Way.Applicant => "由申请人",
        _ => throw new ArgumentOutOfRangeException(nameof(way)),
    };

    /// <summary>Puts right what was done: never what is to be done next.</summary>
    public static bool Mends(string act) =>
        act is nameof(UndoLast) or nameof(ProposeRectification) or nameof(ProposeClockEntry) or nameof(ProposeRevocation) or nameof(Reopen) or nameof(ExplainDelay);

    /// <summary>False: nothing of the kind stands in this case, so the act is not even shown as closed.</summary>
    public static bool MayConcern(CaseState state, Contracts.Actor actor, string act) => act switch
    {
        nameof(UndoLast) => state.Mends?.Last?.By == actor.Id,
        nameof(DecideProposal) => state.Mends?.Proposed is not null,
        nameof(ProposeRevocation) => state is { Status: CaseStatus.Closed, Granted: true } && state.Mends?.Revocation is null,
        nameof(ExplainDelay) => state.Promised is not null && state.Status.BeforeDecision(),
        nameof(Reopen) => state.Status is CaseStatus.NotAccepted or CaseStatus.Refused or CaseStatus.Closed,
        nameof(AnswerRevocation) or nameof(DecideOnRevocation) => state.Mends?.Revocation is { IsOpen: true },
        nameof(AnnounceHearing) => state.Hearing is { HoldBy: not null, Held: false } || state.Mends?.Revocation is { IsOpen: true, HoldBy: not null, Heard: false },
        nameof(HoldRevocationHearing) => state.Mends?.Revocation is { IsOpen: true, HoldBy: not null },
        _ => true,
    };
}
