using System.Text.Json;

namespace OneWindow.Cases;

/// <summary>说明误期原因: why a promise is missed and when it will be done; it stands in the letter that the applicant gets (platform/第二十四条).</summary>
internal static class TellDelay
{
    public const string ExpectedField = "delay-expected";
    public const string ReasonsField = "delay-reasons";

    public static WorkAct Act { get; } = new(
        nameof(ExplainDelay), "delay", CaseReach.Reviewers,
        (_, form) =>
        {
            var expected = form.Date(ExpectedField, "新的预计日期", required: true);
            return new Intended(new ExplainDelay(expected ?? default), Reasons.Of(form.LongText(ReasonsField, "没有按承诺办结的原因", required: false)));
        },
        json => json.As<Body>() is var body ? new Intended(new ExplainDelay(body.Expected), Reasons.Of(body.Reasons)) : throw new JsonException())
    {
        Fields = new Dictionary<string, string>
        {
            ["cases.due-out-of-range"] = ExpectedField, ["cases.beyond-statutory"] = ExpectedField, ["cases.reasons-missing"] = ReasonsField,
        },
    };

    private sealed record Body(DateOnly Expected, string? Reasons = null);
}
