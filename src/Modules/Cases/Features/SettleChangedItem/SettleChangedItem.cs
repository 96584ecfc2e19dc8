using System.Text.Json;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>在办件的事项变动: staff record what becomes of a running case whose item was cancelled, suspended or handed over, and by which text.</summary>
internal static class SettleChangedItem
{
    public const string OutcomeField = "change-outcome";
    public const string RuleField = "change-rule";
    public const string ReasonsField = "change-reasons";

    public static WorkAct Act { get; } = new(
        nameof(SettleItemChange), "item-change", CaseReach.Reviewers,
        (open, form) =>
        {
            var outcome = Enum.TryParse<ChangeOutcome>(form.Choice(OutcomeField, "怎么处理", Outcomes(open)), out var chosen) ? chosen : default;
            return new Intended(new SettleItemChange(outcome, form.Text(RuleField, "依据", 200, required: false)), Reasons.Of(form.LongText(ReasonsField, "理由", required: false)));
        },
        json => json.As<Body>() is var body ? new Intended(new SettleItemChange(body.Outcome, body.Rule), Reasons.Of(body.Reasons)) : throw new JsonException())
    {
        Fields = new Dictionary<string, string>
        {
            ["cases.citation-missing"] = RuleField, ["cases.reasons-missing"] = ReasonsField, ["cases.outcome-not-fitting"] = OutcomeField,
        },
    };

    public static IReadOnlyList<ChoiceModel> Outcomes(OpenCase open) =>
        open.State.Change is { } change ? [.. RunningCaseRules.Offered(change).Select(o => new ChoiceModel(o.ToString(), ItemChangeReasons.Of(o), Hint(o, change)))] : [];

    private static string? Hint(ChangeOutcome outcome, CaseItemChange change) => outcome switch
    {
        ChangeOutcome.Ended => "申请人会收到告知书，写明理由、退费和救济途径。",
        ChangeOutcome.Finished => "只在依据写明已经受理的照旧办完时选用。",
        ChangeOutcome.HandedOver => $"交给{change.To?.Name}，编号、受理日期和期限都不变。",
        ChangeOutcome.Held => "期限按本地规定暂停计算，事项恢复时自动恢复办理。",
        _ => null,
    };

    private sealed record Body(ChangeOutcome Outcome, string Rule, string? Reasons = null);
}
