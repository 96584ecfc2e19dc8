using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 集体研究、联席会议: what the item reserves for a body nobody signs alone, and a chief representative not at all (青岛办法 第三十九条, 鄠邑细则 第二十六条).
/// The minutes come first, and the decision is what they say.
/// </summary>
internal static class CollectiveRules
{
    private const int Fewest = 2;

    /// <summary>False: an act of minutes on an item that one signature decides; it is not even shown as closed.</summary>
    public static bool MayConcern(CaseContext context, string act) => act != nameof(RecordMinutes) || Is(context);

    public static Refusal? MayRecord(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (!Is(context)) return new Refusal("cases.not-collective", "本事项不需要集体研究。", BasisOf(context));
        if (ReviewRules.MayBegin(state, act, by, context, at) is { } refusal) return refusal;
        // What a lapsed supplement leaves to decide needs no review (T14a, T14b), and in 待作不予决定 there is none.
        if (!state.Reviewed && !state.Has(Alert.SupplementLapsed)) return new Refusal("cases.review-missing", "审查意见登记以后，才提交集体研究。", BasisOf(context));
        if (act is not RecordMinutes record) return null;
        if (string.IsNullOrWhiteSpace(record.Minutes.Number)) return new Refusal("cases.minutes-number-missing", "请写明会议纪要的编号。", BasisOf(context));
        if (record.Minutes.On > at.Date || record.Minutes.On < state.AcceptedOn) return new Refusal("cases.minutes-day", "会议的日期应当在受理以后、今天以前。", BasisOf(context));
        if (record.Minutes.Attendees < Fewest) return new Refusal("cases.attendees-too-few", "集体研究至少两人参加，请逐一写明。", BasisOf(context));
        return act.Paper is null ? new Refusal("cases.reasons-missing", "请写明参加人员和会议的意见。", BasisOf(context)) : null;
    }

    /// <summary>Why a decision on a collective item is not open; null: it is, or the item is not collective.</summary>
    public static Refusal? Closed(CaseState state, CaseContext context, ActorInCase by, MinutesOutcome meant)
    {
        if (!Is(context)) return null;
        if (by.Actor.Role == Role.ChiefRepresentative)
        {
            return new Refusal("cases.collective-forbidden", "需要集体研究的事项不在首席事务代表的授权之内，由实施部门按会议的决定办理。", BasisOf(context));
        }

        return state.Work?.Minutes switch
        {
            null => new Refusal("cases.minutes-missing", "本事项由集体研究决定，不能一人签批。请先登记会议纪要（编号、日期、参加人员和结果）。", BasisOf(context)),
            { Outcome: var outcome, Number: var number } when outcome != meant => new Refusal(
                "cases.minutes-say-otherwise", $"会议纪要 {number} 的结果是{(outcome == MinutesOutcome.Approve ? "同意" : "不同意")}，决定应当与它一致。", BasisOf(context)),
            _ => null,
        };
    }

    private static bool Is(CaseContext context) => context.Guide.Review?.Collective == true;

    private static Citation BasisOf(CaseContext context) => CaseClocks.BasisOf(context.Rules, "chiefRep.scope");
}
