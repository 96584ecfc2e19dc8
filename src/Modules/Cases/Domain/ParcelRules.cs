using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 寄递与改送 (requirements-summary T21, T21b; 青岛办法 第二十八条, 河北方案 三（五）, 鄠邑细则 第十六条). What a courier carries is proved by the courier alone; an attempt
/// that failed is an event, and only then another way is open.
/// </summary>
internal static class ParcelRules
{
    public static Refusal? MayRecordParcel(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at) => act is not RecordParcel parcel
        ? null
        : state.Delivery != DeliveryMode.Post || state.SentAt is { } begun && begun != parcel.Begun
            ? new Refusal("cases.parcel-over", "这张寄递单已经作废，本件改用了别的方式送达。", PlatformRules.Order)
            : null;

    public static CaseEvent Record(RecordParcel act) => act.Step switch
    {
        ParcelStep.Sent => new ParcelSent(act.Begun, act.Courier, act.Waybill),
        ParcelStep.Failed => new DeliveryFailed(DeliveryMode.Post, act.Why ?? "returned") { Waybill = act.Waybill },
        ParcelStep.Delivered => new CaseDelivered(DeliveryMode.Post) { Waybill = act.Waybill, Courier = act.Courier },
        _ => throw new ArgumentOutOfRangeException(nameof(act)),
    };

    /// <summary>没有送到: by staff, for what no courier tells: not collected, not opened, back by ordinary post.</summary>
    public static Refusal? MayRecordAttempt(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at) =>
        StillCarried(state, context) ?? (act is RecordAttempt { Paper: null } ? new Refusal("cases.reasons-missing", "请写明哪天、怎样没有送到。", Basis(context)) : null);

    public static Refusal? MayChange(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (StillCarried(state, context) is { } carried) return carried;
        if (state.Sending is not { Failures: > 0 }) return new Refusal("cases.no-failed-attempt", "还没有登记过没有送到的情况，先按申请人选的方式送达。", Basis(context));
        return act is ChangeDelivery change && !context.Guide.Deliveries.Contains(change.Mode)
            ? new Refusal("cases.mode-not-offered", $"本事项不提供“{change.Mode.Words()}”，请另选送达方式。", Basis(context))
            : null;
    }

    /// <summary>On its way with a courier: his signature record closes the case, nobody's word does.</summary>
    public static Refusal? StillCarried(CaseState state, CaseContext context) => state.Sending is { Waybill: { } waybill, Open: true }
        ? new Refusal("cases.parcel-on-its-way", $"寄递企业正在运送（单号 {waybill}），签收后自动登记；没有投到的，系统会记下来。", Basis(context))
        : null;

    public static CaseState After(CaseState state, CaseEvent happened) => happened switch
    {
        ParcelSent e => state with { Sending = new CaseSending(e.Begun, e.Waybill, Open: true, state.Sending?.Failures ?? 0) },
        DeliveryFailed => state with { Sending = new CaseSending(state.Sending?.Begun ?? 0, state.Sending?.Waybill, Open: false, (state.Sending?.Failures ?? 0) + 1) },
        _ => state,
    };

    public static string Words(string why) => why switch
    {
        "refused" => "收件人拒收",
        "lost" => "寄丢了",
        "returned" => "没有投到，已退回",
        _ => "没有送到",
    };

    private static Citation Basis(CaseContext context) => CaseClocks.BasisOf(context.Rules, "delivery.modes");
}
