using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 领办 (平台规则 第十条): a case has one handler at a time, known to all, so that two never work it unknowingly. Nothing of it moves a clock, and
/// nobody is kept from what is another hand's by its nature: what an applicant brings, a hearing, an approval, a record.
/// </summary>
internal static class ClaimRules
{
    /// <summary>What others do on a case that somebody holds.</summary>
    private static readonly HashSet<string> Everybodys =
    [
        nameof(Claim), nameof(Release), nameof(RecordContact), nameof(ExplainLateness), nameof(FileCorrection), nameof(FileSupplement), nameof(Withdraw),
        nameof(RequestHearing), nameof(HoldHearing), nameof(ExtendLimit), nameof(RecordDelivery), nameof(RecordCheck), nameof(DecideRevocation), nameof(GiveOpinion),
        nameof(DeclareRecusal), nameof(RequestRecusal), nameof(DecideRecusal), nameof(AnswerVisit), nameof(RecordVisit),
        nameof(AskForPerson), nameof(UndoLast), nameof(ProposeRectification), nameof(ProposeClockEntry), nameof(DecideProposal), nameof(Reopen), nameof(ExplainDelay),
        nameof(SendPapers), nameof(ConfirmPapers), nameof(RaiseDispute), nameof(SettleDispute),
    ];

    public static Refusal? MayClaim(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at) => state.Work?.Held switch
    {
        null => null,
        { } held when held.By == by.Actor.Id => new Refusal("cases.claimed-already", "本件已经由您领办。", PlatformRules.OneHandler),
        { } held => HeldBy(held, context),
    };

    /// <summary>Where nobody holds the case there is nothing to put back.</summary>
    public static bool MayConcern(CaseState state, string act) => act != nameof(Cases.Release) || state.Work?.Held is not null;

    public static Refusal? MayRelease(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (state.Work?.Held is not { } held) return new Refusal("cases.not-claimed", "本件现在没有人领办，可以直接办理。", PlatformRules.OneHandler);
        if (held.By == by.Actor.Id) return null;
        if (!by.IsSupervisor) return HeldBy(held, context);
        return act is Release { Paper: null } ? new Refusal("cases.reasons-missing", "收回别人领办的件，请写明理由。", PlatformRules.OneHandler) : null;
    }

    /// <summary>Only from who holds it, and to nobody who may not act in it.</summary>
    public static Refusal? MayHandOn(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (state.Work?.Held is not { } held || (act is HandOn gone && gone.From != held.By)) return new Refusal("cases.not-held-by", "本件现在不由这位人员领办，不用转交。", PlatformRules.OneHandler);
        return act is HandOn { To: { } to } && (to == held.By || !MayStandIn(state, to, context))
            ? new Refusal("cases.successor-unfit", "代班的人在本件上有回避情形，不能接办；请放回本单位。", PlatformRules.OneHandler)
            : null;
    }

    /// <summary>A stand-in who has an interest in it, or stands aside already, gets no case.</summary>
    public static bool MayStandIn(CaseState state, string officer, CaseContext context) =>
        !context.Interests.ContainsKey(officer) && (state.Work?.Recusals ?? []).All(r => r.Officer != officer || r.Granted == false);

    public static CaseReleased Release(CaseState state, Actor by) =>
        new(state.Work!.Held!.By == by.Id ? ReleaseKind.Himself : ReleaseKind.Supervisor);

    /// <summary>Why somebody else's act is closed while a colleague holds the case; null: it is not.</summary>
    public static Refusal? Closed(CaseState state, string act, ActorInCase by, CaseContext context) =>
        state.Work?.Held is { } held && by.Actor.IsStaff && by.Actor.Id != held.By && !Everybodys.Contains(act) ? HeldBy(held, context) : null;

    public static IEnumerable<CaseTimer> Timers(CaseState state, CaseContext context)
    {
        if (state.Work?.Held is { } held && context.Rules.Find("review.claimLapse") is { } lapse)
        {
            yield return new CaseTimer(TimerKind.ClaimLapse, Deadlines.After(held.Last, lapse.Limit, context.Calendar).Lapses);
        }
    }

    /// <summary>The desks that a case goes over, each with its own people: the window, review and decision, delivery.</summary>
    public static int DeskOf(CaseStatus status) => status switch
    {
        CaseStatus.Submitted or CaseStatus.CorrectionRequired => 0,
        CaseStatus.Accepted or CaseStatus.UnderReview or CaseStatus.RefusalDue or CaseStatus.Combined or CaseStatus.OnHold => 1,
        _ => status.IsEnd() ? 3 : 2,
    };

    private static Refusal HeldBy(Holding held, CaseContext context)
    {
        var lapse = context.Rules.Find("review.claimLapse") is { } rule ? $"；他{rule.Limit}没有办理的，自动放回" : "";
        return new Refusal(
            "cases.claimed",
            $"本件由{(context.HolderName is { } name ? $"{name}（{RoleWords.Of(held.Role)}）" : RoleWords.Of(held.Role))}自{held.Since.ToChina():yyyy年M月d日 HH:mm} 领办。"
            + $"需要由您办理的，请他放回，或者请首席事务代表、管理机构写明理由收回{lapse}。",
            PlatformRules.OneHandler);
    }
}
