using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>How the limited number stands as one case finds it.</summary>
/// <param name="Taken">Places that others hold: granted, or about to be.</param>
/// <param name="Ahead">Cases accepted before this one and not decided yet, the first first.</param>
internal sealed record QuotaQueue(int Count, int Taken, IReadOnlyList<CaseNumber> Ahead)
{
    public int Free => Math.Max(0, Count - Taken);
}

/// <summary>
/// 有数量限制的许可 (行政许可法 第五十七条): qualified applicants are served in the order of acceptance; a deemed acceptance counts with its day of
/// receipt. Nobody is passed over: a case may be granted while a place is left for each undecided one ahead of it. Another order only where a law or
/// an administrative regulation says so.
/// </summary>
internal static class QuotaRules
{
    public const string Exhausted = "cases.quota-exhausted";

    public static bool MayConcern(OpenCase open, string act) => act != nameof(ApproveOutOfOrder) || open.Guide.Quota is not null;

    /// <summary>The order of acceptance: by the day of acceptance, then by receipt, then by number.</summary>
    public static (DateOnly, long, long)? RankOf(CaseState state, Instant now) => state switch
    {
        { AcceptedOn: { } accepted } => (accepted, state.ReceivedAt.Microseconds, state.Id),
        // Silence has accepted it already, though nobody has looked yet.
        { Timer: { Kind: TimerKind.AcceptanceLapse } timer } when timer.At <= now => (ReopeningRules.WaitsSince(state).Date, state.ReceivedAt.Microseconds, state.Id),
        _ => null,
    };

    public static Refusal? InOrder(CaseContext context)
    {
        if (context.Guide.Quota is null) return null;
        var basis = BasisOf(context.Rules);
        if (context.Queue is not { } queue) return new Refusal("cases.queue-unknown", "本事项有数量限制，要先查明受理次序才能批准，请刷新后再办。", basis);
        if (queue.Free == 0) return new Refusal(Exhausted, $"限定的 {queue.Count} 个名额已按受理先后全部发出，不能批准，只能依法不予批准。", basis);
        return queue.Ahead.Count < queue.Free
            ? null
            : new Refusal("cases.quota-order", $"名额还有 {queue.Free} 个，受理在先、还没有决定的有 {queue.Ahead.Count} 件（{queue.Ahead[0].Grouped}在先），应按受理先后，先对它们作出决定。", basis);
    }

    public static Refusal? MayApproveOutOfOrder(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        var basis = BasisOf(context.Rules);
        if (InOrder(context) is not { } why) return new Refusal("cases.in-order", "按次序轮到本件，直接批准即可。", basis);
        if (why.Code != "cases.quota-order") return why;
        if (DecisionRules.MayApproveBut(state, act, by, context, at) is { } refusal) return refusal;
        return act is ApproveOutOfOrder { Law: not { Type: BasisType.Law or BasisType.AdministrativeRegulation, Law.Length: > 0, Article.Length: > 0 } }
            ? new Refusal("cases.order-basis", "不按受理先后批准，要有法律、行政法规的规定，请写明名称和条款。", basis)
            : null;
    }

    /// <summary>A refusal for want of a place is true only while there is none.</summary>
    public static Refusal? MayRefuseForQuota(CaseAct? act, CaseContext context) =>
        act is Refuse { ForQuota: true } && InOrder(context)?.Code != Exhausted
            ? new Refusal("cases.quota-not-exhausted", "名额还没有用完，不能以名额用完为由不予批准。", BasisOf(context.Rules))
            : null;

    public static Citation ByAcceptance { get; } = new("licensing-law-2019", "第五十七条");

    public static Citation BasisOf(RuleSet rules) => rules.Find("quota.order")?.Basis ?? ByAcceptance;
}
