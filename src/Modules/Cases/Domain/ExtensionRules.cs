using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 延长办理期限: the statutory limit once, by no more than the law gives, approved by another hand than the reviewer's and told with reasons
/// before it lapses (行政许可法 第四十二条). A promise moves only where the place's text lets it (重庆办法 第二十五条: never).
/// </summary>
internal static class ExtensionRules
{
    public static Refusal? MayExtend(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (act is ExtendLimit { Clock: ClockKind.Promised } && !context.Rules.Says("decision.extension.promised", "allowed"))
        {
            return new Refusal("cases.promise-stays", "对外承诺的办理期限不能延长。", CaseClocks.BasisOf(context.Rules, "decision.extension.promised"));
        }

        if (context.Rules.Find(KeyOf(state)) is not { } rule || ClockOf(state, act) is not { } clock)
        {
            return new Refusal("cases.no-extension", "没有法律规定本事项可以延长办理期限。", PlatformRules.Order);
        }

        if (state.Extended) return new Refusal("cases.extended-already", "办理期限只能延长一次。", rule.Basis);
        if (at >= clock.Due.Lapses) return new Refusal("cases.limit-lapsed", "期限已经届满，不能再延长。", rule.Basis);
        if (by.Actor.Id == state.Reviewer)
        {
            return new Refusal("cases.approver-is-reviewer", "延长期限应由本机关负责人批准，审查人不能自己批准。", rule.Basis);
        }

        if (act is not ExtendLimit extend) return null;
        if (extend.By.Unit != rule.Limit.Unit || extend.By.Amount < 1 || extend.By.Amount > rule.Limit.Amount)
        {
            return new Refusal("cases.extension-too-long", $"最多可以延长{rule.Limit}。", rule.Basis);
        }

        return act.Paper is null ? new Refusal("cases.reasons-missing", "请写明延长的理由，理由随告知书送达申请人。", rule.Basis) : null;
    }

    /// <summary>联合办理 is extended by its own measure (行政许可法 第四十二条第二款).</summary>
    private static string KeyOf(CaseState state) => state.Master is null ? "decision.extension" : "decision.jointExtension";

    public static LimitExtended Extend(CaseState state, ExtendLimit act, CaseContext context, Instant at)
    {
        var clock = ClockOf(state, act)!.Clock.Extend(at, act.By, CaseClocks.BasisOf(context.Rules, KeyOf(state)));
        return new LimitExtended(act.Clock, act.By, ProcedureRules.Expected(clock, [.. ProcedureRules.Told(state)], context.Calendar));
    }

    private static CaseClock? ClockOf(CaseState state, CaseAct? act) => act is ExtendLimit { Clock: ClockKind.Promised } ? state.Promised : state.Statutory;
}
