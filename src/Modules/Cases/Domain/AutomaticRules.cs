using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 智能审批 (河北方案 三、（五）): the guide's published rules, put to what was filed and fetched, approve or leave the case to people; they never
/// refuse. The applicant has a person whenever he asks, before and after.
/// </summary>
internal static class AutomaticRules
{
    /// <summary>False: an act of automatic approval on an item that has none; it is not even shown as closed.</summary>
    public static bool MayConcern(OpenCase open, string act) => act switch
    {
        nameof(AskForPerson) => open.Guide.Automatic is not null,
        nameof(LookAgain) => open.State.Automatic is { Version: not null },
        _ => true,
    };

    public static Refusal? MayDecide(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        var basis = BasisOf(context);
        if (context.Guide.Automatic is null) return new Refusal("cases.no-approval-rules", "本事项没有公布自动审批规则，由人审批。", basis);
        if (!context.Rules.Says("decision.automatic", "approve-only")) return new Refusal("cases.automatic-not-here", "本地不实行自动审批，由人审批。", basis);
        if (state.Automatic is { PersonAsked: true }) return new Refusal("cases.person-asked-for", "申请人要求由人办理。", basis);
        if (state.Automatic is not null) return new Refusal("cases.automatic-once", "本件已经按规则核对过一次。", basis);
        return Hindrance(state, context) is { } why ? new Refusal("cases.not-for-rules", $"本件{why}，由人审批。", basis) : null;
    }

    /// <summary>What somebody must weigh, see or be paid for, the platform does not decide.</summary>
    private static string? Hindrance(CaseState state, CaseContext context) => (context.Guide, state) switch
    {
        ({ OnTheSpot: false, FormReviewOnly: false }, _) => "不是即办件，也不是只作形式审查",
        ({ ConcernsOthers: true }, _) => "直接关系他人重大利益",
        ({ SpecialProcedures.Count: > 0 }, _) => "要经过特别程序",
        ({ Fees.Count: > 0 }, _) => "涉及收费",
        ({ Review: not null }, _) => "要协办、集体研究或者现场核查",
        ({ Quota: not null }, _) => "有数量限制",
        (_, { Supplement.Cleared: false }) => "还有容缺材料没有补齐",
        (_, { Commitment: not null }) => "以书面承诺代替材料",
        _ => Filing.Missing(context.Guide, state).Count > 0 ? "材料不齐" : null,
    };

    /// <summary>All rules passed: approved by them. One failed or open: left to people, with what each came to.</summary>
    public static CaseEvent Decide(CaseState state, DecideByRules act, CaseContext context, Instant at)
    {
        var trace = Trace(context.Guide.Automatic!, act.Values);
        return trace.Passed ? new CaseApproved(at.Date) { OverdueBy = TimeRules.OverdueBy(state, context, at), Rules = trace } : new LeftToPeople(trace);
    }

    public static RuleTrace Trace(ApprovalRules rules, IReadOnlyDictionary<string, string> values) =>
        new(rules.Version, [.. rules.Rules.Select(r => new RuleOutcome(r.Id, r.Judge(values), $"《{r.Basis.Law}》{r.Basis.Article}"))]);

    public static Refusal? MayAskForPerson(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        var basis = BasisOf(context);
        if (context.Guide.Automatic is null) return new Refusal("cases.no-approval-rules", "本事项没有自动审批，本来就由人审批。", basis);
        if (state.Status.BeforeDecision()) return state.Automatic is { PersonAsked: true } ? new Refusal("cases.person-asked-for", "已经登记，由人办理。", basis) : null;
        return state.Automatic switch
        {
            { Version: null } or null => new Refusal("cases.decided-by-person", "本件是由人决定的。对决定不服的，可以申请行政复议。", basis),
            { LookedAgain: not null } => new Refusal("cases.looked-again", "人工复核已经作出。仍然不服的，可以申请行政复议。", basis),
            { PersonAsked: true } => new Refusal("cases.person-asked-for", "已经登记，等待人工复核。", basis),
            _ => null,
        };
    }

    public static Refusal? MayLookAgain(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        if (state.Automatic is not { LookIsOpen: true }) return new Refusal("cases.no-look-asked", "申请人没有要求人工复核，或者已经复核过。", BasisOf(context));
        return act is LookAgain { Paper: null } ? new Refusal("cases.report-missing", "请写明复核的情况，申请人会看到。", BasisOf(context)) : null;
    }

    public static Citation BasisOf(CaseContext context) => context.Rules.Find("decision.automatic")?.Basis ?? PlatformRules.ByRules;
}
