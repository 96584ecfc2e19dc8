using System.Text.Json;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>
/// 承诺核查: after a decision that rests on a promise somebody looks, by the guide's rule; what was broken needs a decision of its own, and the
/// licence stands until then (青岛办法 第三十二条; 重庆办法 第二十三条; 行政许可法 第六十九条).
/// </summary>
internal static class CheckCommitment
{
    public const string OutcomeField = "check-outcome";
    public const string FindingsField = "check-findings";
    public const string RevokeField = "revocation";
    public const string CorrectByField = "correct-by";
    public const string ReasonsField = "revocation-reasons";
    public const string Revoke = "revoke";
    public const string Correct = "correct";

    public static IReadOnlyList<ChoiceModel> Outcomes { get; } =
        [.. Enum.GetValues<CheckOutcome>().Select(o => new ChoiceModel(Code(o), Words(o)))];

    public static IReadOnlyList<ChoiceModel> Decisions { get; } =
        [new(Correct, "责令改正", "写明改正期限，届时再次核查；证照继续有效。"), new(Revoke, "拟撤销办理结果", "先告知申请人，听取陈述申辩，再由另一人决定；决定以前证照继续有效。")];

    public static WorkAct Act { get; } = new(nameof(RecordCheck), "commitment-check", CaseReach.Reviewers, Read, Parse)
    {
        Fields = new Dictionary<string, string> { ["cases.report-missing"] = FindingsField },
    };

    public static WorkAct Decision { get; } = new(nameof(DecideRevocation), "revocation", CaseReach.Reviewers, ReadDecision, ParseDecision)
    {
        Fields = new Dictionary<string, string> { ["cases.due-out-of-range"] = CorrectByField, ["cases.reasons-missing"] = ReasonsField },
    };

    public static string Words(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Kept => "与承诺一致",
        CheckOutcome.Corrected => "发现问题，已当场改正",
        CheckOutcome.Broken => "承诺不实",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    private static string Code(CheckOutcome outcome) => JsonNamingPolicy.KebabCaseLower.ConvertName(outcome.ToString());

    private static Intended Read(OpenCase open, FormReader form)
    {
        var chosen = form.Choice(OutcomeField, "核查结论", Outcomes);
        var outcome = Enum.GetValues<CheckOutcome>().FirstOrDefault(o => Code(o) == chosen);
        return new Intended(new RecordCheck(outcome), Reasons.Of(form.LongText(FindingsField, "核查情况", required: false)));
    }

    private static Intended Parse(JsonElement json)
    {
        var body = json.As<CheckBody>();
        return new Intended(new RecordCheck(body.Outcome), Reasons.Of(body.Reasons));
    }

    private static Intended ReadDecision(OpenCase open, FormReader form)
    {
        var correct = form.Choice(RevokeField, "处理决定", Decisions) == Correct;
        var by = form.Date(CorrectByField, "改正期限", required: correct);
        return new Intended(
            correct || !form.Ok ? new DecideRevocation(by ?? default(DateOnly)) : new ProposeRevocation(RevocationRules.Broken), Reasons.Of(form.LongText(ReasonsField, "理由", required: false)));
    }

    private static Intended ParseDecision(JsonElement json)
    {
        var body = json.As<DecisionBody>();
        return new Intended(new DecideRevocation(body.CorrectBy), Reasons.Of(body.Reasons));
    }

    private sealed record CheckBody(CheckOutcome Outcome, string? Reasons = null);

    private sealed record DecisionBody(DateOnly? CorrectBy = null, string? Reasons = null);
}
