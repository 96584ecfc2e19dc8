using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 现场核查 (行政许可法 第三十四条: two officers or more): a day agreed with the applicant, the item's own list shown to him beforehand, every point answered
/// on site, photographs by their hashes, both sides' names. What failed stands in one list with its articles and is weighed in the review.
/// </summary>
internal static class VisitRules
{
    /// <summary>In a review's list of checks: what failed on site.</summary>
    public const string CheckPrefix = "site-";

    /// <summary>False: an act of visits on an item that has none; it is not even shown as closed.</summary>
    public static bool MayConcern(CaseContext context, string act) => act is not (nameof(ProposeVisit) or nameof(AnswerVisit) or nameof(RecordVisit)) || context.Guide.Review?.Site is not null;

    public static Refusal? MayPropose(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (ReviewRules.MayBegin(state, act, by, context, at) is { } refusal) return refusal;
        if (context.Guide.Review?.Site is not { } site) return new Refusal("cases.no-site", "办事指南没有列出现场核查。", BasisOf(context));
        if (state.Procedures.FirstOrDefault(p => p.Id == site.Procedure) is not { } running)
        {
            return new Refusal("cases.procedure-not-begun", $"请先启动{ProcedureRules.NameOf(context, site.Procedure)}，再约定日期。", BasisOf(context));
        }

        if (act is not ProposeVisit propose) return null;
        if (propose.On < at.Date) return new Refusal("cases.visit-day", "核查的日期不能早于今天。", BasisOf(context));
        if (running.Own?.Due.Day is { } last && propose.On > last) return TooLate(last, context);
        var fewest = Fewest(context);
        if (propose.Officers.Distinct().Count() < fewest) return new Refusal("cases.officers-too-few", $"现场核查应当有 {fewest} 名以上人员，请写明每个人。", BasisOf(context));
        return propose.Officers.All(o => context.Staff.Any(m => m.Id == o) && !context.Interests.ContainsKey(o) && RecusalRules.Of(state, o) is not { Granted: not false })
            ? null
            : new Refusal("cases.inspector-unfit", "核查人员应当是本机关没有回避情形的人员，请另选。", BasisOf(context));
    }

    /// <summary>The applicant's own day, proposed back, is agreed.</summary>
    public static SiteVisit Arranged(SiteVisit? before, VisitProposed happened) => new(
        happened.On, happened.From, happened.Officers,
        before is { Standing: VisitStanding.Moved } moved && moved.On == happened.On && moved.From == happened.From ? VisitStanding.Agreed : VisitStanding.Proposed)
    {
        Failed = before?.Failed,
        Round = before is null ? 1 : before.Standing == VisitStanding.Done ? before.Round + 1 : before.Round,
    };

    public static Refusal? MayAnswer(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (state.Work?.Visit is not { Standing: VisitStanding.Proposed }) return new Refusal("cases.no-visit", "现在没有等您确认的现场核查。", BasisOf(context));
        if (act is not AnswerVisit { On: { } on } answer) return null;
        if (answer.From is null || on <= at.Date) return new Refusal("cases.visit-day", "请选择明天以后的日期和时间。", BasisOf(context));
        if (state.Procedures.FirstOrDefault(p => p.Id == context.Guide.Review?.Site?.Procedure)?.Own?.Due.Day is { } last && on > last) return TooLate(last, context);
        return act.Paper is null ? new Refusal("cases.reasons-missing", "请写明改期的理由。", BasisOf(context)) : null;
    }

    public static Refusal? MayRecord(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (state.Work?.Visit is not { } visit || context.Guide.Review?.Site is not { } site) return new Refusal("cases.no-visit", "还没有约定现场核查。", BasisOf(context));
        if (visit.Standing == VisitStanding.Done) return new Refusal("cases.visit-done", "这次核查已经登记。需要复查的，请重新约定日期。", BasisOf(context));
        // Who was told the day and never answered holds nothing up: on that day they come. Another day that he asked for must be answered first.
        if (visit.Standing == VisitStanding.Moved || (visit.Standing == VisitStanding.Proposed && at.Date < visit.On))
        {
            return new Refusal("cases.visit-not-agreed", "核查的日期还没有与申请人约定好。没有答复的，到了约定的日期才可以登记。", BasisOf(context));
        }

        if (!visit.Officers.Contains(by.Actor.Id)) return new Refusal("cases.not-inspector", "核查记录由到场的核查人员登记。", BasisOf(context));
        if (at.Date < visit.On) return new Refusal("cases.visit-day", $"约定的日期是{visit.On:yyyy年M月d日}，到场以后再登记。", BasisOf(context));
        if (act is not RecordVisit record) return null;
        var answered = record.Passed.Concat(record.Failed).ToList();
        if (answered.Distinct().Count() < answered.Count || answered.Exists(id => site.Points.All(p => p.Id != id)) || site.Points.Any(p => !answered.Contains(p.Id)))
        {
            return new Refusal("cases.points-open", "核查表的每一项都要有结果。", BasisOf(context));
        }

        if (record.Signed < visit.Officers.Distinct().Count()) return new Refusal("cases.officers-too-few", "到场的核查人员都要签名。", BasisOf(context));
        return act.Paper is null ? new Refusal("cases.report-missing", "请写明核查的情况和双方的签名。", BasisOf(context)) : null;
    }

    /// <summary>No approval while a visit is open or something on site did not hold; a procedure with a visit under way does not end.</summary>
    public static Refusal? StillOpen(CaseState state, CaseContext context) => state.Work?.Visit switch
    {
        null => null,
        { Standing: not VisitStanding.Done } => new Refusal("cases.visit-open", "约定的现场核查还没有登记结果。", BasisOf(context)),
        { Failed: { Count: > 0 } failed } => new Refusal(
            "cases.visit-failed", $"现场核查有 {failed.Count} 项不合格：{string.Join("；", Points(context, failed).Select(Line))}。改正并复查合格以前不能批准。", BasisOf(context)),
        _ => null,
    };

    /// <summary>What failed joins the list of what a review goes through.</summary>
    public static IEnumerable<string> CheckItems(CaseState state) => (state.Work?.Visit?.Failed ?? []).Select(id => CheckPrefix + id);

    public static IEnumerable<SitePoint> Points(CaseContext context, IReadOnlyList<string> ids) => (context.Guide.Review?.Site?.Points ?? []).Where(p => ids.Contains(p.Id));

    /// <summary>布局和流程（《食品安全法》第三十三条）.</summary>
    public static string Line(SitePoint point) => $"{point.What}（《{point.Basis.Law}》{point.Basis.Article}）";

    public static Citation BasisOf(CaseContext context) => CaseClocks.BasisOf(context.Rules, "verification.officers");

    /// <summary>Two by the law of licences; two is good practice elsewhere.</summary>
    private static int Fewest(CaseContext context) =>
        context.Rules.Find("verification.officers") is { } rule ? int.Parse(rule.Value, System.Globalization.CultureInfo.InvariantCulture) : 2;

    private static Refusal TooLate(DateOnly last, CaseContext context) =>
        new("cases.visit-too-late", $"现场核查应在{last:yyyy年M月d日}以前完成，请选早一点的日期。", BasisOf(context));
}
