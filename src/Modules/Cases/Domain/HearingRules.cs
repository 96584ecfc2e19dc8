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

    public static Refusal? MayAnnounce(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (Has(context) is { } none) return none;
        return state.Hearing is { HoldBy: { } holdBy, Held: false } ? Announceable(act, holdBy, context, at) : NotRequested(context);
    }

    /// <summary>
    /// 第四十八条第一项: told so many days before, counted back from the day of the hearing; those concerned too, and the public where they are not known.
    /// The day lies within the limit for holding it, but where that can no longer be kept.
    /// </summary>
    public static Refusal? Announceable(CaseAct? act, Deadline holdBy, CaseContext context, Instant at)
    {
        if (act is not AnnounceHearing told) return null;
        var basis = CaseClocks.BasisOf(context.Rules, "hearing.noticeAhead");
        var first = Earliest(context, at.Date);
        if (told.On < first) return new Refusal("cases.hearing-too-soon", $"听证要提前七个工作日通知，今天通知的，最早可以定在{first:yyyy年M月d日}。", basis);
        if (told.On > holdBy.Day && holdBy.Day >= first)
        {
            return new Refusal("cases.hearing-too-far", $"听证应在{holdBy.Day:yyyy年M月d日}前举行，请选早一点的日期。", CaseClocks.BasisOf(context.Rules, "hearing.holdLimit"));
        }

        if (string.IsNullOrWhiteSpace(told.Place)) return new Refusal("cases.hearing-place", "请写明听证的地点。", basis);
        return told is { Public: false, Paper: null } ? new Refusal("cases.others-not-told", "请写明怎样通知利害关系人；不知道都有谁的，请选择公告。", basis) : null;
    }

    /// <summary>The first day that is announced in time today.</summary>
    public static DateOnly Earliest(CaseContext context, DateOnly today) =>
        context.Rules.Find("hearing.noticeAhead") is { } ahead ? Deadlines.After(CaseTimers.StartOf(today), ahead.Limit, context.Calendar).Day : today;

    /// <summary>Which of the two hearings it is follows from where the case stands.</summary>
    public static CaseState Announced(CaseState state, HearingCall call) => state.Status == CaseStatus.Closed
        ? state with { Mends = Mends.Of(state, m => m with { Revocation = m.Revocation! with { Call = call } }) }
        : state with { Hearing = state.Hearing! with { Call = call } };

    public static Refusal? MayHold(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (Has(context) is { } none) return none;
        var basis = CaseClocks.BasisOf(context.Rules, "hearing.noticeAhead");
        if (state.Hearing is not { HoldBy: not null, Held: false } asked) return NotRequested(context);
        if (NotYet(asked.Call, context, at) is { } early) return early;
        if (by.Actor.Id == state.Reviewer) return new Refusal("cases.chair-is-reviewer", "听证主持人不能是本件的审查人。", basis);
        return act is HoldHearing { Paper: null } ? new Refusal("cases.report-missing", "请写明听证笔录，决定以笔录为依据。", basis) : null;
    }

    /// <summary>No hearing that was not announced, and none before its day and hour.</summary>
    public static Refusal? NotYet(HearingCall? call, CaseContext context, Instant at)
    {
        var basis = CaseClocks.BasisOf(context.Rules, "hearing.noticeAhead");
        if (call is null) return new Refusal("cases.hearing-not-announced", "还没有通知听证的时间和地点，请先提前七个工作日通知。", basis);
        return at < Instant.At(call.On, call.From)
            ? new Refusal("cases.hearing-day", $"听证通知的时间是{call.On:yyyy年M月d日} {call.From:HH:mm}，举行以后再登记。要改期的，请重新通知。", basis)
            : null;
    }

    private static Refusal NotRequested(CaseContext context) => new("cases.no-hearing-requested", "没有待举行的听证。", CaseClocks.BasisOf(context.Rules, "hearing.noticeAhead"));

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
