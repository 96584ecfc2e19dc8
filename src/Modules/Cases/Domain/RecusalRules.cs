using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 回避 (公务员法 第七十六条、第七十七条): declared by the officer, asked for by the applicant, or found in the registers; decided by a supervisor. The case
/// goes on with others the same hour: no clock knows of it. Whoever stands aside does nothing more in the case.
/// </summary>
internal static class RecusalRules
{
    public static Refusal? MayDeclare(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (Of(state, by.Actor.Id) is { } raised && (raised.Granted == true || IsAside(raised)))
        {
            return new Refusal("cases.recusal-raised", raised.Granted == true ? "您已经回避本件。" : "您的回避已经登记，等主管决定。", Grounds(context));
        }

        return act is DeclareRecusal { Paper: null } ? new Refusal("cases.reasons-missing", "请写明回避的理由。", Grounds(context)) : null;
    }

    public static Refusal? MayRequest(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        var posts = Enum.GetValues<RecusalPost>().Where(p => OfficerOf(state, p) is not null).ToList();
        if (act is RequestRecusal asked ? !posts.Contains(asked.Post) : posts.Count == 0)
        {
            return new Refusal("cases.nobody-in-post", "本件现在还没有这样的办理人员，有人办理以后可以申请。", Decider(context));
        }

        if (act is not RequestRecusal request) return null;
        if (Of(state, OfficerOf(state, request.Post)!) is { } raised && (raised.Granted != false || raised.Ground == request.Ground))
        {
            return new Refusal("cases.recusal-raised", raised.Granted is null ? "这名人员的回避已经登记，正在等决定。" : "已经作出过决定，理由写在办件记录里。", Decider(context));
        }

        return act.Paper is null ? new Refusal("cases.reasons-missing", "请写明申请回避的理由。", Decider(context)) : null;
    }

    public static Refusal? MayFind(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at) =>
        act is FindRecusal found && context.Interests.ContainsKey(found.Officer) && Of(state, found.Officer) is null
            ? null
            : new Refusal("cases.recusal-raised", "没有新的回避情形。", Grounds(context));

    /// <summary>Where nobody's standing aside waits for a word there is nothing to decide.</summary>
    public static bool MayConcern(CaseState state, string act) => act != nameof(DecideRecusal) || (state.Work?.Recusals ?? []).Any(r => r.Granted is null);

    public static Refusal? MayDecide(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        var open = (state.Work?.Recusals ?? []).Where(r => r.Granted is null && r.Officer != by.Actor.Id).ToList();
        if (act is DecideRecusal one ? open.TrueForAll(r => r.Officer != one.Officer) : open.Count == 0)
        {
            return new Refusal("cases.no-recusal", "没有等您决定的回避。自己的回避由别的主管决定。", Decider(context));
        }

        if (act is not DecideRecusal decide) return null;
        if (decide.Successor is { } successor && (!decide.Granted || !MaySucceed(state, decide.Officer, successor, context)))
        {
            return new Refusal("cases.successor-unfit", "接办的人员应当是本机关没有回避情形、也没有受理本件的审查人员，请另选。", Decider(context));
        }

        return act.Paper is null ? new Refusal("cases.reasons-missing", "请写明决定的理由，申请人会看到。", Decider(context)) : null;
    }

    public static RecusalDecided Decide(DecideRecusal act, CaseContext context) =>
        new(act.Officer, act.Granted, act.Successor, context.Staff.FirstOrDefault(m => m.Id == act.Successor)?.Role);

    public static RecusalRaised Request(CaseState state, RequestRecusal act) => new(OfficerOf(state, act.Post)!, RecusalHow.Requested, act.Ground);

    /// <summary>Fit to go on: of the organisation's reviewers, not the one who received, without an interest, not standing aside.</summary>
    public static bool MaySucceed(CaseState state, string officer, string successor, CaseContext context) =>
        successor != officer && successor != state.AcceptedBy && successor != state.FiledBy && !context.Interests.ContainsKey(successor)
        && context.Staff.Any(m => m.Id == successor && m.Role is (Role.Reviewer or Role.ChiefRepresentative))
        && Of(state, successor) is not ({ Granted: true } or { Granted: null });

    /// <summary>Why this officer does nothing here; null: he may.</summary>
    public static Refusal? Closed(CaseState state, string act, ActorInCase by, CaseContext context)
    {
        if (!by.Actor.IsStaff || act is nameof(DeclareRecusal)) return null;
        var raised = Of(state, by.Actor.Id);
        if (raised is { Granted: true }) return new Refusal("cases.recused", "您已经回避本件，由其他人员办理。", Grounds(context));
        if (raised is not null && IsAside(raised)) return new Refusal("cases.recused", "您的回避已经登记，主管决定以前由其他人员办理。", Grounds(context));
        if (raised is null && context.Interests.TryGetValue(by.Actor.Id, out var interest))
        {
            return new Refusal("cases.recusal-found", $"登记显示{Words(interest)}，应当回避。已经记入并报主管决定，本件由其他人员办理。", Grounds(context));
        }

        return raised is { Granted: null } && act is (nameof(Approve) or nameof(ApproveOutOfOrder) or nameof(Refuse) or nameof(RefuseAcceptance))
            ? new Refusal("cases.recusal-pending", "申请人请您回避，主管决定以前您不能作出决定；其他人员可以办理。", Decider(context))
            : null;
    }

    public static RecusalGround GroundOf(Interest interest) => interest == Interest.Registered ? RecusalGround.Relatives : RecusalGround.OwnInterest;

    /// <summary>Who has the post; who received at the counter until somebody accepts, and where silence did.</summary>
    public static string? OfficerOf(CaseState state, RecusalPost post) =>
        post == RecusalPost.Reviewer ? state.Reviewer
        : state.AcceptedBy is { } accepted && accepted != Actor.Clockwork.Id ? accepted
        : state.Channel == Channel.Counter ? state.FiledBy : null;

    public static Recusal? Of(CaseState state, string officer) => state.Work?.Recusals?.FirstOrDefault(r => r.Officer == officer);

    /// <summary>Until it is decided: who says so himself or whom the registers name stands aside, whom the applicant names goes on.</summary>
    private static bool IsAside(Recusal raised) => raised is { Granted: null, How: not RecusalHow.Requested };

    private static string Words(Interest interest) => interest switch
    {
        Interest.Applicant => "申请人就是您本人",
        Interest.Agent => "您是本件的代理人",
        Interest.Representative => "您是申请人的法定代表人（负责人）",
        _ => "您与申请人有近亲属等利害关系",
    };

    private static Citation Grounds(CaseContext context) => CaseClocks.BasisOf(context.Rules, "recusal.grounds");

    private static Citation Decider(CaseContext context) => CaseClocks.BasisOf(context.Rules, "recusal.decidedBy");
}
