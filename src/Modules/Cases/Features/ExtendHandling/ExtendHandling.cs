using System.Text.Json;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>延长办理期限: once, approved by another hand than the reviewer's, its reasons told to the applicant before the limit lapses (行政许可法 第四十二条).</summary>
internal static class ExtendHandling
{
    public const string DaysField = "extension-days";
    public const string ReasonsField = "extension-reasons";

    public static WorkAct Act { get; } = new(nameof(ExtendLimit), "extension", CaseReach.Reviewers, Read, Parse)
    {
        Fields = new Dictionary<string, string> { ["cases.extension-too-long"] = DaysField, ["cases.reasons-missing"] = ReasonsField },
    };

    private static Intended Read(OpenCase open, FormReader form) => new(
        new ExtendLimit(ClockKind.Statutory, TimeLimit.WorkingDays((int)(form.Number(DaysField, "延长几个工作日", 1, 60) ?? 0))),
        Reasons.Of(form.LongText(ReasonsField, "延长的理由", required: false)));

    private static Intended Parse(JsonElement json)
    {
        var body = json.As<Body>();
        return new Intended(new ExtendLimit(body.Clock, body.By), Reasons.Of(body.Reasons));
    }

    private sealed record Body(TimeLimit By, ClockKind Clock = ClockKind.Statutory, string? Reasons = null);
}
