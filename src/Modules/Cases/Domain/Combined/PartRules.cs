using OneWindow.Contracts;
using OneWindow.Kernel;
using static OneWindow.Cases.CaseStatus;

namespace OneWindow.Cases;

/// <summary>
/// 分别实施 (重庆办法 第二十四条): a part is a case like any other, but for two things: what it needs first must be granted, and a conflict about it must be
/// settled, before it is decided.
/// </summary>
internal static class PartRules
{
    private static readonly CaseStatus[] Open = [Accepted, UnderReview, RefusalDue, OnHold];

    public static IEnumerable<Step> Steps => Open.Select(from => new Step("T28", from, nameof(HearMaster), [from, Terminated], Who.Time, MayHear, "joint.leadDepartment"));

    /// <summary>受理 of the whole is acceptance of each part, as of the same instant (重庆办法 第二十四条: 同步审查). No notice of its own: that of the whole names it.</summary>
    public static IReadOnlyList<Decided> Begin(OpenPart act, CaseSubmitted filed, ActRequest request)
    {
        var context = request.Context;
        var waits = act.Whole.Waits.Count > 0;
        var accepted = new CaseAccepted(
            act.Mode, act.AcceptedFrom.Date, waits ? null : CaseClocks.Promised(context, act.AcceptedFrom), waits ? null : CaseClocks.Statutory(context, act.AcceptedFrom),
            act.Supplement) { NoticeOmitted = true };
        var basis = CaseClocks.BasisOf(context.Rules, "joint.leadDepartment");
        var first = CaseEvolution.Evolve(null, filed, StampOf(request, 1, act.Filer));
        var second = CaseEvolution.Evolve(first, accepted, StampOf(request, 2, act.Acceptor));
        return
        [
            new Decided(filed, [basis], CaseTimers.Next(first, context), act.Filer), new Decided(accepted, [basis], CaseTimers.Next(second, context), act.Acceptor),
        ];
    }

    private static Stamp StampOf(ActRequest request, int sequence, Actor by) => new(request.Number.Region.Number, request.Number.Id, sequence, by.Id, request.At, null);

    public static Refusal? MayHear(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (state.Whole is not { } whole) return new Refusal("cases.not-a-part", "本件不是组合件里的事项。", PlatformRules.Order);
        var known = act switch
        {
            HearMaster { News: MasterNews.PreconditionGranted or MasterNews.PreconditionLost } hear => whole.Waits.Contains(hear.Part!),
            HearMaster { News: MasterNews.ConflictRaised } hear => whole.Disputed?.Contains(hear.Conflict!.Value) != true,
            HearMaster hear => whole.Disputed?.Contains(hear.Conflict!.Value) == true,
            _ => true,
        };
        return known ? null : new Refusal("cases.heard-already", "这个消息已经记下。", PlatformRules.NoSilentOverwrite);
    }

    public static CaseEvent Hear(CaseState state, HearMaster act, CaseContext context, Instant at)
    {
        switch (act.News)
        {
            case MasterNews.PreconditionLost:
                return new CaseTerminated(TerminationGround.PreconditionLost) { Part = act.Part };
            case MasterNews.ConflictRaised:
                return new RulingAwaited(act.Conflict!.Value);
            case MasterNews.ConflictSettled:
                return new RulingGiven(act.Conflict!.Value);
            default:
                // 待前置批准期间不计时: nobody is late with what he may not decide.
                var last = state.Whole!.Waits.Count == 1;
                return new PreconditionMet(act.Part!, last ? CaseClocks.Promised(context, at) : null, last ? CaseClocks.Statutory(context, at) : null);
        }
    }

    public static CaseState Met(CaseState state, PreconditionMet e) => state with
    {
        Whole = state.Whole! with { Waits = [.. state.Whole.Waits.Where(w => w != e.Part)] },
        Promised = e.Promised ?? state.Promised,
        Statutory = e.Statutory ?? state.Statutory,
    };

    public static CaseState Awaits(CaseState state, RulingAwaited e) => state with { Whole = state.Whole! with { Disputed = [.. state.Whole.Disputed ?? [], e.Conflict] } };

    public static CaseState Given(CaseState state, RulingGiven e)
    {
        IReadOnlyList<int> left = [.. (state.Whole!.Disputed ?? []).Where(c => c != e.Conflict)];
        return state with { Whole = state.Whole with { Disputed = left.Count > 0 ? left : null } };
    }

    /// <summary>It may be refused on its own ground at any time, approved only on what it stands on.</summary>
    public static Refusal? Bars(Step step, CaseState state, CaseContext context)
    {
        if (state.Whole is not { } whole) return null;
        var approves = step.Act is nameof(Approve) or nameof(ApproveOutOfOrder) or nameof(DecideByRules);
        var basis = CaseClocks.BasisOf(context.Rules, "joint.leadDepartment");
        if (approves && whole.Waits.Count > 0)
        {
            return new Refusal("cases.precondition-open", "本件要等前置事项获得批准以后才能批准；在此以前不计办理期限。", basis);
        }

        return whole.Disputed is not null && (approves || step.Act == nameof(Refuse))
            ? new Refusal("cases.ruling-awaited", "本件有部门意见不一致，等牵头部门裁定以后再作决定。", basis)
            : null;
    }
}
