using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 告知承诺: the applicant may promise what the guide lets him, after being told its content, requirements and liability; the promise stands for
/// the proof, is looked at after the decision, and a broken one opens a decision on revocation, never a revocation (青岛办法 第三十二条;
/// 重庆办法 第二十三条; 河北方案 三（四）; 行政许可法 第六十九条).
/// </summary>
internal static class CommitmentRules
{
    /// <summary>What may be promised here; null: nothing, or the place's text excludes what the item touches.</summary>
    public static CommitmentOffer? Offered(CaseContext context) => context.Guide.Commitment is { } offer
        && !(context.Rules.Find("commitment.exclusions") is { } excluded && offer.Concerns.Any(excluded.Lists)) ? offer : null;

    public static Refusal? MaySign(Submit act, CaseContext context)
    {
        if (act.Commitment is not { } signed) return null;
        var basis = BasisOf(context);
        if (Offered(context) is not { } offer) return new Refusal("cases.commitment-not-offered", "本事项不适用告知承诺，请按办事指南提交材料。", basis);
        if (signed.Told != offer.Told) return new Refusal("cases.commitment-not-told", "请先阅读承诺的内容、要求和责任，再作承诺。", basis);
        return signed.Materials.Count > 0 && signed.Materials.All(offer.Replaces.Contains)
            ? null
            : new Refusal("cases.commitment-beyond-offer", "只能就办事指南列明的材料作承诺，请重新选择。", basis);
    }

    /// <summary>What was promised may not be asked for (重庆办法 第二十三条).</summary>
    public static Refusal? MayNotAsk(CaseState state, Defect defect, CaseContext context) =>
        defect.Kind == DefectKind.Material && state.Commitment?.Materials.Contains(defect.Id) == true
            ? new Refusal("cases.promised-instead", $"申请人已就《{Filing.NameOf(context.Guide, defect)}》作出书面承诺，不能再要求提交。", BasisOf(context))
            : null;

    /// <summary>The day by which a granted promise is looked at; null: nothing was promised.</summary>
    public static Deadline? CheckAfter(CaseState state, CaseContext context, Instant at) =>
        state.Commitment is not null && context.Guide.Commitment?.Check is { } check ? Deadlines.After(at, check.Within, context.Calendar) : null;

    public static Refusal? MayRecordCheck(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (state.Check is not { Outcome: null }) return new Refusal("cases.nothing-to-check", "本件没有待核查的承诺。", BasisOf(context));
        return act is RecordCheck { Paper: null } ? new Refusal("cases.report-missing", "请写明核查的情况，存入案卷。", BasisOf(context)) : null;
    }

    public static Refusal? MayDecideRevocation(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        var basis = BasisOf(context);
        if (state.Check is not { Outcome: CheckOutcome.Broken }) return new Refusal("cases.nothing-to-revoke", "没有核查认定承诺不实，不能作这个决定。", basis);
        if (state.Mends?.Revocation is not null) return new Refusal("cases.revocation-begun", "拟撤销已经告知，请先作出是否撤销的决定。", basis);
        if (act is not DecideRevocation decision) return null;
        // Nothing is revoked without the holder having been heard (行政许可法 第七条).
        if (decision.CorrectBy is null) return new Refusal("cases.tell-first", "撤销以前应当书面告知并听取陈述申辩，请先办理“拟撤销”。", basis);
        if (act.Paper is null) return new Refusal("cases.reasons-missing", "请写明理由。", basis);
        return decision.CorrectBy <= at.Date ? new Refusal("cases.due-out-of-range", "改正期限应在今天以后。", basis) : null;
    }

    public static RevocationDecided Decide(DecideRevocation act) =>
        new(act.CorrectBy is null, act.CorrectBy is { } by ? new Deadline(by, new Instant(CaseTimers.EndOf(by).Microseconds - 1), Provisional: false) : null);

    public static IEnumerable<CaseTimer> Timers(CaseState state)
    {
        if (state.Check is { Outcome: null, Late: false } check) yield return new CaseTimer(TimerKind.CommitmentCheck, check.Due.Lapses);
    }

    private static Citation BasisOf(CaseContext context) =>
        (context.Rules.Find("commitment.noticeContents") ?? context.Rules.Find("commitment.exclusions"))?.Basis ?? PlatformRules.Order;
}
