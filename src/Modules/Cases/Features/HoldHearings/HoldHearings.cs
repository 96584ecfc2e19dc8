namespace OneWindow.Cases;

/// <summary>听证 at the workbench: the right is told, a request received, the hearing recorded by its chair (行政许可法 第四十七条、第四十八条).</summary>
internal static class HoldHearings
{
    public const string RecordField = "hearing-record";

    public static WorkAct Telling { get; } = new(
        nameof(TellHearingRight), "hearing-right", CaseReach.Reviewers, (_, _) => new Intended(new TellHearingRight()), _ => new Intended(new TellHearingRight()));

    public static WorkAct Asking { get; } = new(
        nameof(RequestHearing), "hearing-request", CaseReach.Receivers, (_, _) => new Intended(new RequestHearing()), _ => new Intended(new RequestHearing()));

    public static WorkAct Act { get; } = new(
        nameof(HoldHearing), "hearing", CaseReach.Reviewers,
        (_, form) => new Intended(new HoldHearing(), Reasons.Of(form.LongText(RecordField, "听证笔录", 10_000, required: false))),
        body => new Intended(new HoldHearing(), Reasons.Of(body.As<ReasonsBody>().Reasons)))
    {
        Fields = new Dictionary<string, string> { ["cases.report-missing"] = RecordField },
    };
}
