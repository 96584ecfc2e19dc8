using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 听证: where an item concerns others' important interests they and the applicant are told, may ask to be heard for five working days, and are
/// heard by somebody who did not review; the decision rests on the record (行政许可法 第三十六条、第四十七条、第四十八条).
/// </summary>
internal static class HearingRules
{
    /// <summary>False: an act of hearings on an item that never has one; it is not even shown as closed.</summary>
    public static bool MayConcern(CaseContext context, string act) =>
        act is not (nameof(TellHearingRight) or nameof(RequestHearing) or nameof(HoldHearing)) || Has(context) is null;

    public static Refusal? MayTell(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (Has(context) is { } none) return none;
        return state.Hearing is null ? null : new Refusal("cases.hearing-told", "听证权利已经告知过。", CaseClocks.BasisOf(context.Rules, "hearing.requestLimit"));
    }

    public static HearingRightTold Tell(CaseContext context, Instant at) =>
        new(Deadlines.After(at, context.Rules.Find("hearing.requestLimit")!.Limit, context.Calendar));

    public static Refusal? MayRequest(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (Has(context) is { } none) return none;
        var basis = CaseClocks.BasisOf(context.Rules, "hearing.requestLimit");
        if (state.Hearing is not { } hearing) return new Refusal("cases.hearing-not-told", "还没有告知听证权利。", basis);
        if (hearing.HoldBy is not null) return new Refusal("cases.hearing-requested", "已经提出过听证申请。", basis);
        return at >= hearing.RequestBy.Lapses
            ? new Refusal("cases.hearing-too-late", $"申请听证的期限到{hearing.RequestBy.Day:yyyy年M月d日}为止，已经过了。", basis)
            : null;
    }

    public static HearingRequested Request(CaseContext context, Instant at) =>
        new(Deadlines.After(at, context.Rules.Find("hearing.holdLimit")!.Limit, context.Calendar));

    public static Refusal? MayHold(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (Has(context) is { } none) return none;
        var basis = CaseClocks.BasisOf(context.Rules, "hearing.noticeAhead");
        if (state.Hearing is not { HoldBy: not null, Held: false }) return new Refusal("cases.no-hearing-requested", "没有待举行的听证。", basis);
        if (by.Actor.Id == state.Reviewer) return new Refusal("cases.chair-is-reviewer", "听证主持人不能是本件的审查人。", basis);
        return act is HoldHearing { Paper: null } ? new Refusal("cases.report-missing", "请写明听证笔录，决定以笔录为依据。", basis) : null;
    }

    /// <summary>No decision before the period to ask has run out, nor before the hearing that was asked for.</summary>
    public static Refusal? StillOpen(CaseState state, CaseContext context, Instant at)
    {
        if (Has(context) is not null) return null;
        var basis = CaseClocks.BasisOf(context.Rules, "hearing.requestLimit");
        return state.Hearing switch
        {
            null => new Refusal("cases.hearing-not-told", "本件直接关系他人重大利益，应先告知申请人和利害关系人有权申请听证。", basis),
            { Held: true } => null,
            { HoldBy: not null } => new Refusal("cases.hearing-not-held", "听证还没有举行，不能作出决定。", basis),
            { } told when at < told.RequestBy.Lapses =>
                new Refusal("cases.hearing-period", $"申请听证的期限到{told.RequestBy.Day:yyyy年M月d日}，期满以前不能作出决定。", basis),
            _ => null,
        };
    }

    public static IEnumerable<CaseTimer> Timers(CaseState state)
    {
        if (state.Hearing is { HoldBy: { } by, Held: false } && !state.Has(Alert.HearingLate)) yield return new CaseTimer(TimerKind.HearingLimit, by.Lapses);
    }

    private static Refusal? Has(CaseContext context) => context.Guide.ConcernsOthers && context.Rules.Find("hearing.requestLimit") is not null
        ? null
        : new Refusal("cases.no-hearing", "本事项不涉及听证。", PlatformRules.Order);
}
