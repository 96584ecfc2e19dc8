using OneWindow.Kernel;
using static OneWindow.Cases.CaseStatus;

namespace OneWindow.Cases;

/// <summary>A unit that a case can lie with: an organisation, its name and the place that it handles for.</summary>
/// <param name="Bears">It can bear an act; a hall only receives.</param>
internal sealed record HandlingUnit(string Organisation, string Name, RegionCode Place, bool Bears);

/// <summary>经办单位: where the case lies now, and who had it before, in order. Null on a case that was never passed on.</summary>
/// <param name="Place">Of the unit that has it now: its window acts beside the one that received.</param>
internal sealed record CaseUnits(RegionCode Place, IReadOnlyList<FormerUnit> Former);

internal sealed record FormerUnit(string Organisation, RegionCode Place);

/// <summary>
/// 上下联动 (青岛办法 第七条): a case is passed up or down its own line of the four levels: the village receives, the district decides. Number, acceptance
/// and clocks stay; who handles it changes, and who may act with it; who had it before goes on reading it.
/// </summary>
internal static class PassingRules
{
    private static readonly CaseStatus[] Open = [Submitted, CorrectionRequired, Accepted, UnderReview, RefusalDue];

    public static IEnumerable<Step> Steps => Open.Select(from => new Step("–", from, nameof(PassOn), [from], Who.WindowOrReviewers, MayPass, "org.levels"));

    public static Refusal? MayPass(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        var basis = CaseClocks.BasisOf(context.Rules, "org.levels");
        if (LineRules.IsElsewhere(context)) return new Refusal("cases.handled-elsewhere", $"本件由{context.Guide.HandledIn!.Name}办理，不在各级之间转办。", basis);
        if (act is not PassOn pass) return null;
        if (pass.Unit is not { } unit) return new Refusal("cases.unit-unknown", "没有这个单位，请从列表里选。", PlatformRules.Input);
        if (unit.Organisation == state.Organisation) return new Refusal("cases.unit-same", "本件已经由这个单位办理。", PlatformRules.Input);
        if (!unit.Bears) return new Refusal("cases.unit-receives-only", "政务服务大厅只收件和送达，请转给承办的单位。", basis);
        if (!InLine(PlaceOf(state), unit.Place)) return new Refusal("cases.unit-not-in-line", "只能转给本地的上级或者下级单位。", basis);
        return act.Paper is null ? new Refusal("cases.reasons-missing", "请写明为什么转办。", basis) : null;
    }

    public static CasePassedOn Pass(CaseState state, PassOn act) =>
        new(state.Organisation, PlaceOf(state), act.Unit!.Organisation, act.Unit.Name, act.Unit.Place);

    /// <summary>The place of the unit that has the case now.</summary>
    public static RegionCode PlaceOf(CaseState state) => state.Units?.Place ?? state.Place;

    /// <summary>One lies above the other: the same village, town, district and city.</summary>
    public static bool InLine(RegionCode one, RegionCode other) => one.Contains(other) || other.Contains(one);

    public static CaseState Passed(CaseState state, CasePassedOn e) => state with
    {
        Organisation = e.To,
        Units = new CaseUnits(e.Place, [.. (state.Units?.Former ?? []).Where(f => f.Organisation != e.To), new FormerUnit(e.From, e.FromPlace)]),
        // Nobody there has taken it up yet.
        Work = state.Work is { Held: not null } work ? (work with { Held = null }).OrNull() : state.Work,
    };
}
