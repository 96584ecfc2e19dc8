using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>What is written down about how a case is conducted: talks, visits, reasons given afterwards, and that its applicant is no more.</summary>
internal static class ConductRules
{
    /// <summary>口头告知 has no effect: only a numbered voucher tells (重庆办法 第十八条, 鄠邑细则 第十三条).</summary>
    public static Refusal Oral(RuleSet rules) => new(
        "cases.oral-void",
        "口头告知不发生补正告知的效力。请出具书面或者电子的补正文书；通话可以另行登记，但不改变办件状态和期限。",
        CaseClocks.BasisOf(rules, rules.Find("correction.oral") is null ? "correction.voucherName" : "correction.oral"));

    /// <summary>Talks are written down without any effect in law; a call that was about nothing needs no record.</summary>
    public static Refusal? MayRecordContact(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at) =>
        act is RecordContact { Kind: not ContactKind.Visit, Paper: null }
            ? new Refusal("cases.contact-empty", "请写明沟通的内容。", PlatformRules.Input)
            : null;

    /// <summary>One visit more than the guide's count needs its reason, or it is kept for supervision (最多跑一次).</summary>
    public static ContactRecorded Record(CaseState state, RecordContact act, CaseContext context)
    {
        var tooMany = act.Kind == ContactKind.Visit && state.Visits + 1 > context.Guide.Visits;
        return new ContactRecorded(act.Kind, tooMany && act.Paper is null ? true : null);
    }

    /// <summary>The acceptance itself is never held back: the reason follows, and the breach stands (鄠邑细则 第十三条).</summary>
    public static Refusal? MayExplainLateness(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at)
    {
        var basis = CaseClocks.BasisOf(context.Rules, "acceptance.limit.latenessReason");
        if (!OwesReason(state, context.Rules)) return new Refusal("cases.nothing-to-explain", "本件没有需要补记的逾期原因。", basis);
        return act is ExplainLateness { Paper: null } ? new Refusal("cases.reasons-missing", "请写明没有按时受理的原因。", basis) : null;
    }

    /// <summary>A task of the window: accepted after its limit, and nobody has said why.</summary>
    public static bool OwesReason(CaseState state, RuleSet rules) =>
        state is { AcceptedOn: not null, LatenessExplained: false } && state.Has(Alert.AcceptanceLate) && rules.Says("acceptance.limit.latenessReason", "yes");

    /// <summary>The applicant is no more: on evidence, before the decision. Who follows in his right files anew.</summary>
    public static Refusal? MayTerminate(CaseState state, CaseAct? act, ActorInCase by, CaseContext context, Instant at) =>
        act is Terminate { Ground: not (TerminationGround.Death or TerminationGround.Dissolution) }
            ? new Refusal("cases.ground-not-listed", "这里只登记申请人死亡或者终止；其他情形由事项变动、前置未获批准自行终止。", CaseClocks.BasisOf(context.Rules, "application.withdrawal"))
            : act is Terminate { Paper: null }
            ? new Refusal("cases.evidence-missing", "请写明死亡或者终止的证明（名称、出具机关、编号）。", CaseClocks.BasisOf(context.Rules, "application.withdrawal"))
            : null;
}
