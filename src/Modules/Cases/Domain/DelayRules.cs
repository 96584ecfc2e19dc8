using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>误期说明 (platform/第二十四条): why a promise is missed, and the day that is now expected; told to the applicant with the letter, or after it.</summary>
internal static class DelayRules
{
    public static Refusal? MayExplain(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        var basis = CaseClocks.BasisOf(context.Rules, "delay.answerLimit");
        if (state.Promised is not { } promised) return new Refusal("cases.nothing-promised", "本件没有正在计算的承诺期限。", basis);
        if (act is not ExplainDelay explained) return null;
        if (explained.Expected < at.Date || explained.Expected <= promised.Due.Day)
            return new Refusal("cases.due-out-of-range", "新的预计日期不能早于今天，并且应在承诺的日期以后。", basis);
        if (state.Statutory is { } statutory && statutory.Due.Day >= at.Date && explained.Expected > statutory.Due.Day)
            return new Refusal("cases.beyond-statutory", $"新的预计日期不能晚于法定期限（{statutory.Due.Day:yyyy年M月d日}）。", CaseClocks.BasisOf(context.Rules, "decision.statutoryLimit"));
        return act.Paper is null ? new Refusal("cases.reasons-missing", "请写明没有按承诺办结的原因。", basis) : null;
    }

    /// <summary>A task of the officer: the promise is missed and nobody has said why.</summary>
    public static bool OwesReason(CaseState state) => state.Status.BeforeDecision() && state.Has(Alert.PromiseMissed) && state.Mends?.Expected is null;
}
