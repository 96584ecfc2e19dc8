using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 跨区域争议 (青岛办法 第三十三条): either place raises it, the common superior in the line settles it with a ruling. Where no text says who leads, or the
/// directory knows no superior, staff decide (requirements-summary §6): the supervisors of the handling place. No clock knows of it.
/// </summary>
internal static class DisputeRules
{
    public static IEnumerable<Step> Steps => Enum.GetValues<CaseStatus>().SelectMany(from => (Step[])
    [
        new("–", from, nameof(RaiseDispute), [from], Who.EitherPlace, MayRaise, "joint.leadRegion"),
        new("–", from, nameof(SettleDispute), [from], Who.Lead, MaySettle, "joint.leadRegion"),
    ]);

    public static Refusal? MayRaise(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (state.Crossing is not { } crossing) return new Refusal("cases.not-crossing", "本件在本地收件和办理，没有跨区域的事。", BasisOf(context));
        if (crossing.Dispute is { IsOpen: true }) return new Refusal("cases.dispute-open", "已经提出争议，正在等裁定。", BasisOf(context));
        return act is RaiseDispute { Paper: null } ? new Refusal("cases.reasons-missing", "请写明争议是什么、本地的意见。", BasisOf(context)) : null;
    }

    public static Refusal? MaySettle(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (state.Crossing?.Dispute is not { IsOpen: true }) return new Refusal("cases.no-dispute", "没有等待裁定的争议。", BasisOf(context));
        return act is SettleDispute { Paper: null } ? new Refusal("cases.reasons-missing", "请写明裁定和理由，两地都会看到。", BasisOf(context)) : null;
    }

    public static DisputeRaised Raise(RaiseDispute act, CaseContext context) => new(context.Rules.Says("joint.leadRegion", "common-superior") ? act.Superior : null);

    /// <summary>The handling department's line, the nearest seat above both places.</summary>
    public static DisputeLead? Superior(CaseState state, IDirectory directory) =>
        state.Crossing is { } crossing && CommonSuperior.Of(directory.Organisation(state.Organisation)?.Line, [PassingRules.PlaceOf(state), crossing.Place], directory) is { } found
            ? new DisputeLead(found.Id, found.Region)
            : null;

    /// <summary>牵头部门的首席事务代表, or the management office of its place; where nobody leads, the handling place's own.</summary>
    public static bool IsLead(ActorInCase by) => by.State.Crossing?.Dispute switch
    {
        null => false,
        { Lead: { } lead } => CaseReach.Leads(by.Actor, lead.Organisation, lead.Place),
        _ => by.IsSupervisor,
    };

    private static Citation BasisOf(CaseContext context) => CaseClocks.BasisOf(context.Rules, "joint.leadRegion");
}
