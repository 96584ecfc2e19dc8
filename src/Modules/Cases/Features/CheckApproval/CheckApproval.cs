using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>人工复核: somebody looks at what rules approved, because the applicant asked (河北方案 三、（五）).</summary>
internal static class CheckApproval
{
    public const string StandsField = "approval-stands";
    public const string FindingsField = "approval-findings";
    private const string Stands = "stands";

    public static IReadOnlyList<ChoiceModel> Choices { get; } =
        [new(Stands, "批准无误"), new("wrong", "批准有误", "另行更正或者依法撤销；处理以前结果继续有效。")];

    public static WorkAct Act { get; } = new(
        nameof(LookAgain), "second-look", CaseReach.Reviewers,
        (_, form) => new Intended(
            new LookAgain(form.Choice(StandsField, "复核结论", Choices) == Stands), Reasons.Of(form.LongText(FindingsField, "复核情况", required: false))),
        json =>
        {
            var body = json.As<LookBody>();
            return new Intended(new LookAgain(body.Stands), Reasons.Of(body.Reasons));
        })
    {
        Fields = new Dictionary<string, string> { ["cases.report-missing"] = FindingsField },
    };

    private sealed record LookBody(bool Stands, string? Reasons = null);
}
