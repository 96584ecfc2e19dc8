using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>移交清单 (平台规则 第二十七条): what goes to the other place is listed, and each line is confirmed there.</summary>
internal static class HandOverRules
{
    public const int MostOfOne = 99;

    public static IEnumerable<Step> Steps => Enum.GetValues<CaseStatus>().SelectMany(from => (Step[])
    [
        new("–", from, nameof(SendPapers), [from], Who.EitherPlace, MaySend, "crossRegion.handOverLimit"),
        new("–", from, nameof(ConfirmPapers), [from], Who.EitherPlace, MayConfirm, "crossRegion.handOverLimit"),
    ]);

    public static Refusal? MaySend(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        var basis = BasisOf(context.Rules);
        if (state.Crossing is not { } crossing) return new Refusal("cases.not-crossing", "本件在本地收件和办理，没有移交。", basis);
        if (act is not SendPapers send)
        {
            // Asked for nobody in particular (explain): as whoever's part it is.
            var ways = Enum.GetValues<HandOverTo>().Where(to => by.Actor.Role == Role.System || IsSender(by, to)).ToList();
            return ways.Any(to => Closed(state, crossing, to, basis) is null) ? null : Closed(state, crossing, ways[0], basis);
        }

        if (!IsSender(by, send.To)) return new Refusal("cases.wrong-side", send.To == HandOverTo.Handling ? "交给办理地的材料由代收窗口移交。" : "退回代收窗口的由办理地移交。", PlatformRules.Permission);
        if (Closed(state, crossing, send.To, basis) is { } closed) return closed;
        if (send.Papers.Count == 0) return new Refusal("cases.list-empty", "清单是空的，请至少填一项的份数。", PlatformRules.Input);
        foreach (var paper in send.Papers)
        {
            if (!Knows(state, context.Guide, send.To, paper.Material)) return new Refusal("cases.not-on-list", $"“{paper.Material}”不在可以移交的材料里。", PlatformRules.Input);
            if (paper.Originals < 0 || paper.Copies < 0 || paper.Originals + paper.Copies is < 1 or > MostOfOne) return new Refusal("cases.paper-count", $"每项原件和复印件合计 1 至 {MostOfOne} 份。", PlatformRules.Input);
            if (send.Papers.Count(p => p.Material == paper.Material) > 1) return new Refusal("cases.not-on-list", "清单里同一材料只列一行。", PlatformRules.Input);
            if (crossing.OpenLists.Any(l => l.To == send.To && l.Papers.Any(p => p.Material == paper.Material)))
                return new Refusal("cases.already-on-its-way", $"{NameOf(context.Guide, paper.Material)}已经在移交的路上，等对方签收。", basis);
        }

        return null;
    }

    /// <summary>What stands against any list in this direction.</summary>
    private static Refusal? Closed(CaseState state, CaseCrossing crossing, HandOverTo to, Citation basis)
    {
        if (to == HandOverTo.Receiving) return null;
        if (crossing.Mode == CrossRegionMode.FullOnline) return new Refusal("cases.nothing-to-carry", "本事项全程网办，办理地凭上传的材料办理，不移交纸质材料。", basis);
        return state.Status.BeforeDecision() ? null : new Refusal("cases.decided-already", "办理地已经作出决定或者本件已经结束，不再移交材料。", basis);
    }

    /// <summary>Materials of the guide; the result only on its way back, once there is one.</summary>
    public static bool Knows(CaseState state, Guide guide, HandOverTo to, string material) =>
        material == HandedPaper.Result ? to == HandOverTo.Receiving && HasResult(state) : guide.Material(material) is not null;

    private static bool HasResult(CaseState state) =>
        state.Status is CaseStatus.Approved or CaseStatus.Refused or CaseStatus.DeemedRenewed or CaseStatus.Delivering or CaseStatus.NotAccepted or CaseStatus.Closed;

    public static Refusal? MayConfirm(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        var basis = BasisOf(context.Rules);
        var mine = (state.Crossing?.OpenLists ?? []).Where(l => by.Actor.Role == Role.System || IsReceiver(by, l.To)).ToList();
        if (act is not ConfirmPapers confirm) return mine.Count > 0 ? null : new Refusal("cases.no-list", "没有等您签收的移交清单。", basis);
        if (mine.FirstOrDefault(l => l.Number == confirm.List) is not { } list) return new Refusal("cases.no-list", "没有这份等您签收的移交清单，请刷新后再看。", basis);
        if (!list.Papers.Select(p => p.Material).Order(StringComparer.Ordinal).SequenceEqual(confirm.Lines.Select(l => l.Material).Order(StringComparer.Ordinal)))
            return new Refusal("cases.line-unconfirmed", "请逐项签收：清单上的每一项都要选完好、缺失或者损坏。", basis);
        return confirm.Lines.Any(l => l.Finding != PaperFinding.Whole) && confirm.Paper is null
            ? new Refusal("cases.reasons-missing", "有缺失或者损坏的，请写明情况。", basis)
            : null;
    }

    public static PapersSent Send(CaseState state, SendPapers act, CaseContext context, Instant at) => new(
        (state.Crossing!.Lists?.Count ?? 0) + 1, act.To, Deadlines.After(at, context.Rules.Find("crossRegion.handOverLimit")!.Limit, context.Calendar).Day, act.Papers) { Waybill = act.Waybill };

    public static PapersReceived Confirm(CaseState state, ConfirmPapers act, Instant at) =>
        new(act.List, act.Lines) { Late = at.Date > state.Crossing!.Lists!.First(l => l.Number == act.List).Due ? true : null };

    public static bool IsSender(ActorInCase by, HandOverTo to) => to == HandOverTo.Handling ? by.IsReceiver : by.IsWindow || by.IsReviewer;

    public static bool IsReceiver(ActorInCase by, HandOverTo to) => IsSender(by, to == HandOverTo.Handling ? HandOverTo.Receiving : HandOverTo.Handling);

    public static string NameOf(Guide guide, string material) => material == HandedPaper.Result ? $"办理结果（{guide.Result.Name}）" : $"《{guide.Material(material)?.Name ?? material}》";

    private static Citation BasisOf(RuleSet rules) => CaseClocks.BasisOf(rules, "crossRegion.handOverLimit");
}
