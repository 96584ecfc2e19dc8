using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 重新办理 (requirements-summary T29; 行政复议法 第六十四条, 行政诉讼法 第七十条; the body itself: platform/第二十三条): an act that cites its order. Same number,
/// new clocks, the old decision's document is superseded. What stood in the way of the old act (review, hearing, limits) is done anew.
/// </summary>
internal static class ReopeningRules
{
    public static Citation BasisOf(RuleSet rules, OrderSource source) => CaseClocks.BasisOf(rules, source switch
    {
        OrderSource.Review => "reopening.byReview",
        OrderSource.Court => "reopening.byCourt",
        _ => "reopening.byBody",
    });

    public static Refusal? MayReopen(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (act is not Reopen order) return null;
        var basis = BasisOf(context.Rules, order.Source);
        if (order.Source == OrderSource.Body && by.Actor.Id == state.Reviewer)
            return new Refusal("cases.approver-is-author", "自行纠正由原审查人以外的人办理。", basis);
        if (string.IsNullOrWhiteSpace(order.OrderNumber) || string.IsNullOrWhiteSpace(order.Body))
            return new Refusal("cases.order-missing", "请写明决定书或者判决书的文号和作出机关。", basis);
        if (order.OrderedOn > at.Date || order.OrderedOn < state.ReceivedAt.Date)
            return new Refusal("cases.order-out-of-range", "文书的日期应在收件以后、今天以前。", basis);
        if (order.Within is { Amount: < 1 or > 180 }) return new Refusal("cases.order-limit", "期限应在 1 到 180 之间。", basis);
        if (order.Scan.Count != 1) return new Refusal("cases.order-scan-missing", "请上传决定书或者判决书的扫描件。", basis);
        return act.Paper is null ? new Refusal("cases.reasons-missing", "请写明要求重新办理的内容和理由。", basis) : null;
    }

    /// <summary>What the body itself sets right is handled anew by another hand than before (platform/第二十三条), from the first step to the decision.</summary>
    public static Refusal? ReviewedBefore(CaseState state, ActorInCase by, CaseContext context) => state.Mends?.Reopened?.Former == by.Actor.Id
        ? new Refusal("cases.reviewed-before", "本件是本机关自行纠正的，由原审查人以外的人重新办理。", BasisOf(context.Rules, OrderSource.Body))
        : null;

    public static CaseReopened Decide(CaseState state, Reopen act, CaseContext context, Instant at)
    {
        var basis = BasisOf(context.Rules, act.Source);
        // Before acceptance no clock of handling runs: the order's limit stands in the place of the limit for accepting.
        var (promised, statutory) = state.Status == CaseStatus.NotAccepted ? (null, null)
            : act.Within is { } within ? (null, CaseClocks.Start(within, basis, at, context.Calendar))
            : (CaseClocks.Promised(context, at), CaseClocks.Statutory(context, at));
        return new CaseReopened(act.Source, act.OrderNumber.Trim(), act.Body.Trim(), act.OrderedOn, act.Scan[0], act.Within, promised, statutory);
    }

    public static CaseState Reopened(CaseState state, CaseReopened e, Instant at)
    {
        var expired = state.Expires < at.Date;
        return state with
        {
            Status = state.Status == CaseStatus.NotAccepted ? CaseStatus.Submitted : CaseStatus.UnderReview,
            Reviewer = null,
            Reviewed = false,
            ReviewedOn = null,
            DecidedOn = null,
            Granted = false,
            OverdueBy = null,
            Promised = e.Promised,
            Statutory = e.Statutory,
            Hearing = null,
            Check = null,
            Procedures = [],
            // What rules had approved people decide now: there is nothing left of theirs to look at again.
            Automatic = state.Automatic is { Version: not null } ? null : state.Automatic,
            Work = state.Work is { } work ? (work with { Minutes = null }).OrNull() : null,
            Extended = false,
            // What a further lapse would say again is cleared; what lapsed once for all (a tolerance, a licence that has ended) stays.
            Alerts = [.. state.Alerts.Where(a => a is Alert.SupplementLapsed || (expired && a is Alert.RenewalNear or Alert.RenewalExpired)), .. expired && !state.Has(Alert.RenewalExpired) ? (Alert[])[Alert.RenewalExpired] : []],
            Mends = new Mends { Reopened = new Reopening(at, e.Source, e.Within, [.. state.Mends?.Reopened?.Before ?? [], .. state.Alerts]) { Former = e.Source == OrderSource.Body ? state.Reviewer : null } },
        };
    }

    /// <summary>From when the filing waits: since it was received, or since it was opened again.</summary>
    public static Instant WaitsSince(CaseState state) => state.Mends?.Reopened?.At ?? state.ReceivedAt;
}
