using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 撤销 (行政许可法 第六十九条) and 撤回 (第八条) of a result that was given: told first with facts and reasons, the holder states his case or asks to
/// be heard (第七条、第四十七条), another hand than the proposer's decides. The result stands until then.
/// </summary>
internal static class RevocationRules
{
    public const string Broken = "commitment-broken";

    public static readonly IReadOnlyDictionary<string, string> Grounds = new Dictionary<string, string>
    {
        ["abuse"] = "工作人员滥用职权、玩忽职守作出的",
        ["beyond-powers"] = "超越法定职权作出的",
        ["procedure"] = "违反法定程序作出的",
        ["unqualified"] = "对不具备申请资格或者不符合法定条件的申请人作出的",
        ["fraud"] = "以欺骗、贿赂等不正当手段取得的",
        [Broken] = "书面承诺不实，不符合法定条件的",
        ["law-changed"] = "所依据的法律、法规、规章修改或者废止",
        ["circumstances-changed"] = "所依据的客观情况发生重大变化",
    };

    /// <summary>撤回: no fault of the holder's, so it is compensated (第八条).</summary>
    public static bool IsWithdrawal(string ground) => ground is "law-changed" or "circumstances-changed";

    public static IReadOnlyList<string> GroundsHere(CaseContext context) =>
        [.. context.Rules.Find("revocation.grounds")?.Entries ?? [], .. context.Rules.Find("withdrawal.grounds")?.Entries ?? []];

    public static Citation BasisOf(RuleSet rules, string? ground = null) =>
        CaseClocks.BasisOf(rules, ground is not null && IsWithdrawal(ground) ? "withdrawal.grounds" : "revocation.grounds");

    public static Refusal? MayPropose(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (state.Mends?.Revocation is { } begun)
            return new Refusal("cases.revocation-begun", begun.IsOpen ? "拟撤销已经告知，等待陈述申辩或者决定。" : "办理结果已经撤销。", BasisOf(context.Rules));
        if (!state.Granted) return new Refusal("cases.nothing-granted", "本件没有准予的结果，不能撤销；决定有误的，用更正或者重新办理。", BasisOf(context.Rules));
        if (act is not ProposeRevocation proposal) return null;
        if (!GroundsHere(context).Contains(proposal.Ground) || (proposal.Ground == Broken && state.Check is not { Outcome: CheckOutcome.Broken }))
            return new Refusal("cases.ground-not-listed", "请从规定列明的情形中选择；承诺不实的，应先核查认定。", BasisOf(context.Rules));
        return act.Paper is null ? new Refusal("cases.reasons-missing", "请写明认定的事实和理由，随告知书送达。", BasisOf(context.Rules, proposal.Ground)) : null;
    }

    public static RevocationProposed Propose(ProposeRevocation act, CaseContext context, Instant at) =>
        new(act.Ground, Deadlines.After(at, Limit(context, "hearing.requestLimit") ?? Limit(context, "revocation.answerLimit") ?? TimeLimit.WorkingDays(5), context.Calendar));

    public static Refusal? MayAnswer(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        var basis = BasisOf(context.Rules, state.Mends?.Revocation?.Ground);
        if (state.Mends?.Revocation is not { IsOpen: true } told) return None(basis);
        if (told.Answered) return new Refusal("cases.answered-already", "陈述申辩已经收到。", basis);
        if (at >= told.AnswerBy.Lapses) return new Refusal("cases.answer-too-late", $"陈述申辩的期限到{told.AnswerBy.Day:yyyy年M月d日}为止，已经过了。", basis);
        return act switch
        {
            AnswerRevocation { Hearing: true } when Limit(context, "hearing.holdLimit") is null =>
                new Refusal("cases.no-hearing", "没有规定本事项可以听证，请书面陈述申辩。", basis),
            AnswerRevocation { Hearing: false, Paper: null } => new Refusal("cases.statement-missing", "请写明您的意见。", basis),
            _ => null,
        };
    }

    public static RevocationAnswered Answer(AnswerRevocation act, CaseContext context, Instant at) =>
        new(act.Hearing ? Deadlines.After(at, Limit(context, "hearing.holdLimit")!.Value, context.Calendar) : null);

    public static Refusal? MayAnnounce(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at) =>
        state.Mends?.Revocation is { IsOpen: true, HoldBy: { } holdBy, Heard: false }
            ? HearingRules.Announceable(act, holdBy, context, at)
            : new Refusal("cases.no-hearing-requested", "没有待举行的听证。", CaseClocks.BasisOf(context.Rules, "hearing.noticeAhead"));

    public static Refusal? MayHold(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        var basis = CaseClocks.BasisOf(context.Rules, "hearing.noticeAhead");
        if (state.Mends?.Revocation is not { IsOpen: true, HoldBy: not null, Heard: false } told)
            return new Refusal("cases.no-hearing-requested", "没有待举行的听证。", basis);
        if (HearingRules.NotYet(told.Call, context, at) is { } early) return early;
        if (by.Actor.Id == told.By) return new Refusal("cases.chair-is-proposer", "听证主持人不能是提出撤销的人。", basis);
        return act is HoldRevocationHearing { Paper: null } ? new Refusal("cases.report-missing", "请写明听证笔录，决定以笔录为依据。", basis) : null;
    }

    public static Refusal? MayDecide(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        var basis = BasisOf(context.Rules, state.Mends?.Revocation?.Ground);
        if (state.Mends?.Revocation is not { IsOpen: true } told) return None(basis);
        if (by.Actor.Id == told.By) return new Refusal("cases.approver-is-author", "提出撤销的人不能自己决定，请由另一人决定。", basis);
        if (told is { HoldBy: not null, Heard: false }) return new Refusal("cases.hearing-not-held", "听证还没有举行，不能作出决定。", basis);
        if (!told.Answered && at < told.AnswerBy.Lapses)
            return new Refusal("cases.answer-period", $"陈述申辩的期限到{told.AnswerBy.Day:yyyy年M月d日}，期满以前不能作出决定。", basis);
        return act is DecideOnRevocation { Paper: null } ? new Refusal("cases.reasons-missing", "请写明理由，包括对陈述申辩采纳与否。", basis) : null;
    }

    public static CaseEvent Decide(CaseState state, DecideOnRevocation act, CaseContext context, Instant at)
    {
        var ground = state.Mends!.Revocation!.Ground;
        return act.Revoke ? new CaseRevoked(ground, at.Date) { False = DishonestyRules.ByFraud(ground, context, at) } : new RevocationDropped();
    }

    public static CaseState Revoked(CaseState state, CaseRevoked e) => state with
    {
        Granted = false,
        Check = state.Check is { } check ? check with { Revoked = true, Outcome = check.Outcome ?? CheckOutcome.Broken } : null,
        Mends = Mends.Of(state, m => m with { Revocation = m.Revocation! with { RevokedOn = e.DecidedOn }, Dishonesty = e.False }),
    };

    private static Refusal None(Citation basis) => new("cases.no-revocation", "没有拟撤销本件结果。", basis);

    private static TimeLimit? Limit(CaseContext context, string key) => context.Rules.Find(key)?.Limit;
}
