using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 协办意见 (重庆办法 第二十一条: one unit handles, others co-operate): the units that the item names, and whom a reviewer asks beside them (加签),
/// give an opinion with reasons by its day and decide nothing. The decision waits for what is obligatory, or says why it does without.
/// </summary>
internal static class OpinionRules
{
    private const int MostDays = 30;

    public static ReviewBegun Begin(CaseContext context, Instant at) => new()
    {
        Asked = context.Guide.Review?.Units is { Count: > 0 } units
            ? [.. units.Select(u => new AskedOpinion(u.Id, u.Unit, null, Deadlines.After(at, u.Within, context.Calendar), u.Obligatory))]
            : null,
    };

    public static Refusal? MayAsk(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (ReviewRules.MayBegin(state, act, by, context, at) is { } refusal) return refusal;
        if (act is not AskOpinion ask) return null;
        var known = ask is { Unit: { } unit, Person: null } ? context.Staff.Any(m => m.Unit == unit)
            : ask is { Unit: null, Person: { } person } && person != by.Actor.Id && context.Staff.Any(m => m.Id == person && m.Role is Role.Reviewer or Role.ChiefRepresentative);
        if (!known) return new Refusal("cases.signer-unknown", "请在本机关的内设机构或者审查人员中选择一个（不能是自己）。", BasisOf(context));
        if (ask.Days is < 1 or > MostDays) return new Refusal("cases.due-out-of-range", $"答复的时间请写 1 到 {MostDays} 个工作日。", BasisOf(context));
        if (state.Work?.Opinions?.Any(o => o.IsOpen && o.Unit == ask.Unit && o.Person == ask.Person) == true)
        {
            return new Refusal("cases.asked-already", "已经请过，正在等答复。", BasisOf(context));
        }

        return act.Paper is null ? new Refusal("cases.question-missing", "请写明请对方答复什么。", BasisOf(context)) : null;
    }

    public static OpinionAsked Ask(CaseState state, AskOpinion act, CaseContext context, Instant at)
    {
        var added = 1 + (state.Work?.Opinions?.Count(o => context.Guide.Review?.Units.Any(u => u.Id == o.Id) != true) ?? 0);
        return new(new AskedOpinion(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"added-{added}"), act.Unit, act.Person,
            Deadlines.After(at, TimeLimit.WorkingDays(act.Days), context.Calendar), Obligatory: true));
    }

    public static Refusal? MayGive(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        var mine = state.Work?.Opinions?.Where(o => IsAsked(o, by.Actor)).ToList() ?? [];
        if (act is not GiveOpinion give) return mine.Exists(o => o.IsOpen) ? null : NotAsked(context);
        if (mine.Find(o => o.Id == give.Id) is not { } asked) return NotAsked(context);
        if (!asked.IsOpen) return new Refusal("cases.opinion-given", asked.Waived ? "审查人员已经写明理由，不再等这份意见。" : "这份意见已经提交过了。", BasisOf(context));
        return act.Paper is null ? new Refusal("cases.reasons-missing", "请写明意见的理由。", BasisOf(context)) : null;
    }

    public static Refusal? MayWaive(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (ReviewRules.MayBegin(state, act, by, context, at) is { } refusal) return refusal;
        var late = state.Work?.Opinions?.Where(o => o.IsOpen && at >= o.Due.Lapses).ToList() ?? [];
        if (act is WaiveOpinion waive ? late.TrueForAll(o => o.Id != waive.Id) : late.Count == 0)
        {
            return new Refusal("cases.opinion-not-overdue", "只有逾期没有提交的意见，才能写明理由不再等。", BasisOf(context));
        }

        return act is WaiveOpinion { Paper: null } ? new Refusal("cases.reasons-missing", "请写明不等这份意见的理由。", BasisOf(context)) : null;
    }

    public static Refusal? MaySendBack(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (ReviewRules.MayBegin(state, act, by, context, at) is { } refusal) return refusal;
        var given = state.Work?.Opinions?.Where(o => o.Answer is not null).ToList() ?? [];
        var nothing = act switch
        {
            SendBack { Opinion: { } id } => given.TrueForAll(o => o.Id != id),
            SendBack => !state.Reviewed,
            _ => !state.Reviewed && given.Count == 0,
        };
        var basis = CaseClocks.BasisOf(context.Rules, "process.separation");
        if (nothing) return new Refusal("cases.nothing-to-send-back", "还没有登记的审查意见或者协办意见可以退回。", basis);
        return act is SendBack { Paper: null } ? new Refusal("cases.reasons-missing", "请写明退回的理由。", basis) : null;
    }

    /// <summary>An opinion is asked for again within as many working days as it had.</summary>
    public static CaseSentBack Return(SendBack act, CaseContext context, Instant at)
    {
        if (act.Opinion is not { } id) return new CaseSentBack(null, null);
        var within = context.Guide.Review?.Units.FirstOrDefault(u => u.Id == id)?.Within ?? TimeLimit.WorkingDays(2);
        return new CaseSentBack(id, Deadlines.After(at, within, context.Calendar));
    }

    /// <summary>No decision before what is obligatory is there, or it is late and was said to be done without.</summary>
    public static Refusal? Outstanding(CaseState state, CaseContext context, Instant at)
    {
        if (state.Work?.Opinions?.FirstOrDefault(o => o.Obligatory && o.IsOpen) is not { } open) return null;
        var who = open.Unit ?? context.Staff.FirstOrDefault(m => m.Id == open.Person)?.Name ?? "加签人员";
        return new Refusal(
            "cases.opinion-outstanding",
            at >= open.Due.Lapses
                ? $"{who}的意见逾期没有提交。要不等这份意见就决定的，请先写明理由。"
                : $"还在等{who}的意见，最迟{open.Due.Day:yyyy年M月d日}。意见提交以前不能作出决定。",
            BasisOf(context));
    }

    public static IEnumerable<CaseTimer> Timers(CaseState state) => state.Status is CaseStatus.UnderReview or CaseStatus.RefusalDue
        ? (state.Work?.Opinions ?? []).Where(o => o.IsOpen && !o.Late).Select(o => new CaseTimer(TimerKind.OpinionDue, o.Due.Lapses))
        : [];

    public static OpinionOverdue Overdue(CaseState state, Instant at)
    {
        var late = state.Work!.Opinions!.First(o => o is { IsOpen: true, Late: false } && o.Due.Lapses <= at);
        return new OpinionOverdue(late.Id, late.Due.Day);
    }

    public static bool IsAsked(AskedOpinion asked, Actor actor) =>
        asked.Person is { } person ? person == actor.Id : actor.Role == Role.UnitOfficer && asked.Unit == actor.Unit;

    public static Citation BasisOf(CaseContext context) => CaseClocks.BasisOf(context.Rules, "org.handlingUnit");

    private static Refusal NotAsked(CaseContext context) => new("cases.not-asked", "本件没有请您或者您的科室提意见。", BasisOf(context));
}
