using OneWindow.Contracts;
using OneWindow.Kernel;
using static OneWindow.Cases.CaseStatus;

namespace OneWindow.Cases;

/// <summary>
/// 一口受理 (重庆办法 第二十四条): before the whole is accepted every department says once what its part lacks; the lead tells everything in one notice. Who
/// is silent is not waited for, and where the rules say so has lost his right to ask.
/// </summary>
internal static class ExaminationRules
{
    public static IEnumerable<Step> Steps => [new("T4", Submitted, nameof(ExaminePart), [Submitted], Who.Branches, MayExamine, "joint.silence")];

    public static Citation BasisOf(RuleSet rules) => rules.Find("joint.silence")?.Basis ?? PlatformRules.Examination;

    /// <summary>The departments are asked: not at a counter that must accept on the spot, and not a second time after a notice.</summary>
    public static bool IsOpen(CaseState state, CaseContext context) =>
        state is { Status: Submitted, Master: { ExaminationOver: false }, Correction: null } && Asked(state, context);

    /// <summary>By when they must have spoken: so long before the limit of acceptance that the lead can still tell. Null: they are not asked.</summary>
    public static Instant? Until(CaseState state, CaseContext context) =>
        Asked(state, context) && AcceptanceRules.Limit(context.Rules, CaseTimers.ChannelKey(state)) is { IsOnTheSpot: false } limit
            ? Ahead(Deadlines.After(ReopeningRules.WaitsSince(state), limit, context.Calendar).Lapses, context.Rules)
            : null;

    private static bool Asked(CaseState state, CaseContext context) =>
        state.Master is not null && context.Guide.Combination is { Examined: true }
        && AcceptanceRules.Limit(context.Rules, CaseTimers.ChannelKey(state)) is { IsOnTheSpot: false };

    private static Instant Ahead(Instant lapses, RuleSet rules) =>
        rules.Find("joint.examinationAhead")?.Limit is { Unit: LimitUnit.Hour } ahead ? lapses.Plus(TimeSpan.FromHours(-ahead.Amount)) : lapses;

    public static IEnumerable<CaseTimer> Timers(CaseState state, CaseContext context)
    {
        if (IsOpen(state, context) && Silent(state).Any() && Until(state, context) is { } until) yield return new CaseTimer(TimerKind.ExaminationDue, until);
    }

    /// <summary>What follows at that instant.</summary>
    public static ExaminationOver Over(CaseState state, CaseContext context) =>
        new([.. Silent(state).Select(p => p.Id)], context.Rules.Says("joint.silence", "lapses"));

    public static IEnumerable<MasterPart> Silent(CaseState state) => state.Master!.Parts.Where(p => state.Master.FindingsOf(p.Id) is null);

    public static Refusal? MayExamine(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        var basis = BasisOf(context.Rules);
        if (!Asked(state, context)) return new Refusal("cases.not-examined", "本件由牵头窗口统一核对材料，不需要各部门分别提出意见。", basis);
        if (state.Correction is not null) return new Refusal("cases.told-once", "补正已经一次性告知，不能再提出新的补正内容。", basis);
        if (state.Master!.ExaminationOver && context.Rules.Says("joint.silence", "lapses"))
        {
            return new Refusal("cases.examination-over", "提出补正意见的时间已过，本部门不再有权要求补正；材料的问题在审查中处理。", basis);
        }

        if (act is not ExaminePart examine) return null;
        if (state.Master.Part(examine.Part) is not { } part || part.Organisation != by.Actor.Organisation)
        {
            return new Refusal("cases.not-your-part", "这个事项不由本部门办理，不能替别的部门提意见。", PlatformRules.Permission);
        }

        if (examine.Defects.FirstOrDefault(d => !CorrectionRules.IsOfGuide(context.Guide, d) || !Needs(context.Guide, examine.Part, d.Kind, d.Id)) is { } stranger)
        {
            return new Refusal("cases.not-in-guide", $"“{Filing.NameOf(context.Guide, stranger)}”不是本部门这个事项需要的，不能要求补正。", CaseClocks.BasisOf(context.Rules, "guide.ceiling"));
        }

        return null;
    }

    /// <summary>What the part's own guide asks for, under the union's names; what no part lists is everybody's.</summary>
    public static bool Needs(Guide guide, string part, DefectKind kind, string id)
    {
        var parts = guide.Combination!.Parts;
        bool Lists(CombinedPart p) => (kind == DefectKind.Material ? p.Materials : p.Fields).Any(n => n.Shared == id);
        return Lists(parts.First(p => p.Id == part)) || !parts.Any(Lists);
    }

    /// <summary>Before all have spoken or their time is over nothing is accepted or told; what they found is told whole, in one notice.</summary>
    public static Refusal? Bars(Step step, CaseState state, CaseAct? act, CaseContext context, Instant at)
    {
        if (step.Act is not (nameof(Accept) or nameof(AcceptTolerantly) or nameof(RequestCorrection)) || !Asked(state, context) || state.Correction is not null) return null;
        var basis = BasisOf(context.Rules);
        if (!state.Master!.ExaminationOver && Until(state, context) is { } until && at < until && Silent(state).ToList() is { Count: > 0 } silent)
        {
            var names = string.Join("、", silent.Select(p => context.Guide.Combination!.Part(p.Id)?.Name ?? p.Id));
            return new Refusal("cases.branches-not-heard", $"还没有收到{names}承办部门的意见。等各部门都提出意见，或者到{until.ToChina():M月d日HH:mm}以后，再一次性告知或者受理。", basis);
        }

        // The button of acceptance is closed at once; what the other two would leave out is seen in the act.
        if ((act is null && step.Act != nameof(Accept)) || AcceptanceRules.ToldTooLate(state, context, at) is not null) return null;
        IReadOnlyList<Defect> told = act switch
        {
            RequestCorrection notice => notice.Defects,
            AcceptTolerantly tolerant => [.. tolerant.Materials.Select(m => new Defect(DefectKind.Material, m, "missing"))],
            _ => [],
        };
        var untold = state.Master.Reported().Where(d => told.All(t => (t.Kind, t.Id) != (d.Kind, d.Id))).ToList();
        if (untold.Count == 0) return null;
        var left = string.Join("、", untold.Select(d => $"“{Filing.NameOf(context.Guide, d)}”"));
        return act is RequestCorrection
            ? new Refusal("cases.defect-not-told", $"有部门提出的{left}没有列入。各部门的意见应当合并为一份，一次性告知。", basis)
            : new Refusal("cases.branches-ask", $"有部门提出{left}需要补正，请先一次性告知，不能直接受理。", basis);
    }
}
