using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 跨域通办 (青岛办法 第三十六条; 河北方案 二（四）; 重庆办法 第六条; 鄠邑细则 第十九条): a window of another place receives, the handling place's rules apply, the case is
/// that place's from its first instant. The receiving window does what the applicant brings to it and nothing that only the handling place may.
/// </summary>
internal static class CrossRegionRules
{
    public static readonly string[] Acts = [nameof(SendPapers), nameof(ConfirmPapers), nameof(RaiseDispute), nameof(SettleDispute)];

    /// <summary>A counter of another place, by the offer of the guide.</summary>
    public static bool MayReceive(Actor by, Guide guide) =>
        by is { Role: Role.Clerk or Role.ChiefRepresentative, Organisation: not null } && guide.CrossRegion?.Reaches(by.Place, guide.Place) == true;

    /// <summary>Why a window of another place may not receive this item; null: it may, or it is no such window.</summary>
    public static Refusal? NotReceivable(Actor by, Guide guide, RuleSet rules)
    {
        if (guide.CrossRegion is not { } offer || by.Role is not (Role.Clerk or Role.ChiefRepresentative) || by.Place.Contains(guide.Place) || MayReceive(by, guide)) return null;
        return new Refusal("cases.beyond-cross-region", $"本事项的跨域通办（{offer.Mode.Words()}）不包括您所在的地方，请申请人网上提交，或者到通办范围内的窗口。", BasisOf(rules));
    }

    /// <summary>Null: received in its own place.</summary>
    public static FiledCrossing? Crossing(Submit act, ActRequest request)
    {
        var (by, guide) = (request.By, request.Context.Guide);
        if (act.Channel != Channel.Counter || !MayReceive(by, guide)) return null;
        return new FiledCrossing(guide.CrossRegion!.Mode, by.Organisation!, by.Place, PapersTravel(guide, act) ? null : request.At);
    }

    /// <summary>Something that was handed in at the counter goes on to the handling place as paper.</summary>
    private static bool PapersTravel(Guide guide, Submit act) =>
        guide.CrossRegion!.Mode == CrossRegionMode.ReceiveAndForward && guide.Materials.Any(m => m.Originals + m.Copies > 0 && act.Present.Contains(m.Id));

    public static CaseCrossing? Begun(CaseSubmitted filed) => filed.Crossing is { } c
        ? new CaseCrossing(c.Mode, c.Organisation, c.Place, filed.ReceivedAt) { ReachedAt = c.ReachedAt }
        : null;

    /// <summary>Null: the event is none of these.</summary>
    public static CaseState? Next(CaseState state, CaseEvent happened, Stamp stamp) => happened switch
    {
        PapersSent e => With(state, c => c with { Lists = [.. c.Lists ?? [], new HandOver(e.List, e.To, stamp.At, e.Due, e.Papers) { Waybill = e.Waybill }] }),
        PapersReceived e => With(state, c => Confirmed(c, e, stamp.At)),
        DisputeRaised e => With(state, c => c with { Dispute = new RegionDispute(stamp.At, e.Lead) }),
        DisputeSettled => With(state, c => c with { Dispute = c.Dispute! with { SettledAt = stamp.At } }),
        _ => null,
    };

    private static CaseCrossing Confirmed(CaseCrossing crossing, PapersReceived happened, Instant at)
    {
        var faults = happened.Lines.Where(l => l.Finding != PaperFinding.Whole).ToList();
        var lists = crossing.Lists!.Select(l => l.Number == happened.List ? l with { ReceivedAt = at, Faults = faults.Count > 0 ? faults : null } : l).ToList();
        var reached = lists.First(l => l.Number == happened.List).To == HandOverTo.Handling ? crossing.ReachedAt ?? at : crossing.ReachedAt;
        return crossing with { Lists = lists, ReachedAt = reached };
    }

    private static CaseState With(CaseState state, Func<CaseCrossing, CaseCrossing> change) => state with { Crossing = change(state.Crossing!) };

    /// <summary>False: nothing crosses in this case, so that these acts are not even shown as closed.</summary>
    public static bool MayConcern(CaseState state, string act) => !Acts.Contains(act) || (state.Crossing is { } c && (act != nameof(SettleDispute) || c.Dispute is { IsOpen: true }));

    /// <summary>
    /// Who hands over at a counter where the case crossed: the window that has the result. A paper result on its way is handed over by nobody; one
    /// that came back only by who has it.
    /// </summary>
    public static Refusal? MayHandOver(CaseState state, ActorInCase by, CaseContext context)
    {
        if (state.Crossing is not { } crossing || by.IsApplicant || state.Delivery != DeliveryMode.Counter) return null;
        var basis = BasisOf(context.Rules);
        if (crossing.OpenLists.Any(l => l.To == HandOverTo.Receiving && l.Papers.Any(p => p.Material == HandedPaper.Result)))
        {
            return new Refusal("cases.result-on-its-way", "结果正在移交的路上，请代收窗口先签收移交清单。", basis);
        }

        if (by.IsReceiver && !by.IsWindow && !by.IsReviewer)
        {
            return crossing.Mode == CrossRegionMode.ReceiveAndForward && !crossing.ResultIsBack
                ? new Refusal("cases.result-not-back", "办理地还没有把结果移交过来，收到并签收以后才能交给申请人。", basis)
                : null;
        }

        return crossing.ResultIsBack ? new Refusal("cases.result-elsewhere", "结果已经移交代收窗口，由那里交给申请人并登记。", basis) : null;
    }

    public static Citation BasisOf(RuleSet rules) => rules.Find("crossRegion.receiving")?.Basis ?? PlatformRules.HandOvers;
}
