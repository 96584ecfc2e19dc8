using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>决定 (行政许可法 第三十四条、第三十八条; 重庆办法 第二十五条、第二十六条; 鄠邑细则 第十四条). Never by itself a refusal.</summary>
internal static class DecisionRules
{
    public static Refusal? MayApprove(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at) =>
        MayApproveBut(state, act, by, context, at) ?? QuotaRules.InOrder(context);

    /// <summary>All that an approval needs but its turn where the number is limited.</summary>
    public static Refusal? MayApproveBut(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at) =>
        ReviewRules.MayBegin(state, act, by, context, at)
        ?? (ProcedureRules.StillOpen(state, context) ?? HearingRules.StillOpen(state, context, at))
        ?? Outstanding(state, context)
        ?? OpinionRules.Outstanding(state, context, at)
        ?? VisitRules.StillOpen(state, context)
        ?? CollectiveRules.Closed(state, context, by, MinutesOutcome.Approve)
        ?? (state.Reviewed ? null : new Refusal("cases.review-missing", "审查意见还没有登记完整，不能作出决定。", CaseClocks.BasisOf(context.Rules, "decision.promisedLimit")));

    public static Refusal? MayRefuse(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if ((ReviewRules.MayBegin(state, act, by, context, at) ?? (ProcedureRules.StillOpen(state, context) ?? HearingRules.StillOpen(state, context, at))) is { } refusal) return refusal;
        if ((OpinionRules.Outstanding(state, context, at) ?? CollectiveRules.Closed(state, context, by, MinutesOutcome.Refuse)) is { } waiting) return waiting;
        var basis = CaseClocks.BasisOf(context.Rules, "decision.refusalContents");
        // A lapsed supplement is reason enough to come to a decision; otherwise the review comes first.
        if (state.Status != CaseStatus.RefusalDue && !state.Reviewed && act is not null && !state.Has(Alert.SupplementLapsed))
        {
            return new Refusal("cases.review-missing", "审查意见还没有登记，不能作出决定。", basis);
        }

        return QuotaRules.MayRefuseForQuota(act, context) ?? Reasoned(act, context);
    }

    public static Refusal? MayApproveOnTheSpot(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at) =>
        OnTheSpot(by, context) ?? HearingRules.StillOpen(state, context, at) ?? Outstanding(state, context) ?? QuotaRules.InOrder(context);

    public static Refusal? MayRefuseOnTheSpot(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at) =>
        OnTheSpot(by, context) ?? HearingRules.StillOpen(state, context, at) ?? QuotaRules.MayRefuseForQuota(act, context) ?? Reasoned(act, context);

    /// <summary>A refusal says why; one for false materials also what was false and by what evidence.</summary>
    private static Refusal? Reasoned(CaseAct? act, CaseContext context) =>
        act is Refuse { Finding: { } finding } && DishonestyRules.MayFind(finding, context) is { } unfounded ? unfounded
        : act is Refuse { Paper: null } ? new Refusal("cases.reasons-missing", "不予批准应当说明理由。", CaseClocks.BasisOf(context.Rules, "decision.refusalContents"))
        : null;

    /// <summary>即办件, or only the form is examined: decided at once by whoever holds the right.</summary>
    private static Refusal? OnTheSpot(ActorInCase by, CaseContext context)
    {
        if (context.Guide.Review?.Collective != true && (context.Guide.OnTheSpot || (context.Guide.FormReviewOnly && by.IsReviewer))) return null;
        return new Refusal("cases.review-first", "本事项不是即办件，应先审查再决定。", CaseClocks.BasisOf(context.Rules, "process.stages"));
    }

    private static Refusal? Outstanding(CaseState state, CaseContext context)
    {
        if (state.Supplement is not { Cleared: false } supplement) return null;
        var names = string.Join("、", supplement.Open.Select(id => $"《{context.Guide.Material(id)?.Name ?? id}》"));
        return new Refusal("cases.supplement-outstanding", $"容缺材料{names}还没有补齐，不能批准。", CaseClocks.BasisOf(context.Rules, "tolerant.mode"));
    }
}
