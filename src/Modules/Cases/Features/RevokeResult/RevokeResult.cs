using System.Text.Json;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>
/// 撤销或者撤回办理结果: told first, answered or heard, decided by another hand (行政许可法 第七条、第八条、第六十九条). The result stands until then.
/// </summary>
internal static class RevokeResult
{
    public const string GroundField = "revocation-ground";
    public const string FactsField = "revocation-facts";
    public const string HearingField = "revocation-hearing-asked";
    public const string StatementField = "revocation-statement";
    public const string RecordField = "revocation-record";
    public const string VerdictField = "revocation-verdict";
    public const string ReasonsField = "revocation-decision-reasons";
    public const string Revoke = "revoke";
    public const string AsksHearing = "hearing";

    public static IReadOnlyList<ChoiceModel> Verdicts { get; } =
        [new(Revoke, "撤销（撤回）", "决定书告知复议、诉讼的途径，原来的决定书标明已撤销。"), new("drop", "不撤销", "办理结果继续有效。")];

    public static IReadOnlyList<ChoiceModel> Answers { get; } = [new("statement", "书面陈述申辩"), new(AsksHearing, "要求听证", "不收费。")];

    public static WorkAct Proposal { get; } = new(nameof(ProposeRevocation), "revocation-notice", CaseReach.Reviewers, ReadProposal, ParseProposal)
    {
        Fields = new Dictionary<string, string> { ["cases.ground-not-listed"] = GroundField, ["cases.reasons-missing"] = FactsField },
    };

    public static WorkAct Answer { get; } = new(nameof(AnswerRevocation), "revocation-answer", CaseReach.Receivers, (_, form) => ReadAnswer(form), ParseAnswer)
    {
        Fields = AnswerFields,
    };

    public static WorkAct Hearing { get; } = new(
        nameof(HoldRevocationHearing), "revocation-hearing", CaseReach.Reviewers,
        (_, form) => new Intended(new HoldRevocationHearing(), Reasons.Of(form.LongText(RecordField, "听证笔录", 10_000, required: false))),
        json => new Intended(new HoldRevocationHearing(), Reasons.Of(json.As<ReasonsBody>().Reasons)))
    {
        Fields = new Dictionary<string, string> { ["cases.report-missing"] = RecordField },
    };

    public static WorkAct Decision { get; } = new(
        nameof(DecideOnRevocation), "revocation-decision", CaseReach.Reviewers,
        (_, form) => new Intended(
            new DecideOnRevocation(form.Choice(VerdictField, "决定", Verdicts) == Revoke), Reasons.Of(form.LongText(ReasonsField, "理由", required: false))),
        json => json.As<DecisionBody>() is var body ? new Intended(new DecideOnRevocation(body.Revoke), Reasons.Of(body.Reasons)) : throw new JsonException())
    {
        Fields = new Dictionary<string, string> { ["cases.reasons-missing"] = ReasonsField },
    };

    public static Dictionary<string, string> AnswerFields => new() { ["cases.statement-missing"] = StatementField, ["cases.no-hearing"] = HearingField };

    public static IReadOnlyList<ChoiceModel> Grounds(OpenCase open) =>
        [.. RevocationRules.GroundsHere(open.Context).Where(g => g != RevocationRules.Broken || open.State.Check?.Outcome == CheckOutcome.Broken)
            .Select(g => new ChoiceModel(g, RevocationRules.Grounds[g], RevocationRules.IsWithdrawal(g) ? "撤回，依法补偿。" : null))];

    /// <summary>At the counter and on the applicant's own page alike.</summary>
    public static Intended ReadAnswer(FormReader form)
    {
        var hearing = form.Choice(HearingField, "方式", Answers) == AsksHearing;
        return new Intended(new AnswerRevocation(hearing), Reasons.Of(form.LongText(StatementField, "陈述申辩", required: false)));
    }

    private static Intended ReadProposal(OpenCase open, FormReader form) => new(
        new ProposeRevocation(form.Choice(GroundField, "情形", Grounds(open))), Reasons.Of(form.LongText(FactsField, "认定的事实和理由", required: false)));

    private static Intended ParseProposal(JsonElement json)
    {
        var body = json.As<ProposalBody>();
        return new Intended(new ProposeRevocation(body.Ground), Reasons.Of(body.Reasons));
    }

    private static Intended ParseAnswer(JsonElement json)
    {
        var body = json.As<AnswerBody>();
        return new Intended(new AnswerRevocation(body.Hearing), Reasons.Of(body.Reasons));
    }

    private sealed record ProposalBody(string Ground, string? Reasons = null);

    private sealed record AnswerBody(bool Hearing = false, string? Reasons = null);

    private sealed record DecisionBody(bool Revoke, string? Reasons = null);
}
