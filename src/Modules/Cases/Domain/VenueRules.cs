using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>As the filing pins it: received at a venue of a town or a village to which the item was brought down.</summary>
/// <param name="Mode">The mode of that day; a record that ended since takes the right away, one that is wider gives no more.</param>
internal sealed record FiledVenue(SinkDownMode Mode, string Organisation, RegionCode Place)
{
    /// <summary>帮办代办: true, the applicant agreed to be helped; else absent.</summary>
    public bool? Agreed { get; init; }
}

/// <summary>
/// 下沉的件 (青岛办法 第二十一条; 河北方案 三（三）、四（一）; 青岛基层规定 2020): the case is the department's, and the venue that received it does what its mode
/// permits while the record holds: 帮办代办 helps to file, 委托受理 accepts, 授权办理 decides as well.
/// </summary>
internal static class VenueRules
{
    public const string BeyondCode = "cases.beyond-sink-down";

    private static readonly Role[] Windows = [Role.Clerk, Role.ChiefRepresentative];

    /// <summary>What neither accepts nor decides, among the acts that window and reviewers share.</summary>
    private static readonly string[] OfAcceptance = [nameof(RecordContact), nameof(UndoLast), nameof(Claim), nameof(Release), nameof(DeclareRecusal), nameof(ProposeRectification)];

    /// <summary>The record by which this window may take the item; null: none today.</summary>
    public static SunkRight? Right(Actor by, IReadOnlyList<SunkRight> sunk, Instant at) =>
        Windows.Contains(by.Role) && by.Organisation is not null ? sunk.FirstOrDefault(r => r.Place == by.Place && r.HoldsOn(at.Date)) : null;

    /// <summary>Why a window below the place of the item may not take it; null: it may, or it is no such window.</summary>
    public static Refusal? NotReceivable(Actor by, CaseContext context, Instant at)
    {
        var guide = context.Guide;
        if (!Windows.Contains(by.Role) || by.Place == guide.Place || !guide.Place.Contains(by.Place) || Right(by, context.Sunk, at) is not null) return null;
        var ended = context.Sunk.Where(r => r.Place == by.Place && r.Until <= at.Date).OrderBy(r => r.Until).LastOrDefault();
        return ended is null
            ? new Refusal("cases.item-not-listed", "本事项没有下沉到您所在的窗口，这里不能收件。请告诉申请人网上申请，或者到办事指南写明的窗口办理。", BasisOf(context.Rules))
            : new Refusal("cases.sink-down-ended", $"本事项下沉到{ended.VenueName}的安排已于{Day(ended.Until!.Value)}结束，这里不能再收件。请告诉申请人网上申请，或者到办事指南写明的窗口办理。", BasisOf(context.Rules));
    }

    /// <summary>帮办代办 is at the applicant's wish; null: agreed, or nothing of the kind.</summary>
    public static Refusal? Unagreed(Submit act, ActRequest request) =>
        !act.Agreed && Venue(act, request) is { Mode: SinkDownMode.Help }
            ? new Refusal("cases.consent-missing", "本事项在这里是帮办代办：请先征得申请人同意，并勾选“申请人同意由本站代为递交”。", BasisOf(request.Context.Rules))
            : null;

    /// <summary>Null: received in its own place, or not over a counter.</summary>
    public static FiledVenue? Venue(Submit act, ActRequest request)
    {
        if (act.Channel != Channel.Counter || request.By.Place.Contains(request.Context.Guide.Place) || Right(request.By, request.Context.Sunk, request.At) is not { } right) return null;
        return new FiledVenue(right.Mode, right.Venue, right.Place) { Agreed = right.Mode == SinkDownMode.Help ? act.Agreed : null };
    }

    /// <summary>Why the venue may not take this step; null: it may, or somebody else acts.</summary>
    public static Refusal? Bars(Step step, CaseState state, ActorInCase by, CaseContext context, Instant at)
    {
        if (!by.IsVenue) return null;
        var venue = state.Venue!;
        if (context.Sunk.FirstOrDefault(r => r.Place == venue.Place && r.HoldsOn(at.Date)) is not { } now)
        {
            return new Refusal("cases.sink-down-ended", "本事项下沉到这里的安排已经结束，本件由原来的部门继续办理；这里只能查看。", BasisOf(context.Rules));
        }

        var need = Needed(step);
        var mode = now.Mode.Allows(need) ? venue.Mode : now.Mode;
        return mode.Allows(need) ? null : Beyond(mode, need, context.Rules);
    }

    /// <summary>Somebody of the venue whose mode does not make the step his; null: a stranger like any other.</summary>
    public static Refusal? Beyond(Step step, CaseState state, ActorInCase by, CaseContext context) =>
        by.IsVenue && !state.Venue!.Mode.Allows(Needed(step)) ? Beyond(state.Venue!.Mode, Needed(step), context.Rules) : null;

    public static Citation BasisOf(RuleSet rules) => rules.Find("sinkDown.modes")?.Basis ?? PlatformRules.Permission;

    private static Refusal Beyond(SinkDownMode mode, VenueAct need, RuleSet rules) => new(
        BeyondCode,
        $"本事项在这里是{mode.Words()}，{(need == VenueAct.Decide ? "审查和决定" : "受理")}由原来的部门办理，这里不能办。",
        BasisOf(rules));

    private static VenueAct Needed(Step step) => step.Role switch
    {
        Who.ApplicantOrWindow or Who.Filer or Who.ApplicantOrStaff => VenueAct.Help,
        Who.Window => VenueAct.Receive,
        _ => OfAcceptance.Contains(step.Act) ? VenueAct.Receive : VenueAct.Decide,
    };

    private static string Day(DateOnly day) => $"{day:yyyy年M月d日}";
}
