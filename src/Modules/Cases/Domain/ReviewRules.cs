using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>审查: 前台综合受理、后台分类审批 (青岛办法 第三十八条, 鄠邑细则 第二十五条): another hand than the one that received.</summary>
internal static class ReviewRules
{
    public static Refusal? MayBegin(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at) =>
        by.Received && !context.Guide.OnTheSpot
            ? new Refusal("cases.receiver-may-not-review", "受理人不能审查自己受理的件，请由其他审查人员办理。", CaseClocks.BasisOf(context.Rules, "process.separation"))
            : ReopeningRules.ReviewedBefore(state, by, context);

    public static Refusal? MayRecord(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (MayBegin(state, act, by, context, at) is { } refusal) return refusal;
        if (act is not RecordReview record) return null;
        var left = CheckItems(context).Concat(VisitRules.CheckItems(state)).Where(id => !record.Checks.Contains(id)).ToList();
        return left.Count == 0
            ? null
            : new Refusal("cases.review-incomplete", $"还有{left.Count}项没有核对。请逐项核对材料和条件后再登记。", CaseClocks.BasisOf(context.Rules, "process.separation"));
    }

    /// <summary>Every guide material and condition is an item to check (requirements QD-27-2).</summary>
    public static IEnumerable<string> CheckItems(CaseContext context) =>
        context.Guide.Materials.Select(m => m.Id)
            .Concat(context.Guide.Conditions.Select((_, i) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"condition-{i + 1}")));
}
