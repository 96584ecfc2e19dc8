namespace OneWindow.Cases;

/// <summary>没有送到和改送: an attempt that failed is written down; after that another way, or the same once more, is open (requirements-summary T21b).</summary>
internal static class DeliverAgain
{
    public const string HowField = "attempt-how";

    public static WorkAct Attempt { get; } = new(
        nameof(RecordAttempt), "delivery-attempt", CaseReach.Handlers,
        (_, form) => new Intended(new RecordAttempt(), Reasons.Of(form.Text(HowField, "哪天、怎样没有送到", 200, required: false))),
        json => new Intended(new RecordAttempt(), Reasons.Of(json.As<ReasonsBody>().Reasons)))
    {
        Fields = new Dictionary<string, string> { ["cases.reasons-missing"] = HowField },
    };

    public static WorkAct Change { get; } = new(
        nameof(ChangeDelivery), "delivery-change", CaseReach.Handlers,
        (open, form) => Changed(DeliverResult.ReadBeginning(open, form)),
        json => Changed(DeliverResult.ParseBeginning(json)))
    {
        Fields = new Dictionary<string, string> { ["cases.mode-not-offered"] = DeliverResult.ModeField },
    };

    private static Intended Changed(Intended begun) => begun with { Act = new ChangeDelivery(((BeginDelivery)begun.Act).Mode) };
}
